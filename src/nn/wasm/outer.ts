import { all, at, multiplyAdd, sumOf, sumsOf, sumsOfTwo } from "./lanes";

/** How many bytes of B are gone through at a time, so that they stay in the fastest memory. */
const NEAR: usize = 24576;

/**
 * $C = A B^T$: every row of A times every row of B, over their samples, both row by row. That is what dC/dW is: each
 * input by each δ, summed over the batch. Rows hold `n` samples, a multiple of the lanes.
 */
export function outer<T extends number>(rows: i32, columns: i32, n: i32, a: usize, b: usize, c: usize): void {
  const row = <usize>n * sizeof<T>();
  const block = max(4, <i32>(NEAR / row) & -4);
  for (let from = 0; from < columns; from += block) {
    const to = min(columns, from + block);
    let i = 0;
    for (; i + 2 <= rows; i += 2) strip<T>(2, columns, row, a + <usize>i * row, b, at<T>(c, i * columns), from, to);
    if (i < rows) strip<T>(1, columns, row, a + <usize>i * row, b, at<T>(c, i * columns), from, to);
  }
}

/** One or two rows by the columns from … to − 1, four at a time. */
// @inline
function strip<T extends number>(
  rows: i32,
  columns: i32,
  row: usize,
  a: usize,
  b: usize,
  c: usize,
  from: i32,
  to: i32,
): void {
  let j = from;
  for (; j + 4 <= to; j += 4) dots<T>(rows, 4, columns, row, a, b + <usize>j * row, at<T>(c, j));
  if (to - j == 3) dots<T>(rows, 3, columns, row, a, b + <usize>j * row, at<T>(c, j));
  else if (to - j == 2) dots<T>(rows, 2, columns, row, a, b + <usize>j * row, at<T>(c, j));
  else if (to - j == 1) dots<T>(rows, 1, columns, row, a, b + <usize>j * row, at<T>(c, j));
}

/** One or two rows of A by up to four of B. */
// @inline
function dots<T extends number>(rows: i32, some: i32, columns: i32, row: usize, a: usize, b: usize, c: usize): void {
  let c00 = all<T>(0.0);
  let c01 = c00;
  let c02 = c00;
  let c03 = c00;
  let c10 = c00;
  let c11 = c00;
  let c12 = c00;
  let c13 = c00;
  const row2 = row * 2;
  const row3 = row * 3;
  for (const end = a + row; a < end; a += 16) {
    const a0 = v128.load(a);
    const a1 = rows > 1 ? v128.load(a + row) : a0;
    const b0 = v128.load(b);
    c00 = multiplyAdd<T>(c00, a0, b0);
    if (rows > 1) c10 = multiplyAdd<T>(c10, a1, b0);
    if (some > 1) {
      const b1 = v128.load(b + row);
      c01 = multiplyAdd<T>(c01, a0, b1);
      if (rows > 1) c11 = multiplyAdd<T>(c11, a1, b1);
    }
    if (some > 2) {
      const b2 = v128.load(b + row2);
      c02 = multiplyAdd<T>(c02, a0, b2);
      if (rows > 1) c12 = multiplyAdd<T>(c12, a1, b2);
    }
    if (some > 3) {
      const b3 = v128.load(b + row3);
      c03 = multiplyAdd<T>(c03, a0, b3);
      if (rows > 1) c13 = multiplyAdd<T>(c13, a1, b3);
    }
    b += 16;
  }
  putSums<T>(some, c, c00, c01, c02, c03);
  if (rows > 1) putSums<T>(some, at<T>(c, columns), c10, c11, c12, c13);
}

/** The sums of up to four registers, side by side. */
// @inline
function putSums<T extends number>(some: i32, c: usize, v0: v128, v1: v128, v2: v128, v3: v128): void {
  if (some == 4) storeFour<T>(c, v0, v1, v2, v3);
  else {
    store<T>(c, sumOf<T>(v0));
    if (some > 1) store<T>(at<T>(c, 1), sumOf<T>(v1));
    if (some > 2) store<T>(at<T>(c, 2), sumOf<T>(v2));
  }
}

/** The sums of four registers, side by side. */
// @inline
function storeFour<T extends number>(c: usize, v0: v128, v1: v128, v2: v128, v3: v128): void {
  if (sizeof<T>() == 4) v128.store(c, sumsOf(v0, v1, v2, v3));
  else {
    v128.store(c, sumsOfTwo(v0, v1));
    v128.store(c, sumsOfTwo(v2, v3), 16);
  }
}

/** The sum of each row. */
export function rowSums<T extends number>(rows: i32, n: i32, a: usize, c: usize): void {
  const row = <usize>n * sizeof<T>();
  for (let i = 0; i < rows; i++) {
    let sum = all<T>(0.0);
    const end = a + row;
    for (; a < end; a += 16) sum = v128.add<T>(sum, v128.load(a));
    store<T>(at<T>(c, i), sumOf<T>(sum));
  }
}
