import { all, at, multiplyAdd, sumOf } from "./lanes";

/**
 * $C = A B^T$: every row of A times every row of B, over their samples, both row by row. That is what dC/dW is: each
 * input by each δ, summed over the batch. Rows hold `n` samples, a multiple of the lanes.
 */
export function outer<T extends number>(rows: i32, columns: i32, n: i32, a: usize, b: usize, c: usize): void {
  const row = <usize>n * sizeof<T>();
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const left = a + <usize>i * row;
    let j = 0;
    for (; j + 2 <= columns; j += 2) dots42<T>(left, b + <usize>j * row, row, at<T>(c, i * columns + j), columns);
    if (j < columns) dots41<T>(left, b + <usize>j * row, row, at<T>(c, i * columns + j), columns);
  }
  for (; i < rows; i++)
    for (let j = 0; j < columns; j++) dot<T>(a + <usize>i * row, b + <usize>j * row, row, at<T>(c, i * columns + j));
}

/** Four rows by two. */
function dots42<T extends number>(a: usize, b: usize, row: usize, c: usize, columns: i32): void {
  let c00 = all<T>(0.0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  const row2 = row * 2;
  const row3 = row * 3;
  const end = a + row;
  for (; a < end; a += 16) {
    const b0 = v128.load(b);
    const b1 = v128.load(b + row);
    const a0 = v128.load(a);
    c00 = multiplyAdd<T>(c00, a0, b0);
    c01 = multiplyAdd<T>(c01, a0, b1);
    const a1 = v128.load(a + row);
    c10 = multiplyAdd<T>(c10, a1, b0);
    c11 = multiplyAdd<T>(c11, a1, b1);
    const a2 = v128.load(a + row2);
    c20 = multiplyAdd<T>(c20, a2, b0);
    c21 = multiplyAdd<T>(c21, a2, b1);
    const a3 = v128.load(a + row3);
    c30 = multiplyAdd<T>(c30, a3, b0);
    c31 = multiplyAdd<T>(c31, a3, b1);
    b += 16;
  }
  storeTwo<T>(c, c00, c01);
  storeTwo<T>(at<T>(c, columns), c10, c11);
  storeTwo<T>(at<T>(c, 2 * columns), c20, c21);
  storeTwo<T>(at<T>(c, 3 * columns), c30, c31);
}

// @inline
function storeTwo<T extends number>(c: usize, first: v128, second: v128): void {
  store<T>(c, sumOf<T>(first));
  store<T>(c, sumOf<T>(second), sizeof<T>());
}

/** Four rows by one. */
function dots41<T extends number>(a: usize, b: usize, row: usize, c: usize, columns: i32): void {
  let c0 = all<T>(0.0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  const row2 = row * 2;
  const row3 = row * 3;
  const end = a + row;
  for (; a < end; a += 16) {
    const b0 = v128.load(b);
    c0 = multiplyAdd<T>(c0, v128.load(a), b0);
    c1 = multiplyAdd<T>(c1, v128.load(a + row), b0);
    c2 = multiplyAdd<T>(c2, v128.load(a + row2), b0);
    c3 = multiplyAdd<T>(c3, v128.load(a + row3), b0);
    b += 16;
  }
  store<T>(c, sumOf<T>(c0));
  store<T>(at<T>(c, columns), sumOf<T>(c1));
  store<T>(at<T>(c, 2 * columns), sumOf<T>(c2));
  store<T>(at<T>(c, 3 * columns), sumOf<T>(c3));
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
