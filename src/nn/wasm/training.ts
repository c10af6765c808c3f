import { activate, answer, HOST, slope } from "./activations";
import { gatherTargets } from "./gather";
import { at, padded } from "./lanes";
import { lossAndDelta } from "./losses";
import { layerOf, Network, Samples, Solver, Watch } from "./network";
import { rowSums } from "./outer";
import { backwardAll, forwardAll, gatherAll, stepAll } from "./parts";
import { beginStep, finishGradient, penalty } from "./solvers";

/** A function of the host: leaves out some of a layer's outputs, and notes in the mask by what each was multiplied. */
// @external("host", "drop")
declare function dropByHost(outputs: usize, mask: usize, neurons: i32, rows: i32, stride: i32): void;

/** Gathers a batch; returns its weight. */
function gather<T extends number>(network: Network, samples: Samples, from: i32, rows: i32): f64 {
  gatherAll<T>(network, samples, from, rows);
  return gatherTargets<T>(network, samples, from, rows);
}

/** Answers what was gathered; in training some hidden outputs are left out, where the layer has a mask. */
export function forward<T extends number>(network: Network, rows: i32, training: bool): void {
  const stride = padded<T>(rows);
  const last = network.depth - 1;
  for (let l = 0; l < last; l++) {
    forwardAll<T>(network, l, rows);
    const layer = layerOf(network, l);
    const n = layer.outputs;
    if (layer.sums != 0) memory.copy(layer.sums, layer.output, <usize>(stride * n) * sizeof<T>());
    if (network.hidden >= HOST) activate<T>(network.hidden, layer.output, n * stride);
    if (training && layer.mask != 0) dropByHost(layer.output, layer.mask, n, rows, stride);
  }
  forwardAll<T>(network, last, rows);
  const layer = layerOf(network, last);
  answer<T>(network.answer, layer.output, layer.outputs, stride);
}

/** From the last layer's δ the sums over the batch that the gradient consists of, layer by layer. */
function backward<T extends number>(network: Network, rows: i32): void {
  const stride = padded<T>(rows);
  for (let l = network.depth - 1; l >= 0; l--) {
    const layer = layerOf(network, l);
    // Else the layer behind has done it.
    if (l == network.depth - 1 || network.hidden >= HOST)
      rowSums<T>(layer.outputs, stride, layer.delta, layer.biasGradient);
    backwardAll<T>(network, l, rows);
    if (l == 0 || network.hidden < HOST) continue;
    const before = layerOf(network, l - 1);
    if (before.mask != 0) multiplyAll<T>(before.delta, before.mask, layer.inputs * stride);
    slope<T>(network.hidden, before.sums, before.delta, layer.inputs * stride);
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

/** One step from what was gathered: answers, computes the loss, goes backward and lets the solver step. */
function learn<T extends number>(network: Network, solver: Solver, rows: i32, mass: f64): f64 {
  forward<T>(network, rows, true);
  const loss = endLoss<T>(network, rows, true) + penalty<T>(network, solver.alpha);
  backward<T>(network, rows);
  beginStep<T>(solver, mass);
  stepAll<T>(network, solver, mass);
  return loss / mass;
}

/**
 * A part of an epoch: gathers and learns batch by batch, for the samples in the places from … to − 1 of the order.
 * Returns the sum of each batch's loss times its samples.
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
    const mass = gather<T>(network, samples, start, rows);
    total += learn<T>(network, solver, rows, mass) * <f64>rows;
  }
  return total;
}

/**
 * Epoch after epoch of `rows` samples, up to `most`, whose losses are written down; each in an order of its own, one
 * behind the other, if there are any. Ends with the one after which the watch says so, or whose loss is not finite;
 * returns how many there were.
 */
export function epochs<T extends number>(
  network: Network,
  samples: Samples,
  solver: Solver,
  rows: i32,
  batch: i32,
  most: i32,
  watch: Watch,
  losses: usize,
): i32 {
  // All samples in one batch and always in the same order are gathered once.
  const isOnce = rows <= batch && samples.order == 0;
  const mass = isOnce ? gather<T>(network, samples, 0, rows) : 0.0;
  for (let epoch = 0; epoch < most; epoch++) {
    const all = <f64>rows;
    const sum = isOnce
      ? learn<T>(network, solver, rows, mass) * all
      : train<T>(network, samples, solver, 0, rows, batch);
    const loss = sum / all;
    store<f64>(at<f64>(losses, epoch), loss);
    watch.idle = loss > watch.best - watch.tol ? watch.idle + 1.0 : 0.0;
    if (loss < watch.best) watch.best = loss;
    if (!isFinite(loss) || watch.idle > watch.patience) return epoch + 1;
    if (samples.order != 0) samples.order = at<i32>(samples.order, rows);
  }
  return most;
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
  gather<T>(network, samples, from, to - from);
  forward<T>(network, to - from, false);
  return endLoss<T>(network, to - from, false);
}

/** The answers of samples, without dropout, in the last layer. */
export function answerAll<T extends number>(network: Network, samples: Samples, from: i32, to: i32): void {
  gatherAll<T>(network, samples, from, to - from);
  network.gathered = -1;
  forward<T>(network, to - from, false);
}
