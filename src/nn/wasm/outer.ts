import { all, at, multiplyAdd, sumOf, sumsOf, sumsOfTwo } from "./lanes";

/** How many bytes of B are gone through at a time, so that they stay in the fastest memory. */
const NEAR: usize = 16384;

/**
 * $C = A B^T$: every row of A times every row of B, over their samples, both row by row. That is what dC/dW is: each
 * input by each δ, summed over the batch. Rows hold `n` samples, a multiple of the lanes.
 */
export function outer<T extends number>(rows: i32, columns: i32, n: i32, a: usize, b: usize, c: usize): void {
  const row = <usize>n * sizeof<T>();
  const block = max(4, <i32>(NEAR / row) & -4);
  for (let from = 0; from < columns; from += block) {
    const to = min(columns, from + block);
    const wide = from + ((to - from) & -4);
    let i = 0;
    for (; i + 2 <= rows; i += 2) {
      const left = a + <usize>i * row;
      for (let j = from; j < wide; j += 4)
        dots24<T>(left, b + <usize>j * row, row, at<T>(c, i * columns + j), at<T>(c, (i + 1) * columns + j));
      for (let j = wide; j < to; j++) {
        const right = b + <usize>j * row;
        dot<T>(left, right, row, at<T>(c, i * columns + j));
        dot<T>(left + row, right, row, at<T>(c, (i + 1) * columns + j));
      }
    }
    if (i < rows) {
      const left = a + <usize>i * row;
      for (let j = from; j < wide; j += 4) dots14<T>(left, b + <usize>j * row, row, at<T>(c, i * columns + j));
      for (let j = wide; j < to; j++) dot<T>(left, b + <usize>j * row, row, at<T>(c, i * columns + j));
    }
  }
}

/** Two rows by four. */
function dots24<T extends number>(a: usize, b: usize, row: usize, c: usize, c2: usize): void {
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
    const a1 = v128.load(a + row);
    const b0 = v128.load(b);
    c00 = multiplyAdd<T>(c00, a0, b0);
    c10 = multiplyAdd<T>(c10, a1, b0);
    const b1 = v128.load(b + row);
    c01 = multiplyAdd<T>(c01, a0, b1);
    c11 = multiplyAdd<T>(c11, a1, b1);
    const b2 = v128.load(b + row2);
    c02 = multiplyAdd<T>(c02, a0, b2);
    c12 = multiplyAdd<T>(c12, a1, b2);
    const b3 = v128.load(b + row3);
    c03 = multiplyAdd<T>(c03, a0, b3);
    c13 = multiplyAdd<T>(c13, a1, b3);
    b += 16;
  }
  storeFour<T>(c, c00, c01, c02, c03);
  storeFour<T>(c2, c10, c11, c12, c13);
}

/** One row by four. */
function dots14<T extends number>(a: usize, b: usize, row: usize, c: usize): void {
  let c0 = all<T>(0.0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  const row2 = row * 2;
  const row3 = row * 3;
  for (const end = a + row; a < end; a += 16) {
    const a0 = v128.load(a);
    c0 = multiplyAdd<T>(c0, a0, v128.load(b));
    c1 = multiplyAdd<T>(c1, a0, v128.load(b + row));
    c2 = multiplyAdd<T>(c2, a0, v128.load(b + row2));
    c3 = multiplyAdd<T>(c3, a0, v128.load(b + row3));
    b += 16;
  }
  storeFour<T>(c, c0, c1, c2, c3);
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

/** One row by one. */
function dot<T extends number>(a: usize, b: usize, row: usize, c: usize): void {
  let sum = all<T>(0.0);
  for (let p: usize = 0; p < row; p += 16) sum = multiplyAdd<T>(sum, v128.load(a + p), v128.load(b + p));
  store<T>(c, sumOf<T>(sum));
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
