/** A vector of whole numbers of any size. */
export type Integers = readonly bigint[];

/**
 * A number as the decimal that it prints as, $m · 10^{-d}$: 0.1 is one tenth, as on paper, and not the nearest binary
 * fraction. Returns m and d.
 * @example
 * separability({ X: [[0.1], [0.2], [0.3]], y: [0, 1, 0] }) // → { separable: false, multipliers: [1n, 2n, 1n] }
 */
export function decimal(value: number): { mantissa: bigint; digits: number } {
  const [mantissa = "0", exponent = "0"] = value.toExponential().split("e");
  const fraction = mantissa.split(".")[1] ?? "";
  const digits = fraction.length - Number(exponent);
  const whole = BigInt(mantissa.replace(".", ""));
  return digits >= 0 ? { mantissa: whole, digits } : { mantissa: whole * 10n ** BigInt(-digits), digits: 0 };
}

/** The vectors as whole numbers, all multiplied by one power of ten, which is returned too. */
export function toIntegers(vectors: readonly (readonly number[])[]): { rows: bigint[][]; scale: bigint } {
  const decimals = vectors.map((vector) => vector.map(decimal));
  const most = decimals.flat().reduce((max, { digits }) => Math.max(max, digits), 0);
  const rows = decimals.map((row) => row.map(({ mantissa, digits }) => mantissa * 10n ** BigInt(most - digits)));
  return { rows, scale: 10n ** BigInt(most) };
}

/** $\sum_i a_i b_i$ */
export function dot(a: Integers, b: Integers): bigint {
  return a.reduce((sum, value, i) => sum + value * (b[i] as bigint), 0n);
}

/** The same direction in the smallest whole numbers. */
export function reduced(vector: Integers): bigint[] {
  const divisor = vector.reduce(gcd, 0n);
  return divisor === 0n ? [...vector] : vector.map((value) => value / divisor);
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** $a / b$ for $b > 0$ as the double next to it (to one unit in its last place), however long both are. */
export function quotient(a: bigint, b: bigint): number {
  const length = (value: bigint) => value.toString(2).replace("-", "").length;
  const shift = Math.max(0, 64 + length(b) - length(a));
  return Number((a << BigInt(shift)) / b) * 2 ** -shift;
}
