import { all, at, lanes, multiplyAdd } from "./lanes";

/**
 * The products of small layers, straight from where the numbers lie: $C = A B$ with C and B row by row, `columns`
 * numbers apart, and A by any two steps (so that it may be a transpose), all kept in registers four rows at a time.
 * Columns are samples, a multiple of the lanes.
 */

/** The first value of a sum: the row's bias, or 0. */
// @inline
function first<T extends number>(bias: usize, i: i32): v128 {
  return bias == 0 ? all<T>(0.0) : v128.splat<T>(load<T>(at<T>(bias, i)));
}

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
  const row = <usize>n * sizeof<T>();
  const wide = n - (n % (2 * lanes<T>()));
  let i = 0;
  for (; i + 4 <= m; i += 4) {
    const rows = a + <usize>i * aRow;
    for (let j = 0; j < wide; j += 2 * lanes<T>())
      tile42<T>(k, rows, aRow, aColumn, at<T>(b, j), row, at<T>(c, i * n + j), bias, i);
    if (wide < n) tile41<T>(k, rows, aRow, aColumn, at<T>(b, wide), row, at<T>(c, i * n + wide), bias, i);
  }
  for (; i < m; i++) {
    const rows = a + <usize>i * aRow;
    for (let j = 0; j < wide; j += 2 * lanes<T>())
      tile12<T>(k, rows, aColumn, at<T>(b, j), row, at<T>(c, i * n + j), bias, i);
    if (wide < n) tile11<T>(k, rows, aColumn, at<T>(b, wide), row, at<T>(c, i * n + wide), bias, i);
  }
}

/** Four rows by two registers. */
function tile42<T extends number>(
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
  let c10 = first<T>(bias, i + 1);
  let c11 = c10;
  let c20 = first<T>(bias, i + 2);
  let c21 = c20;
  let c30 = first<T>(bias, i + 3);
  let c31 = c30;
  const aRow2 = aRow * 2;
  const aRow3 = aRow * 3;
  for (let p = 0; p < k; p++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<T>(a);
    c00 = multiplyAdd<T>(c00, a0, b0);
    c01 = multiplyAdd<T>(c01, a0, b1);
    const a1 = v128.load_splat<T>(a + aRow);
    c10 = multiplyAdd<T>(c10, a1, b0);
    c11 = multiplyAdd<T>(c11, a1, b1);
    const a2 = v128.load_splat<T>(a + aRow2);
    c20 = multiplyAdd<T>(c20, a2, b0);
    c21 = multiplyAdd<T>(c21, a2, b1);
    const a3 = v128.load_splat<T>(a + aRow3);
    c30 = multiplyAdd<T>(c30, a3, b0);
    c31 = multiplyAdd<T>(c31, a3, b1);
    a += aColumn;
    b += row;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += row;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += row;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += row;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

/** Four rows by one register. */
function tile41<T extends number>(
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
  let c0 = first<T>(bias, i);
  let c1 = first<T>(bias, i + 1);
  let c2 = first<T>(bias, i + 2);
  let c3 = first<T>(bias, i + 3);
  const aRow2 = aRow * 2;
  const aRow3 = aRow * 3;
  for (let p = 0; p < k; p++) {
    const b0 = v128.load(b);
    c0 = multiplyAdd<T>(c0, v128.load_splat<T>(a), b0);
    c1 = multiplyAdd<T>(c1, v128.load_splat<T>(a + aRow), b0);
    c2 = multiplyAdd<T>(c2, v128.load_splat<T>(a + aRow2), b0);
    c3 = multiplyAdd<T>(c3, v128.load_splat<T>(a + aRow3), b0);
    a += aColumn;
    b += row;
  }
  v128.store(c, c0);
  v128.store(c + row, c1);
  v128.store(c + row * 2, c2);
  v128.store(c + row * 3, c3);
}

/** One row by two registers. */
function tile12<T extends number>(
  k: i32,
  a: usize,
  aColumn: usize,
  b: usize,
  row: usize,
  c: usize,
  bias: usize,
  i: i32,
): void {
  let c0 = first<T>(bias, i);
  let c1 = c0;
  for (let p = 0; p < k; p++) {
    const a0 = v128.load_splat<T>(a);
    c0 = multiplyAdd<T>(c0, a0, v128.load(b));
    c1 = multiplyAdd<T>(c1, a0, v128.load(b, 16));
    a += aColumn;
    b += row;
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}

/** One row by one register. */
function tile11<T extends number>(
  k: i32,
  a: usize,
  aColumn: usize,
  b: usize,
  row: usize,
  c: usize,
  bias: usize,
  i: i32,
): void {
  let c0 = first<T>(bias, i);
  for (let p = 0; p < k; p++) {
    c0 = multiplyAdd<T>(c0, v128.load_splat<T>(a), v128.load(b));
    a += aColumn;
    b += row;
  }
  v128.store(c, c0);
}
