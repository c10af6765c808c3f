import { at, lanes, multiplyAdd } from "./lanes";

/**
 * The products of large layers: as in product.ts, but block by block, and each block copied first into the order in
 * which it is read (after Goto and van de Geijn 2008). Both parts of a block stay in the fastest memory.
 */

/** How many terms are summed at a time. */
const TERMS: i32 = 512;
/** Rows and registers of a tile. */
const ROWS: i32 = 4;

/** How many numbers of room the product of m rows needs. */
export function packedRoom<T extends number>(m: i32): i32 {
  return TERMS * (((m + ROWS - 1) & -ROWS) + 2 * lanes<T>());
}

/** $C = A B$, plus the bias of each row unless that is 0, for m rows, k terms and n columns. */
export function packedProduct<T extends number>(
  m: i32,
  k: i32,
  n: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  c: usize,
  bias: usize,
  room: usize,
): void {
  const row = <usize>n * sizeof<T>();
  const wide = 2 * lanes<T>();
  const panel = room + <usize>TERMS * (<usize>wide * sizeof<T>());
  for (let i = 0; i < m; i++) fill<T>(c + <usize>i * row, n, bias == 0 ? <T>0.0 : load<T>(at<T>(bias, i)));
  for (let from = 0; from < k; from += TERMS) {
    const terms = min(TERMS, k - from);
    packRows<T>(m, terms, a + <usize>from * aColumn, aRow, aColumn, panel);
    for (let j = 0; j < n; j += wide) {
      const whole = j + wide <= n;
      packColumns<T>(terms, at<T>(b + <usize>from * row, j), row, room, whole);
      for (let i = 0; i < m; i += ROWS) {
        const tile = at<T>(c + <usize>i * row, j);
        addTile<T>(terms, at<T>(panel, i * terms), room, tile, row, min(ROWS, m - i), whole);
      }
    }
  }
}

function fill<T extends number>(c: usize, n: i32, value: T): void {
  const v = v128.splat<T>(value);
  for (const end = at<T>(c, n); c < end; c += 16) v128.store(c, v);
}

/** Four rows after four, term by term: what fills up the last four is 0. */
function packRows<T extends number>(m: i32, terms: i32, a: usize, aRow: usize, aColumn: usize, to: usize): void {
  const four = 4 * sizeof<T>();
  const panel = <usize>terms * four;
  let i = 0;
  if (aRow == sizeof<T>()) {
    // A transpose: its rows lie side by side, as many as a line of the caches holds, and each line is read once.
    const several = 64 / four;
    for (; i + 4 * several <= m; i += 4 * several, to += panel * several) {
      let from = at<T>(a, i);
      for (let place = to, end = to + panel; place < end; place += four, from += aColumn) {
        for (let p: usize = 0; p < 64; p += 16) {
          // Panel by panel, each of one or two registers.
          v128.store(place + (p / four) * panel + (p % four), v128.load(from + p));
        }
      }
    }
  }
  for (; i < m; i += ROWS) {
    let from = a + <usize>i * aRow;
    const rows = min(ROWS, m - i);
    for (let p = 0; p < terms; p++) {
      for (let r = 0; r < ROWS; r++) store<T>(at<T>(to, r), r < rows ? load<T>(from + <usize>r * aRow) : <T>0.0);
      from += aColumn;
      to += four;
    }
  }
}

/** Two registers of columns, term by term; the second is 0 if there is none. */
function packColumns<T extends number>(terms: i32, b: usize, row: usize, to: usize, whole: bool): void {
  for (const end = to + ((<usize>terms) << 5); to < end; to += 32) {
    v128.store(to, v128.load(b));
    v128.store(to, whole ? v128.load(b, 16) : i64x2.splat(0), 16);
    b += row;
  }
}

/** Adds to four rows by two registers of C. */
function addTile<T extends number>(terms: i32, a: usize, b: usize, c: usize, row: usize, rows: i32, whole: bool): void {
  const zero = i64x2.splat(0);
  let c00 = zero;
  let c01 = zero;
  let c10 = zero;
  let c11 = zero;
  let c20 = zero;
  let c21 = zero;
  let c30 = zero;
  let c31 = zero;
  for (const end = b + ((<usize>terms) << 5); b < end; b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<T>(a);
    c00 = multiplyAdd<T>(c00, a0, b0);
    c01 = multiplyAdd<T>(c01, a0, b1);
    const a1 = v128.load_splat<T>(a, sizeof<T>());
    c10 = multiplyAdd<T>(c10, a1, b0);
    c11 = multiplyAdd<T>(c11, a1, b1);
    const a2 = v128.load_splat<T>(a, 2 * sizeof<T>());
    c20 = multiplyAdd<T>(c20, a2, b0);
    c21 = multiplyAdd<T>(c21, a2, b1);
    const a3 = v128.load_splat<T>(a, 3 * sizeof<T>());
    c30 = multiplyAdd<T>(c30, a3, b0);
    c31 = multiplyAdd<T>(c31, a3, b1);
    a += 4 * sizeof<T>();
  }
  addRow<T>(c, c00, c01, whole);
  if (rows > 1) addRow<T>(c + row, c10, c11, whole);
  if (rows > 2) addRow<T>(c + row * 2, c20, c21, whole);
  if (rows > 3) addRow<T>(c + row * 3, c30, c31, whole);
}

// @inline
function addRow<T extends number>(c: usize, first: v128, second: v128, whole: bool): void {
  v128.store(c, v128.add<T>(v128.load(c), first));
  if (whole) v128.store(c, v128.add<T>(v128.load(c, 16), second), 16);
}
