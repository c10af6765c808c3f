/** A row of numbers in either precision; sums are always carried in double precision. */
export type Reals = Float64Array | Float32Array;

/** How a matrix lies in a row of numbers: how far apart its rows and its columns are, from which number on. */
export interface Matrix {
  readonly data: Reals;
  readonly start: number;
  readonly row: number;
  readonly column: number;
}

/** A matrix that lies row by row. */
export function byRows(data: Reals, columns: number, start = 0): Matrix {
  return { data, start, row: columns, column: 1 };
}

/** The transpose of a matrix that lies row by row. */
export function transposed(data: Reals, columns: number, start = 0): Matrix {
  return { data, start, row: 1, column: columns };
}

/** Four columns of B side by side, so that the inner loop reads memory in order. */
let panel = new Float64Array(4096);

/**
 * $C = A B$ for A of m × k and B of k × n, C row by row; with a bias, $C = A B + b$, one b a column. Four rows by four
 * columns are computed at a time, so that each number read is used four times over. Allocates nothing.
 */
export function multiply(m: number, k: number, n: number, A: Matrix, B: Matrix, C: Reals, bias?: Matrix): void {
  const wide = n - (n % 4);
  const tall = m - (m % 4);
  if (wide > 0 && tall > 0) tiles(tall, k, wide, n, A, B, C, bias);
  if (wide < n) rest(0, m, wide, n, k, n, A, B, C, bias);
  if (tall < m && wide > 0) rest(tall, m, 0, wide, k, n, A, B, C, bias);
}

/** The part of the product whose sides are multiples of four. */
function tiles(tall: number, k: number, wide: number, n: number, A: Matrix, B: Matrix, C: Reals, bias?: Matrix): void {
  const { data: a, start: aStart, row: aRow, column: aColumn } = A;
  const { data: b, start: bStart, row: bRow, column: bColumn } = B;
  const length = 4 * k;
  if (panel.length < length) panel = new Float64Array(2 * length);
  const v = panel;
  for (let j = 0; j < wide; j += 4) {
    let from = bStart + j * bColumn;
    for (let p = 0; p < length; p += 4) {
      v[p] = b[from] as number;
      v[p + 1] = b[from + bColumn] as number;
      v[p + 2] = b[from + 2 * bColumn] as number;
      v[p + 3] = b[from + 3 * bColumn] as number;
      from += bRow;
    }
    const b0 = bias ? (bias.data[bias.start + j] as number) : 0;
    const b1 = bias ? (bias.data[bias.start + j + 1] as number) : 0;
    const b2 = bias ? (bias.data[bias.start + j + 2] as number) : 0;
    const b3 = bias ? (bias.data[bias.start + j + 3] as number) : 0;
    for (let i = 0; i < tall; i += 4) {
      let c00 = b0;
      let c01 = b1;
      let c02 = b2;
      let c03 = b3;
      let c10 = b0;
      let c11 = b1;
      let c12 = b2;
      let c13 = b3;
      let c20 = b0;
      let c21 = b1;
      let c22 = b2;
      let c23 = b3;
      let c30 = b0;
      let c31 = b1;
      let c32 = b2;
      let c33 = b3;
      let a0 = aStart + i * aRow;
      let a1 = a0 + aRow;
      let a2 = a1 + aRow;
      let a3 = a2 + aRow;
      for (let p = 0; p < length; p += 4) {
        const v0 = v[p] as number;
        const v1 = v[p + 1] as number;
        const v2 = v[p + 2] as number;
        const v3 = v[p + 3] as number;
        const x0 = a[a0] as number;
        const x1 = a[a1] as number;
        const x2 = a[a2] as number;
        const x3 = a[a3] as number;
        c00 += x0 * v0;
        c01 += x0 * v1;
        c02 += x0 * v2;
        c03 += x0 * v3;
        c10 += x1 * v0;
        c11 += x1 * v1;
        c12 += x1 * v2;
        c13 += x1 * v3;
        c20 += x2 * v0;
        c21 += x2 * v1;
        c22 += x2 * v2;
        c23 += x2 * v3;
        c30 += x3 * v0;
        c31 += x3 * v1;
        c32 += x3 * v2;
        c33 += x3 * v3;
        a0 += aColumn;
        a1 += aColumn;
        a2 += aColumn;
        a3 += aColumn;
      }
      let to = i * n + j;
      C[to] = c00;
      C[to + 1] = c01;
      C[to + 2] = c02;
      C[to + 3] = c03;
      to += n;
      C[to] = c10;
      C[to + 1] = c11;
      C[to + 2] = c12;
      C[to + 3] = c13;
      to += n;
      C[to] = c20;
      C[to + 1] = c21;
      C[to + 2] = c22;
      C[to + 3] = c23;
      to += n;
      C[to] = c30;
      C[to + 1] = c31;
      C[to + 2] = c32;
      C[to + 3] = c33;
    }
  }
}

/** The rows from i0 to i1 and columns from j0 to j1. */
function rest(
  i0: number,
  i1: number,
  j0: number,
  j1: number,
  k: number,
  n: number,
  A: Matrix,
  B: Matrix,
  C: Reals,
  bias?: Matrix,
): void {
  if (B.column === 1 && j1 - j0 >= 16) {
    rowByRow(i0, i1, j0, j1, k, n, A, B, C, bias);
    return;
  }
  const { data: a, start: aStart, row: aRow, column: aColumn } = A;
  const { data: b, start: bStart, row: bRow, column: bColumn } = B;
  for (let j = j0; j < j1; j++) {
    const first = bias ? (bias.data[bias.start + j] as number) : 0;
    for (let i = i0; i < i1; i++) {
      let sum = first;
      let left = aStart + i * aRow;
      let right = bStart + j * bColumn;
      for (let p = 0; p < k; p++) {
        sum += (a[left] as number) * (b[right] as number);
        left += aColumn;
        right += bRow;
      }
      C[i * n + j] = sum;
    }
  }
}

/** The same for a wide B that lies by rows, which is then read in order: a single sample through a wide layer. */
function rowByRow(
  i0: number,
  i1: number,
  j0: number,
  j1: number,
  k: number,
  n: number,
  A: Matrix,
  B: Matrix,
  C: Reals,
  bias?: Matrix,
): void {
  const width = j1 - j0;
  if (panel.length < width) panel = new Float64Array(2 * width);
  const sums = panel;
  for (let i = i0; i < i1; i++) {
    for (let j = 0; j < width; j++) sums[j] = bias ? (bias.data[bias.start + j0 + j] as number) : 0;
    for (let p = 0; p < k; p++) {
      const x = A.data[A.start + i * A.row + p * A.column] as number;
      // Inputs and rectified outputs are often 0.
      if (x === 0) continue;
      const row = B.start + p * B.row + j0;
      for (let j = 0; j < width; j++) sums[j] = (sums[j] as number) + x * (B.data[row + j] as number);
    }
    for (let j = 0, to = i * n + j0; j < width; j++, to++) C[to] = sums[j] as number;
  }
}
