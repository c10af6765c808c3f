import { scatter } from "./gather";
import { Desk } from "./helper";
import { Network, Samples, Solver, Watch } from "./network";
import { packedRoom } from "./packed";
import { help } from "./parts";
import { compress } from "./sparse";
import { sparseRoom } from "./sparse-layer";
import { survey } from "./survey";
import { answerAll, epochs, gradient, plainLoss, train } from "./training";

/** What the host calls: each kernel in single and in double precision. All places are addresses in memory. */

export function train32(network: Network, samples: Samples, solver: Solver, from: i32, to: i32, batch: i32): f64 {
  return train<f32>(network, samples, solver, from, to, batch);
}

export function train64(network: Network, samples: Samples, solver: Solver, from: i32, to: i32, batch: i32): f64 {
  return train<f64>(network, samples, solver, from, to, batch);
}

export function epochs32(
  network: Network,
  samples: Samples,
  solver: Solver,
  rows: i32,
  batch: i32,
  most: i32,
  watch: Watch,
  losses: usize,
): i32 {
  return epochs<f32>(network, samples, solver, rows, batch, most, watch, losses);
}

export function gradient32(network: Network, samples: Samples, rows: i32, alpha: f64): f64 {
  return gradient<f32>(network, samples, rows, alpha);
}

export function epochs64(
  network: Network,
  samples: Samples,
  solver: Solver,
  rows: i32,
  batch: i32,
  most: i32,
  watch: Watch,
  losses: usize,
): i32 {
  return epochs<f64>(network, samples, solver, rows, batch, most, watch, losses);
}

export function gradient64(network: Network, samples: Samples, rows: i32, alpha: f64): f64 {
  return gradient<f64>(network, samples, rows, alpha);
}

export function loss32(network: Network, samples: Samples, from: i32, to: i32): f64 {
  return plainLoss<f32>(network, samples, from, to);
}

export function loss64(network: Network, samples: Samples, from: i32, to: i32): f64 {
  return plainLoss<f64>(network, samples, from, to);
}

/** Answers the samples in the places from … to − 1, one row a sample. */
export function answers32(network: Network, samples: Samples, from: i32, to: i32, answers: usize): void {
  answerAll<f32>(network, samples, from, to);
  scatter<f32>(network, to - from, answers);
}

/** The same in double precision. */
export function answers64(network: Network, samples: Samples, from: i32, to: i32, answers: usize): void {
  answerAll<f64>(network, samples, from, to);
  scatter<f64>(network, to - from, answers);
}

/** Makes lists of what is not 0 in `rows` rows of n inputs, for the samples from the place `done` on. */
export function compress32(samples: Samples, rows: i32, n: i32, done: i32): void {
  compress<f32>(samples.X, rows, n, done, samples.starts, samples.entries);
}

/** The same in double precision. */
export function compress64(samples: Samples, rows: i32, n: i32, done: i32): void {
  compress<f64>(samples.X, rows, n, done, samples.starts, samples.entries);
}

/** How many of n numbers are not 0, or −1 if not all are finite. */
export function survey32(from: usize, n: i32): i32 {
  return survey<f32>(from, n);
}

/** The same in double precision. */
export function survey64(from: usize, n: i32): i32 {
  return survey<f64>(from, n);
}

/** How many bytes of room the lists of so many inputs need. */
export function listRoom(inputs: i32): usize {
  return sparseRoom(inputs);
}

/** How many numbers of room the products of layers of up to m neurons need. */
export function room32(m: i32): i32 {
  return packedRoom<f32>(m);
}

/** The same in double precision. */
export function room64(m: i32): i32 {
  return packedRoom<f64>(m);
}

/** For the second thread: helps until it is sent home. */
export function work(desk: Desk): void {
  help(desk);
}

/** Room for so many bytes, and its release. */
export function reserve(size: usize): usize {
  return heap.alloc(size);
}

export function release(place: usize): void {
  heap.free(place);
}
