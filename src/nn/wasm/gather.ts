import { at, padded } from "./lanes";
import { layerOf, Network, Samples } from "./network";

/**
 * Copies the samples in the places from … to − 1 of the order into the first layer's input and the targets, turned so
 * that each feature's samples lie side by side; what fills up the last register is 0 and weighs nothing. Returns the
 * samples' weight.
 */
export function gather<T extends number>(network: Network, samples: Samples, from: i32, to: i32): f64 {
  const rows = to - from;
  const stride = padded<T>(rows);
  const first = layerOf(network, 0);
  const outputs = layerOf(network, network.depth - 1).outputs;
  let mass: f64 = 0.0;
  for (let s = 0; s < rows; s++) {
    const place = samples.order != 0 ? load<i32>(samples.order + ((<usize>(from + s)) << 2)) : from + s;
    const weight: T = samples.weights != 0 ? load<T>(at<T>(samples.weights, place)) : <T>1.0;
    store<T>(at<T>(network.sampleWeights, s), weight);
    mass += <f64>weight;
    toColumn<T>(at<T>(samples.X, place * first.inputs), at<T>(first.input, s), first.inputs, stride);
    if (samples.y != 0) toColumn<T>(at<T>(samples.y, place * outputs), at<T>(network.targets, s), outputs, stride);
  }
  for (let s = rows; s < stride; s++) {
    store<T>(at<T>(network.sampleWeights, s), <T>0.0);
    zeroColumn<T>(at<T>(first.input, s), first.inputs, stride);
    zeroColumn<T>(at<T>(network.targets, s), outputs, stride);
  }
  return mass;
}

/** n numbers that lie side by side into a column. */
function toColumn<T extends number>(from: usize, to: usize, n: i32, stride: i32): void {
  const row = <usize>stride * sizeof<T>();
  for (const end = at<T>(from, n); from < end; from += sizeof<T>()) {
    store<T>(to, load<T>(from));
    to += row;
  }
}

function zeroColumn<T extends number>(to: usize, n: i32, stride: i32): void {
  const row = <usize>stride * sizeof<T>();
  for (let k = 0; k < n; k++) {
    store<T>(to, <T>0.0);
    to += row;
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
