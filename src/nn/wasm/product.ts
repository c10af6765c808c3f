import { all, at, lanes, multiplyAdd } from "./lanes";

/**
 * The products of small layers, straight from where the numbers lie: $C = A B$ with C and B row by row, `columns`
 * numbers apart, and A by any two steps (so that it may be a transpose), all kept in registers four rows at a time.
 * Columns are samples, a multiple of the lanes.
 */

/** $C = A B$, plus the bias of each row unless that is 0, for m rows, k terms and n columns. */
export function product<T extends number>(
  m: i32,
  k: i32,
  n: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  c: usize,
  bias: usize,
): void {
  let i = 0;
  for (; i + 4 <= m; i += 4) band<T>(4, k, n, a, aRow, aColumn, b, c, bias, i);
  if (m - i == 3) band<T>(3, k, n, a, aRow, aColumn, b, c, bias, i);
  else if (m - i == 2) band<T>(2, k, n, a, aRow, aColumn, b, c, bias, i);
  else if (m - i == 1) band<T>(1, k, n, a, aRow, aColumn, b, c, bias, i);
}

/** The rows of C from the i-th on, two registers at a time. */
// @inline
function band<T extends number>(
  rows: i32,
  k: i32,
  n: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  c: usize,
  bias: usize,
  i: i32,
): void {
  const row = <usize>n * sizeof<T>();
  const wide = n - (n % (2 * lanes<T>()));
  const left = a + <usize>i * aRow;
  const to = c + <usize>i * row;
  for (let j = 0; j < wide; j += 2 * lanes<T>())
    tile<T>(rows, 2, k, left, aRow, aColumn, at<T>(b, j), row, at<T>(to, j), bias, i);
  if (wide < n) tile<T>(rows, 1, k, left, aRow, aColumn, at<T>(b, wide), row, at<T>(to, wide), bias, i);
}

/** Up to four rows by one or two registers. */
// @inline
function tile<T extends number>(
  rows: i32,
  registers: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  row: usize,
  c: usize,
  bias: usize,
  i: i32,
): void {
  let c00 = first<T>(bias, i);
  let c01 = c00;
  let c10 = rows > 1 ? first<T>(bias, i + 1) : c00;
  let c11 = c10;
  let c20 = rows > 2 ? first<T>(bias, i + 2) : c00;
  let c21 = c20;
  let c30 = rows > 3 ? first<T>(bias, i + 3) : c00;
  let c31 = c30;
  const aRow2 = aRow * 2;
  const aRow3 = aRow * 3;
  for (let p = 0; p < k; p++) {
    const b0 = v128.load(b);
    const b1 = registers > 1 ? v128.load(b, 16) : b0;
    const a0 = v128.load_splat<T>(a);
    c00 = multiplyAdd<T>(c00, a0, b0);
    if (registers > 1) c01 = multiplyAdd<T>(c01, a0, b1);
    if (rows > 1) {
      const a1 = v128.load_splat<T>(a + aRow);
      c10 = multiplyAdd<T>(c10, a1, b0);
      if (registers > 1) c11 = multiplyAdd<T>(c11, a1, b1);
    }
    if (rows > 2) {
      const a2 = v128.load_splat<T>(a + aRow2);
      c20 = multiplyAdd<T>(c20, a2, b0);
      if (registers > 1) c21 = multiplyAdd<T>(c21, a2, b1);
    }
    if (rows > 3) {
      const a3 = v128.load_splat<T>(a + aRow3);
      c30 = multiplyAdd<T>(c30, a3, b0);
      if (registers > 1) c31 = multiplyAdd<T>(c31, a3, b1);
    }
    a += aColumn;
    b += row;
  }
  put(registers, c, c00, c01);
  if (rows > 1) put(registers, c + row, c10, c11);
  if (rows > 2) put(registers, c + row * 2, c20, c21);
  if (rows > 3) put(registers, c + row * 3, c30, c31);
}

/** The first value of a sum: the row's bias, or 0. */
// @inline
function first<T extends number>(bias: usize, i: i32): v128 {
  return bias == 0 ? all<T>(0.0) : v128.splat<T>(load<T>(at<T>(bias, i)));
}

// @inline
function put(registers: i32, c: usize, v0: v128, v1: v128): void {
  v128.store(c, v0);
  if (registers > 1) v128.store(c, v1, 16);
}
