import { expected } from "../../errors.ts";
import { chooseByClass } from "../data/split.ts";
import type { Random } from "../random.ts";
import type { Samples } from "./engines/engine.ts";
import type { Reals } from "./engines/matrix-product.ts";

/**
 * Which samples to train on and which to set aside. With `strata` (the class of each sample) every class is set aside in
 * its own proportion.
 * @throws {NnError} if fewer than 2 samples would be set aside, or none would be left.
 */
export function setAside(
  n: number,
  share: number,
  random: Random,
  strata?: readonly unknown[],
): { train: Int32Array; validation: Int32Array } {
  const wanted = Math.ceil(n * share);
  if (wanted < 2)
    throw expected(
      "validationFraction to set aside at least 2 samples",
      wanted,
      "make it larger, or take more samples",
    );
  if (wanted >= n)
    throw expected(
      `validationFraction to leave some of the ${n} samples to train on`,
      share,
      "make it smaller, or take more samples",
    );
  const order = random.shuffle(Array.from({ length: n }, (_, i) => i));
  const chosen = new Set(strata ? chooseByClass(order, wanted, strata) : order.slice(0, wanted));
  return {
    train: Int32Array.from(order.filter((i) => !chosen.has(i))),
    validation: Int32Array.from(order.filter((i) => chosen.has(i))),
  };
}

/**
 * Refuses samples in this order if all of a batch weigh nothing: such a batch has no mean loss.
 * @throws {NnError} that names the batch.
 */
export function checkBatches(weights: Reals | undefined, order: Int32Array, batch: number): void {
  if (!weights?.includes(0)) return;
  for (let from = 0; from < order.length; from += batch) {
    const places = order.subarray(from, from + batch);
    if (places.some((place) => (weights[place] as number) > 0)) continue;
    throw expected(
      "some weight above 0 in each batch and among the samples set aside",
      `none among ${places.length} samples from number ${places[0]} on`,
      "leave out samples that weigh 0, or make batchSize larger",
    );
  }
}

/** Puts the places of samples into a new random order, as `Random.shuffle` does, without a copy. */
export function shuffleInPlace(order: Int32Array, random: Random): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
}

/** Copies the samples in these places. */
export function pick({ X, y, weights, rows: all }: Samples, places: Int32Array): Samples {
  const copy = (from: ArrayLike<number>) => {
    const columns = from.length / all;
    const to = new Float64Array(places.length * columns);
    places.forEach((place, i) => {
      for (let k = 0; k < columns; k++) to[i * columns + k] = from[place * columns + k] as number;
    });
    return to;
  };
  return { X: copy(X), y: copy(y), weights: weights && copy(weights), rows: places.length };
}
