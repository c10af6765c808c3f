/**
 * What two threads tell each other, in memory that both see. The first posts a job, does its half, and waits until the
 * other half is done. Who waits looks again and again for a while, since most waits are shorter than a sleep takes.
 */
@unmanaged
export class Desk {
  /**
   * The number of the job that was posted last, of the one that the helper has done last (−1 before it has come), and
   * whether it sleeps.
   */
  posted: i32 = 0;
  done: i32 = 0;
  asleep: i32 = 0;
  /** What is to be done, in which precision: one of the numbers below. */
  kind: i32 = 0;
  bytes: i32 = 0;
  network: usize = 0;
  layer: i32 = 0;
  rows: i32 = 0;
  /** For gathering: the samples, and the place of the first. */
  samples: usize = 0;
  from: i32 = 0;
  /** For the solver. */
  solver: usize = 0;
  /** Whether the helper is to go home. */
  ended: i32 = 0;
  mass: f64 = 0;
}

/** A function of the host: sleeps for a moment, unless the word at that place is another already. */
// @external("host", "pause")
declare function pauseOfHost(place: usize, word: i32): void;

/** The numbers of the jobs. */
export const GATHER: i32 = 0;
export const FORWARD: i32 = 1;
export const BACKWARD: i32 = 2;
export const STEP: i32 = 3;

/**
 * How often to look before sleeping: some tenths of a millisecond, longer than what the first does alone between two jobs.
 * To be woken takes about as long.
 */
const LOOKS: i32 = 400000;

/** Posts the job that was written down. */
export function post(desk: Desk): void {
  const place = changetype<usize>(desk);
  atomic.store<i32>(place, desk.posted + 1, offsetof<Desk>("posted"));
  if (atomic.load<i32>(place, offsetof<Desk>("asleep")) != 0) atomic.notify(place, 1);
}

/** Waits until the helper has done what was posted. */
export function awaitDone(desk: Desk): void {
  const place = changetype<usize>(desk);
  const wanted = desk.posted;
  for (let look = 0; ; look++) {
    const done = atomic.load<i32>(place, offsetof<Desk>("done"));
    if (done == wanted) return;
    if (look > LOOKS) pauseOfHost(place + offsetof<Desk>("done"), done);
  }
}

/** For the helper: waits for a job with another number than the last. */
export function awaitJob(desk: Desk, last: i32): i32 {
  const place = changetype<usize>(desk);
  for (let look = 0; look < LOOKS; look++) {
    const posted = atomic.load<i32>(place, offsetof<Desk>("posted"));
    if (posted != last) return posted;
  }
  let posted = last;
  while (posted == last) {
    atomic.store<i32>(place, 1, offsetof<Desk>("asleep"));
    posted = atomic.load<i32>(place, offsetof<Desk>("posted"));
    if (posted == last) atomic.wait<i32>(place, last, -1);
    atomic.store<i32>(place, 0, offsetof<Desk>("asleep"));
  }
  return posted;
}

/** For the helper: says that the job with this number is done, and wakes whoever sleeps until then. */
export function sayDone(desk: Desk, job: i32): void {
  const place = changetype<usize>(desk);
  atomic.store<i32>(place, job, offsetof<Desk>("done"));
  atomic.notify(place + offsetof<Desk>("done"), 1);
}
