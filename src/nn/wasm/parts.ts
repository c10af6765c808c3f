import { activate, HOST, slope } from "./activations";
import { gatherInputs } from "./gather";
import { awaitDone, awaitJob, BACKWARD, Desk, FORWARD, GATHER, post, sayDone, STEP } from "./helper";
import { at, padded } from "./lanes";
import { layerOf, Network, Samples, Solver } from "./network";
import { outer, rowSums } from "./outer";
import { packedProduct } from "./packed";
import { product } from "./product";
import { stepPart } from "./solvers";
import { pointAt, sparseForward, sparseGradient } from "./sparse-layer";

/**
 * The work of a step in parts that two threads can share: each part has its own rows of the result, so that every
 * number is computed in the same way by whomever.
 */

/** From so many weights on it pays to copy the parts of a product first. */
const LARGE: i32 = 16384;
/** From so many multiplications (or parameters to move, times four) on it pays to call for help. */
const SHARED: i32 = 100000;

/** How many rows of δ are computed at a time. */
const NEAR: i32 = 16;

/** The half of a number of rows, in fours. */
// @inline
function half(rows: i32): i32 {
  return min(rows, ((rows >> 1) + 3) & -4);
}

/** The product that fits the size: that of the whole layer, so that halves of it are summed up in the same order. */
function multiply<T extends number>(
  whole: i32,
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
  // A's columns, far apart, are what copying brings together.
  if (whole < 16 || whole * k < LARGE) product<T>(m, k, n, a, aRow, aColumn, b, c, bias);
  else packedProduct<T>(m, k, n, a, aRow, aColumn, b, c, bias, room);
}

/** Whether a layer's inputs are lists of what is not 0. */
// @inline
function isSparse(network: Network, l: i32): bool {
  return l == 0 && network.entries != 0;
}

/** What a layer's forward pass is shared out by: its neurons, or the samples if these are lists. */
// @inline
function shares(network: Network, l: i32, rows: i32): i32 {
  return isSparse(network, l) ? rows : layerOf(network, l).outputs;
}

/** The weighted sums and outputs of some neurons of a layer, or of some samples. */
function forwardPart<T extends number>(network: Network, l: i32, rows: i32, from: i32, to: i32, room: usize): void {
  if (isSparse(network, l)) {
    sparseForward<T>(network, rows, from, to, room);
    return;
  }
  const layer = layerOf(network, l);
  const stride = padded<T>(rows);
  const row = <usize>layer.outputs * sizeof<T>();
  const output = at<T>(layer.output, from * stride);
  const bias = at<T>(layer.biases, from);
  const weights = at<T>(layer.weights, from);
  const n = layer.outputs;
  multiply<T>(n, to - from, layer.inputs, stride, weights, sizeof<T>(), row, layer.input, output, bias, room);
  if (l < network.depth - 1 && network.hidden < HOST) activate<T>(network.hidden, output, (to - from) * stride);
}

/**
 * dC/dW for some inputs of a layer; and for what these inputs were the outputs of, if that is a layer, δ and dC/db, unless
 * the host has to compute the slope first.
 */
function backwardPart<T extends number>(network: Network, l: i32, rows: i32, from: i32, to: i32, room: usize): void {
  if (isSparse(network, l)) {
    sparseGradient<T>(network, rows, from, to, room);
    return;
  }
  const layer = layerOf(network, l);
  const stride = padded<T>(rows);
  const n = layer.outputs;
  const row = <usize>n * sizeof<T>();
  const input = at<T>(layer.input, from * stride);
  outer<T>(to - from, n, stride, input, layer.delta, at<T>(layer.weightGradient, from * n));
  if (l == 0) return;
  const before = layerOf(network, l - 1);
  const weights = at<T>(layer.weights, from * n);
  if (network.hidden >= HOST) {
    product<T>(to - from, n, stride, weights, row, sizeof<T>(), layer.delta, at<T>(before.delta, from * stride), 0);
    return;
  }
  // A few rows at a time, which are still near when they are multiplied by the slope and summed up.
  for (let i = from; i < to; i += NEAR) {
    const some = min(NEAR, to - i);
    const delta = at<T>(before.delta, i * stride);
    product<T>(some, n, stride, at<T>(layer.weights, i * n), row, sizeof<T>(), layer.delta, delta, 0);
    slope<T>(network.hidden, at<T>(layer.input, i * stride), delta, some * stride);
    rowSums<T>(some, stride, delta, at<T>(before.biasGradient, i));
  }
}

