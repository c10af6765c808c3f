import { all, at, lanes, multiplyAdd } from "./lanes";

/**
 * Products with a matrix that is mostly zeros, of which only the other numbers are written down: for each row a list of
 * entries, a place and a value each. A row of the product is the sum of the other matrix's rows at these places, multiplied by the
 * values, and stays in registers while it is summed. The terms come in the order of a sum with the zeros, so the bits
 * are the same.
 */

/** How many registers of sums a tile has at most: more, and what is read finds no room beside them. */
const WIDEST: i32 = 8;

/** A row of the other matrix's panel takes two to this power of bytes. Places are written as bytes into the panel. */
export const ROW: i32 = 7;

/** The n-th entry of a list: a place, and behind it, as far as a number is long, a value. */
// @inline
export function entry<T extends number>(list: usize, n: i32): usize {
  return list + <usize>n * (2 * sizeof<T>());
}

/** How many registers hold n numbers. */
// @inline
export function registers<T extends number>(n: i32): i32 {
  return (n + lanes<T>() - 1) / lanes<T>();
}

/** The width of the next tile where so many registers are left: all tiles as even as can be. */
export function tileWidth(left: i32): i32 {
  const tiles = (left + WIDEST - 1) / WIDEST;
  return (left + tiles - 1) / tiles;
}

/**
 * Writes down what is not 0 in `rows` rows of n numbers, behind the lists of `done` rows that were written before: where
 * each row's list begins, and behind them where the last one ends; and the entries, with room for one more.
 */
export function compress<T extends number>(
  X: usize,
  rows: i32,
  n: i32,
  done: i32,
  starts: usize,
  entries: usize,
): void {
  let count = done == 0 ? 0 : load<i32>(at<i32>(starts, done));
  for (let i = done; i < done + rows; i++) {
    store<i32>(at<i32>(starts, i), count);
    for (let k = 0; k < n; k++) {
      const value = load<T>(X);
      // Written in any case, and counted only if it is not 0: a branch would often be guessed wrong.
      const to = entry<T>(entries, count);
      store<i32>(to, k << ROW);
      store<T>(to, value, sizeof<T>());
      count += i32(value != <T>0.0);
      X += sizeof<T>();
    }
  }
  store<i32>(at<i32>(starts, done + rows), count);
}

/**
 * A tile of some rows of the product, `row` bytes apart: on top of `first` (`firstRow` bytes apart, or 0 where that is 0),
 * the sums over the rows' lists of each value times the row of the panel at its place. The lists are told as pairs, the
 * numbers of the first entry and of the one behind the last. Of the tile's last register only the first `valid` numbers
 * are kept, unless that is 0.
 */
export function sparseRows<T extends number>(
  width: i32,
  rows: i32,
  spans: usize,
  entries: usize,
  panel: usize,
  first: usize,
  firstRow: usize,
  c: usize,
  row: usize,
  valid: i32,
): void {
  if (width == 8) run<T>(8, rows, spans, entries, panel, first, firstRow, c, row, valid);
  else if (width == 7) run<T>(7, rows, spans, entries, panel, first, firstRow, c, row, valid);
  else if (width == 6) run<T>(6, rows, spans, entries, panel, first, firstRow, c, row, valid);
  else if (width == 5) run<T>(5, rows, spans, entries, panel, first, firstRow, c, row, valid);
  else if (width == 4) run<T>(4, rows, spans, entries, panel, first, firstRow, c, row, valid);
  else if (width == 3) run<T>(3, rows, spans, entries, panel, first, firstRow, c, row, valid);
  else if (width == 2) run<T>(2, rows, spans, entries, panel, first, firstRow, c, row, valid);
  else run<T>(1, rows, spans, entries, panel, first, firstRow, c, row, valid);
}

// @inline
function run<T extends number>(
  width: i32,
  rows: i32,
  spans: usize,
  entries: usize,
  panel: usize,
  first: usize,
  firstRow: usize,
  c: usize,
  row: usize,
  valid: i32,
): void {
  for (const end = at<u64>(spans, rows); spans < end; spans += 8) {
    const list = entry<T>(entries, load<i32>(spans));
    tile<T>(width, list, entry<T>(entries, load<i32>(spans, 4)), panel, first, c, valid);
    first += firstRow;
    c += row;
  }
}

// @inline
function tile<T extends number>(
  width: i32,
  list: usize,
  end: usize,
  panel: usize,
  first: usize,
  c: usize,
  valid: i32,
): void {
  let c0 = all<T>(0.0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  let c5 = c0;
  let c6 = c0;
  let c7 = c0;
  if (first != 0) {
    c0 = v128.load(first);
    if (width > 1) c1 = v128.load(first, 16);
    if (width > 2) c2 = v128.load(first, 32);
    if (width > 3) c3 = v128.load(first, 48);
    if (width > 4) c4 = v128.load(first, 64);
    if (width > 5) c5 = v128.load(first, 80);
    if (width > 6) c6 = v128.load(first, 96);
    if (width > 7) c7 = v128.load(first, 112);
  }
  for (; list < end; list += 2 * sizeof<T>()) {
    const x = v128.load_splat<T>(list, sizeof<T>());
    const place = load<i32>(list);
    const row = panel + <usize>place;
    c0 = multiplyAdd<T>(c0, x, v128.load(row));
    if (width > 1) c1 = multiplyAdd<T>(c1, x, v128.load(row, 16));
    if (width > 2) c2 = multiplyAdd<T>(c2, x, v128.load(row, 32));
    if (width > 3) c3 = multiplyAdd<T>(c3, x, v128.load(row, 48));
    // Never so: but V8, which reads all it can before it multiplies, stops at a way out, and needs fewer registers.
    if (width > 7 && place < 0) break;
    if (width > 4) c4 = multiplyAdd<T>(c4, x, v128.load(row, 64));
    if (width > 5) c5 = multiplyAdd<T>(c5, x, v128.load(row, 80));
    if (width > 6) c6 = multiplyAdd<T>(c6, x, v128.load(row, 96));
    if (width > 7) c7 = multiplyAdd<T>(c7, x, v128.load(row, 112));
  }
  put<T>(c, c0, width == 1 ? valid : 0);
  if (width > 1) put<T>(c + 16, c1, width == 2 ? valid : 0);
  if (width > 2) put<T>(c + 32, c2, width == 3 ? valid : 0);
  if (width > 3) put<T>(c + 48, c3, width == 4 ? valid : 0);
  if (width > 4) put<T>(c + 64, c4, width == 5 ? valid : 0);
  if (width > 5) put<T>(c + 80, c5, width == 6 ? valid : 0);
  if (width > 6) put<T>(c + 96, c6, width == 7 ? valid : 0);
  if (width > 7) put<T>(c + 112, c7, width == 8 ? valid : 0);
}

/** A register, or only its first few numbers. */
// @inline
function put<T extends number>(c: usize, v: v128, valid: i32): void {
  if (valid == 0) {
    v128.store(c, v);
    return;
  }
  v128.store_lane<T>(c, v, 0);
  if (sizeof<T>() == 8) return;
  if (valid > 1) v128.store_lane<f32>(c, v, 1, 4);
  if (valid > 2) v128.store_lane<f32>(c, v, 2, 8);
}
