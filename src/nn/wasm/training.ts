import { activate, answer, slope } from "./activations";
import { gather } from "./gather";
import { padded } from "./lanes";
import { lossAndDelta } from "./losses";
import { layerOf, Network, Samples, Solver } from "./network";
import { outer, rowSums } from "./outer";
import { packedProduct } from "./packed";
import { product } from "./product";
import { finishGradient, penalty, step } from "./solvers";

/** From so many weights on it pays to copy the parts of a product first. */
const LARGE: i32 = 16384;

/** A function of the host: leaves out some of a layer's outputs, and notes in the mask by what each was multiplied. */
// @external("host", "drop")
declare function dropByHost(outputs: usize, mask: usize, neurons: i32, rows: i32, stride: i32): void;

/** The product that fits the size. */
function multiply<T extends number>(
  network: Network,
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
  // A's columns, far apart, are what copying brings together.
  if (aColumn == sizeof<T>() || m < 16 || m * k < LARGE) product<T>(m, k, n, a, aRow, aColumn, b, c, bias);
  else packedProduct<T>(m, k, n, a, aRow, aColumn, b, c, bias, network.room);
}

/** Answers what was gathered; in training some hidden outputs are left out, where the layer has a mask. */
export function forward<T extends number>(network: Network, rows: i32, training: bool): void {
  const stride = padded<T>(rows);
  const number = sizeof<T>();
  for (let l = 0; l < network.depth; l++) {
    const layer = layerOf(network, l);
    const n = layer.outputs;
    const row = <usize>n * number;
    multiply<T>(network, n, layer.inputs, stride, layer.weights, number, row, layer.input, layer.output, layer.biases);
    if (l == network.depth - 1) {
      answer<T>(network.answer, layer.output, n, stride);
      break;
    }
    if (layer.sums != 0) memory.copy(layer.sums, layer.output, <usize>stride * row);
    activate<T>(network.hidden, layer.output, n * stride);
    if (training && layer.mask != 0) dropByHost(layer.output, layer.mask, n, rows, stride);
  }
}

/** From the last layer's δ the sums over the batch that the gradient consists of, layer by layer. */
function backward<T extends number>(network: Network, rows: i32): void {
  const stride = padded<T>(rows);
  const number = sizeof<T>();
  for (let l = network.depth - 1; l >= 0; l--) {
    const layer = layerOf(network, l);
    const inputs = layer.inputs;
    const n = layer.outputs;
    outer<T>(inputs, n, stride, layer.input, layer.delta, layer.weightGradient);
    rowSums<T>(n, stride, layer.delta, layer.biasGradient);
    if (l == 0) break;
    const before = layerOf(network, l - 1);
    const row = <usize>n * number;
    multiply<T>(network, inputs, n, stride, layer.weights, row, number, layer.delta, before.delta, 0);
    if (before.mask != 0) multiplyAll<T>(before.delta, before.mask, inputs * stride);
    slope<T>(network.hidden, before.sums != 0 ? before.sums : before.output, before.delta, inputs * stride);
  }
}

function multiplyAll<T extends number>(a: usize, b: usize, n: i32): void {
  const size = <usize>n * sizeof<T>();
  for (let p: usize = 0; p < size; p += 16) v128.store(a + p, v128.mul<T>(v128.load(a + p), v128.load(b + p)));
}

/** The loss of what was gathered and answered, summed over the samples by their weights; fills the last δ. */
function endLoss<T extends number>(network: Network, rows: i32, withDelta: bool): f64 {
  const last = layerOf(network, network.depth - 1);
  const targets = network.targets;
  const weights = network.sampleWeights;
  const delta = withDelta ? last.delta : 0;
  const stride = padded<T>(rows);
  return lossAndDelta<T>(network.answer, last.output, targets, weights, delta, last.outputs, stride);
}

/**
 * A part of an epoch: batch by batch gathers, answers, computes the loss, goes backward and lets the solver step, for
 * the samples in the places from … to − 1 of the order. Returns the sum of each batch's loss times its samples.
 */
export function train<T extends number>(
  network: Network,
  samples: Samples,
  solver: Solver,
  from: i32,
  to: i32,
  batch: i32,
): f64 {
  let total: f64 = 0.0;
  for (let start = from; start < to; start += batch) {
    const rows = min(batch, to - start);
    const mass = gather<T>(network, samples, start, start + rows);
    forward<T>(network, rows, true);
    const loss = endLoss<T>(network, rows, true) + penalty<T>(network, solver.alpha);
    backward<T>(network, rows);
    step<T>(network, solver, mass);
    total += (loss / mass) * <f64>rows;
  }
  return total;
}

/** The loss of all samples at once, with its penalty; fills the gradient. */
export function gradient<T extends number>(network: Network, samples: Samples, rows: i32, alpha: f64): f64 {
  const mass = gather<T>(network, samples, 0, rows);
  forward<T>(network, rows, true);
  const loss = endLoss<T>(network, rows, true) + penalty<T>(network, alpha);
  backward<T>(network, rows);
  finishGradient<T>(network, alpha, mass);
  return loss / mass;
}

/** The loss of samples without a penalty and without dropout, summed by their weights. */
export function plainLoss<T extends number>(network: Network, samples: Samples, from: i32, to: i32): f64 {
  gather<T>(network, samples, from, to);
  forward<T>(network, to - from, false);
  return endLoss<T>(network, to - from, false);
}