/** Brings a batch's inputs to the first layer. */
export function gatherAll<T extends number>(network: Network, samples: Samples, from: i32, rows: i32): void {
  if (samples.starts != 0) {
    pointAt<T>(network, samples, from, rows);
    return;
  }
  network.entries = 0;
  const desk = changetype<Desk>(network.desk);
  if (network.desk == 0 || rows * layerOf(network, 0).inputs < SHARED) {
    gatherInputs<T>(network, samples, from, rows, 0, rows);
    return;
  }
  desk.samples = changetype<usize>(samples);
  desk.from = from;
  begin<T>(desk, GATHER, network, 0, rows);
  gatherInputs<T>(network, samples, from, rows, 0, half(rows));
  awaitDone(desk);
}

/** The outputs of a layer. */
export function forwardAll<T extends number>(network: Network, l: i32, rows: i32): void {
  const layer = layerOf(network, l);
  const n = shares(network, l, rows);
  if (network.desk == 0 || n < 16 || layer.inputs * layer.outputs * rows < SHARED) {
    forwardPart<T>(network, l, rows, 0, n, network.room);
    return;
  }
  const desk = changetype<Desk>(network.desk);
  begin<T>(desk, FORWARD, network, l, rows);
  forwardPart<T>(network, l, rows, 0, half(n), network.room);
  awaitDone(desk);
}

/** dC/dW of a layer, and δ of the one before. */
export function backwardAll<T extends number>(network: Network, l: i32, rows: i32): void {
  const layer = layerOf(network, l);
  const n = layer.inputs;
  if (network.desk == 0 || n < 16 || layer.outputs * n * rows < SHARED) {
    backwardPart<T>(network, l, rows, 0, n, network.room);
    return;
  }
  const desk = changetype<Desk>(network.desk);
  begin<T>(desk, BACKWARD, network, l, rows);
  backwardPart<T>(network, l, rows, 0, half(n), network.room);
  awaitDone(desk);
}

/** A step of the solver. */
export function stepAll<T extends number>(network: Network, solver: Solver, mass: f64): void {
  const n = network.parameterCount;
  if (network.desk == 0 || n * 4 < SHARED) {
    stepPart<T>(network, solver, mass, 0, n);
    return;
  }
  const desk = changetype<Desk>(network.desk);
  desk.solver = changetype<usize>(solver);
  desk.mass = mass;
  begin<T>(desk, STEP, network, 0, 0);
  stepPart<T>(network, solver, mass, 0, half(n));
  awaitDone(desk);
}

function begin<T extends number>(desk: Desk, kind: i32, network: Network, layer: i32, rows: i32): void {
  desk.kind = kind;
  desk.bytes = sizeof<T>();
  desk.network = changetype<usize>(network);
  desk.layer = layer;
  desk.rows = rows;
  post(desk);
}

/** The helper's day: the second half of every job, until it is sent home. */
export function help(desk: Desk): void {
  let last = 0;
  sayDone(desk, last);
  for (;;) {
    last = awaitJob(desk, last);
    if (desk.ended != 0) return;
    if (desk.bytes == 4) secondHalf<f32>(desk);
    else secondHalf<f64>(desk);
    sayDone(desk, last);
  }
}

function secondHalf<T extends number>(desk: Desk): void {
  const network = changetype<Network>(desk.network);
  const rows = desk.rows;
  if (desk.kind == GATHER) {
    gatherInputs<T>(network, changetype<Samples>(desk.samples), desk.from, rows, half(rows), rows);
  } else if (desk.kind == FORWARD) {
    const n = shares(network, desk.layer, rows);
    forwardPart<T>(network, desk.layer, rows, half(n), n, network.room2);
  } else if (desk.kind == BACKWARD) {
    const n = layerOf(network, desk.layer).inputs;
    backwardPart<T>(network, desk.layer, rows, half(n), n, network.room2);
  } else {
    const n = network.parameterCount;
    stepPart<T>(network, changetype<Solver>(desk.solver), desk.mass, half(n), n);
  }
}
