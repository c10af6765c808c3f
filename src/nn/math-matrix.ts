/** A matrix of mathjs, without loading mathjs: what its type and ours have in common. */
export interface MathMatrix {
  toArray(): unknown;
  size(): readonly number[];
}

const isMath = (X: unknown): X is MathMatrix => (X as { isMatrix?: boolean })?.isMatrix === true;

/** A mathjs matrix as an array; everything else as it is. */
export function plainArray(value: unknown): unknown {
  return isMath(value) ? value.toArray() : value;
}
