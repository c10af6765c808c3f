import { at, lanes, padded } from "./lanes";
import { layerOf, Network, Samples } from "./network";

/**
 * Copies the inputs of some of a batch's samples, which begins at the place `from` of the order, into the first layer's
 * input, turned so that each feature's samples lie side by side.
 */
export function gatherInputs<T extends number>(
  network: Network,
  samples: Samples,
  from: i32,
  rows: i32,
  first: i32,
  last: i32,
): void {
  const stride = padded<T>(rows);
  const layer = layerOf(network, 0);
  const n = layer.inputs;
  let s = first;
  for (; s + lanes<T>() <= last; s += lanes<T>()) {
    const x0 = at<T>(samples.X, placeOf(samples, from + s) * n);
    const x1 = at<T>(samples.X, placeOf(samples, from + s + 1) * n);
    if (sizeof<T>() == 4) {
      const x2 = at<T>(samples.X, placeOf(samples, from + s + 2) * n);
      const x3 = at<T>(samples.X, placeOf(samples, from + s + 3) * n);
      fourColumns(x0, x1, x2, x3, at<T>(layer.input, s), n, stride);
    } else twoColumns(x0, x1, at<T>(layer.input, s), n, stride);
  }
  for (; s < last; s++) column<T>(at<T>(samples.X, placeOf(samples, from + s) * n), at<T>(layer.input, s), n, stride);
}

/** Copies the batch's targets and weights likewise; what fills up the last register weighs nothing. Returns the weight. */
export function gatherTargets<T extends number>(network: Network, samples: Samples, from: i32, rows: i32): f64 {
  const stride = padded<T>(rows);
  const n = layerOf(network, network.depth - 1).outputs;
  // Where as many samples lay before, what fills up is still 0.
  if (rows != stride && rows != network.gathered) clear<T>(network, rows, stride);
  network.gathered = rows;
  let mass: f64 = 0.0;
  for (let s = 0; s < rows; s++) {
    const place = placeOf(samples, from + s);
    const weight: T = samples.weights != 0 ? load<T>(at<T>(samples.weights, place)) : <T>1.0;
    store<T>(at<T>(network.sampleWeights, s), weight);
    mass += <f64>weight;
    if (samples.y != 0) column<T>(at<T>(samples.y, place * n), at<T>(network.targets, s), n, stride);
  }
  return mass;
}

/** The place of the i-th sample. */
// @inline
export function placeOf(samples: Samples, i: i32): i32 {
  return samples.order == 0 ? i : load<i32>(samples.order + ((<usize>i) << 2));
}

/** Sets to 0 what lies behind the last sample. */
function clear<T extends number>(network: Network, rows: i32, stride: i32): void {
  const first = layerOf(network, 0);
  const outputs = layerOf(network, network.depth - 1).outputs;
  for (let s = rows; s < stride; s++) {
    for (let k = 0; k < first.inputs; k++) store<T>(at<T>(first.input, k * stride + s), <T>0.0);
    for (let k = 0; k < outputs; k++) store<T>(at<T>(network.targets, k * stride + s), <T>0.0);
    store<T>(at<T>(network.sampleWeights, s), <T>0.0);
  }
}

/** The n numbers of a row into a column. */
// @inline
function column<T extends number>(from: usize, to: usize, n: i32, stride: i32): void {
  for (let k = 0; k < n; k++) store<T>(at<T>(to, k * stride), load<T>(at<T>(from, k)));
}

/** As many rows as there are lanes, `row` bytes apart and n numbers long, into columns side by side. */
// @inline
export function columnsOf<T extends number>(from: usize, row: usize, to: usize, n: i32, stride: i32): void {
  if (sizeof<T>() == 4) fourColumns(from, from + row, from + 2 * row, from + 3 * row, to, n, stride);
  else twoColumns(from, from + row, to, n, stride);
}

/** Four rows of single precision into four columns side by side, sixteen numbers at a time. */
function fourColumns(x0: usize, x1: usize, x2: usize, x3: usize, to: usize, n: i32, stride: i32): void {
  const row = (<usize>stride) << 2;
  const wide = n & -4;
  for (let k = 0; k < wide; k += 4) {
    const place = (<usize>k) << 2;
    const v0 = v128.load(x0 + place);
    const v1 = v128.load(x1 + place);
    const v2 = v128.load(x2 + place);
    const v3 = v128.load(x3 + place);
    const low01 = i32x4.shuffle(v0, v1, 0, 4, 1, 5);
    const low23 = i32x4.shuffle(v2, v3, 0, 4, 1, 5);
    const high01 = i32x4.shuffle(v0, v1, 2, 6, 3, 7);
    const high23 = i32x4.shuffle(v2, v3, 2, 6, 3, 7);
    let column = to + <usize>k * row;
    v128.store(column, i32x4.shuffle(low01, low23, 0, 1, 4, 5));
    column += row;
    v128.store(column, i32x4.shuffle(low01, low23, 2, 3, 6, 7));
    column += row;
    v128.store(column, i32x4.shuffle(high01, high23, 0, 1, 4, 5));
    column += row;
    v128.store(column, i32x4.shuffle(high01, high23, 2, 3, 6, 7));
  }
  for (let k = wide; k < n; k++) {
    const place = (<usize>k) << 2;
    const v01 = i32x4.shuffle(v128.load32_zero(x0 + place), v128.load32_zero(x1 + place), 0, 4, 1, 5);
    const v23 = i32x4.shuffle(v128.load32_zero(x2 + place), v128.load32_zero(x3 + place), 0, 4, 1, 5);
    v128.store(to + <usize>k * row, i64x2.shuffle(v01, v23, 0, 2));
  }
}

/** Two rows of double precision into two columns side by side, four numbers at a time. */
function twoColumns(x0: usize, x1: usize, to: usize, n: i32, stride: i32): void {
  const row = (<usize>stride) << 3;
  const wide = n & -2;
  for (let k = 0; k < wide; k += 2) {
    const place = (<usize>k) << 3;
    const v0 = v128.load(x0 + place);
    const v1 = v128.load(x1 + place);
    const column = to + <usize>k * row;
    v128.store(column, i64x2.shuffle(v0, v1, 0, 2));
    v128.store(column + row, i64x2.shuffle(v0, v1, 1, 3));
  }
  if (wide < n) {
    const place = (<usize>wide) << 3;
    const column = to + <usize>wide * row;
    v128.store(column, i64x2.shuffle(v128.load64_zero(x0 + place), v128.load64_zero(x1 + place), 0, 2));
  }
}

/** Copies the answers of `rows` samples out, one row a sample. */
export function scatter<T extends number>(network: Network, rows: i32, to: usize): void {
  const last = layerOf(network, network.depth - 1);
  const n = last.outputs;
  const row = <usize>padded<T>(rows) * sizeof<T>();
  for (let s = 0; s < rows; s++) {
    let from = at<T>(last.output, s);
    for (let k = 0; k < n; k++) {
      store<T>(to, load<T>(from));
      from += row;
      to += sizeof<T>();
    }
  }
}
