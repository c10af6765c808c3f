import { expected } from "../../errors.ts";

/** $2/\sqrt{π}$ */
const scale = 2 / Math.sqrt(Math.PI);

/**
 * The error function $\frac{2}{\sqrt π}\int_0^x e^{-t^2} dt$, to about 15 digits.
 * @throws {NnError} for what is no number; NaN gives NaN.
 * @example
 * Math.abs(erf(0.5) - 0.5204998778130465) < 1e-15 // → true
 */
export function erf(x: number): number {
  if (typeof x !== "number") throw expected("x to be a number", x, "write erf(0.5)");
  return Math.abs(x) < 2.5 ? series(x) : Math.sign(x) * (1 - tail(Math.abs(x)));
}

/** $1 - \operatorname{erf}(x)$, without losing digits where erf is nearly 1. */
function erfc(x: number): number {
  if (x >= 2.5) return tail(x);
  return 1 - erf(x);
}

/** $\frac{2}{\sqrt π} e^{-x^2} \sum_n \frac{2^n x^{2n+1}}{1·3·5⋯(2n+1)}$: all terms have one sign, so nothing cancels. */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return scale * Math.exp(-x * x) * sum;
}

/** erfc for large x by its continued fraction $\frac{e^{-x^2}}{\sqrt π}\frac{1}{x+}\frac{1/2}{x+}\frac{1}{x+}\frac{3/2}{x+}⋯$ */
function tail(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}

/** $Φ(x)$: the share of a standard normal distribution below x. */
export function normalCdf(x: number): number {
  return erfc(-x / Math.SQRT2) / 2;
}

/** $φ(x)$: the standard normal density, the derivative of {@link normalCdf}. */
export function normalPdf(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}
