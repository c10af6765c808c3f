import { all, multiplyAdd } from "./lanes";

/**
 * Exponential function, logarithm and their kin for all lanes at once. $e^x = 2^n e^r$ with whole n and
 * $|r| ≤ \tfrac12 \ln 2$, where Taylor's series of $e^r − 1$ ends at the precision of the numbers.
 */

/** Adding it pushes the fraction out of a number and leaves the whole part in its low bits. */
// @inline
function magic<T extends number>(): f64 {
  return sizeof<T>() == 4 ? 12582912.0 : 6755399441055744.0;
}

/** x · log₂ e + magic: a number whose low bits are the nearest n. */
// @inline
function shifted<T extends number>(x: v128): v128 {
  return v128.add<T>(v128.mul<T>(x, all<T>(1.4426950408889634)), all<T>(magic<T>()));
}

/** $2^n$ from the low bits of a shifted number, put where the exponent is. */
// @inline
function powerOfTwo<T extends number>(shiftedNumber: v128): v128 {
  if (sizeof<T>() == 4) return v128.add<i32>(v128.shl<i32>(shiftedNumber, 23), i32x4.splat(0x3f800000));
  return v128.add<i64>(v128.shl<i64>(shiftedNumber, 52), i64x2.splat(0x3ff0000000000000));
}

/** $r = x − n \ln 2$, with ln 2 in two parts so that nothing is lost. */
// @inline
function remainder<T extends number>(x: v128, n: v128): v128 {
  if (sizeof<T>() == 4) {
    const rough = v128.sub<T>(x, v128.mul<T>(n, all<T>(0.693359375)));
    return v128.sub<T>(rough, v128.mul<T>(n, all<T>(-2.1219444e-4)));
  }
  const rough = v128.sub<T>(x, v128.mul<T>(n, all<T>(6.9314718036912381649e-1)));
  return v128.sub<T>(rough, v128.mul<T>(n, all<T>(1.90821492927058770002e-10)));
}

/** $e^r − 1$ for a small r, by Taylor's series in pairs of terms, so that the sums do not wait for each other. */
// @inline
function seriesLess1<T extends number>(r: v128): v128 {
  const r2 = v128.mul<T>(r, r);
  const p23 = multiplyAdd<T>(all<T>(1.0 / 2.0), r, all<T>(1.0 / 6.0));
  const p45 = multiplyAdd<T>(all<T>(1.0 / 24.0), r, all<T>(1.0 / 120.0));
  const p67 = multiplyAdd<T>(all<T>(1.0 / 720.0), r, all<T>(1.0 / 5040.0));
  const r4 = v128.mul<T>(r2, r2);
  const low = multiplyAdd<T>(p23, r2, p45);
  if (sizeof<T>() == 4) return multiplyAdd<T>(r, r2, multiplyAdd<T>(low, r4, p67));
  const p89 = multiplyAdd<T>(all<T>(1.0 / 40320.0), r, all<T>(1.0 / 362880.0));
  const p1011 = multiplyAdd<T>(all<T>(1.0 / 3628800.0), r, all<T>(1.0 / 39916800.0));
  const p1213 = multiplyAdd<T>(all<T>(1.0 / 479001600.0), r, all<T>(1.0 / 6227020800.0));
  const middle = multiplyAdd<T>(p67, r2, p89);
  const high = multiplyAdd<T>(p1011, r2, p1213);
  return multiplyAdd<T>(r, r2, multiplyAdd<T>(low, r4, multiplyAdd<T>(middle, r4, high)));
}

/** Down to where $e^x$ is a normal number. */
// @inline
function leastExponent<T extends number>(): f64 {
  return sizeof<T>() == 4 ? -87.0 : -708.0;
}

/** And from where it is not one any more, roughly. */
// @inline
function largestExponent<T extends number>(): f64 {
  return sizeof<T>() == 4 ? 88.0 : 709.0;
}

/** $e^x$, for x that is not so large that it overflows (the least normal number for very small ones). */
// @inline
function expWithin<T extends number>(x: v128): v128 {
  const bounded = v128.pmax<T>(x, all<T>(leastExponent<T>()));
  const whole = shifted<T>(bounded);
  const n = v128.sub<T>(whole, all<T>(magic<T>()));
  const power = powerOfTwo<T>(whole);
  return multiplyAdd<T>(power, power, seriesLess1<T>(remainder<T>(bounded, n)));
}

/** $e^x$ where that is too small for a normal number, down to 0: $e^{x + 30} e^{−30}$, or with 100. */
function expBelow<T extends number>(x: v128): v128 {
  if (sizeof<T>() == 4) return v128.mul<T>(expWithin<T>(v128.add<T>(x, all<T>(30.0))), all<T>(9.357622968840175e-14));
  return v128.mul<T>(expWithin<T>(v128.add<T>(x, all<T>(100.0))), all<T>(3.720075976020836e-44));
}

/** $e^x$ where that is near the largest number, up to infinity: $e^{x − 10} e^{10}$. */
function expAbove<T extends number>(x: v128): v128 {
  const less = v128.pmin<T>(v128.sub<T>(x, all<T>(10.0)), all<T>(largestExponent<T>()));
  return v128.mul<T>(expWithin<T>(less), all<T>(22026.465794806718));
}

/** $e^x$; infinite where it overflows. */
// @inline
export function exp<T extends number>(x: v128): v128 {
  const largest = all<T>(largestExponent<T>());
  const value = expWithin<T>(v128.pmin<T>(x, largest));
  const isBelow = v128.lt<T>(x, all<T>(leastExponent<T>()));
  const isAbove = v128.gt<T>(x, largest);
  if (!v128.any_true(v128.or(isBelow, isAbove))) return value;
  return v128.bitselect(expBelow<T>(x), v128.bitselect(expAbove<T>(x), value, isAbove), isBelow);
}

/** $σ(x) = 1 / (1 + e^{−x})$, which for very small x is $e^x$. */
// @inline
export function sigmoid<T extends number>(x: v128): v128 {
  const largest = all<T>(largestExponent<T>());
  const one = all<T>(1.0);
  const value = v128.div<T>(one, v128.add<T>(one, expWithin<T>(v128.pmin<T>(v128.neg<T>(x), largest))));
  const isBelow = v128.lt<T>(x, all<T>(leastExponent<T>()));
  return v128.any_true(isBelow) ? v128.bitselect(expBelow<T>(x), value, isBelow) : value;
}

/**
 * $\tanh x = (e^{2x} − 1) / (e^{2x} + 1)$. In single precision with $q = e^{2x} − 1$, which keeps small x exact; in double
 * by $e^r = (Q + rP) / (Q − rP)$, Cephes' rational function of r² (Moshier 1989), where both divisions become one.
 */
// @inline
export function tanh<T extends number>(x: v128): v128 {
  const bound = sizeof<T>() == 4 ? 20.0 : 40.0;
  const x2 = v128.pmax<T>(v128.pmin<T>(v128.add<T>(x, x), all<T>(bound)), all<T>(-bound));
  const whole = shifted<T>(x2);
  const n = v128.sub<T>(whole, all<T>(magic<T>()));
  const power = powerOfTwo<T>(whole);
  const r = remainder<T>(x2, n);
  const less = v128.sub<T>(power, all<T>(1.0));
  if (sizeof<T>() == 4) {
    const q = multiplyAdd<T>(less, power, seriesLess1<T>(r));
    return v128.div<T>(q, v128.add<T>(q, all<T>(2.0)));
  }
  const more = v128.add<T>(power, all<T>(1.0));
  const r2 = v128.mul<T>(r, r);
  const p = multiplyAdd<T>(all<T>(3.029944077074419613e-2), r2, all<T>(1.26177193074810590878e-4));
  const rP = v128.mul<T>(r, multiplyAdd<T>(all<T>(9.9999999999999999991e-1), r2, p));
  const q = multiplyAdd<T>(all<T>(2.52448340349684104192e-3), r2, all<T>(3.00198505138664455042e-6));
  const Q = multiplyAdd<T>(all<T>(2.0), r2, multiplyAdd<T>(all<T>(2.27265548208155028766e-1), r2, q));
  const above = multiplyAdd<T>(v128.mul<T>(less, Q), more, rP);
  return v128.div<T>(above, multiplyAdd<T>(v128.mul<T>(more, Q), less, rP));
}

/**
 * $\ln x$ for x from 0 on: $x = 2^n m$ with m near 1, and $\ln m$ by the series of $\mathrm{artanh}$ in
 * $s = (m − 1)/(m + 1)$. What is too small for a normal number is made larger first.
 */
// @inline
export function log<T extends number>(x: v128): v128 {
  const one = all<T>(1.0);
  const isSmall = v128.lt<T>(x, all<T>(sizeof<T>() == 4 ? 1.1754943508222875e-38 : 2.2250738585072014e-308));
  const raised = v128.mul<T>(x, all<T>(sizeof<T>() == 4 ? 16777216.0 : 18014398509481984.0));
  const normal = v128.bitselect(raised, x, isSmall);
  const lowered = v128.and(all<T>(sizeof<T>() == 4 ? 24.0 : 54.0), isSmall);
  let n: v128;
  let m: v128;
  if (sizeof<T>() == 4) {
    n = v128.convert<i32>(v128.sub<i32>(v128.shr<u32>(normal, 23), i32x4.splat(127)));
    m = v128.or(v128.and(normal, i32x4.splat(0x007fffff)), one);
  } else {
    const biased = v128.or(v128.shr<u64>(normal, 52), i64x2.splat(0x4330000000000000));
    n = v128.sub<T>(biased, all<T>(4503599627370496.0 + 1023.0));
    m = v128.or(v128.and(normal, i64x2.splat(0x000fffffffffffff)), one);
  }
  n = v128.sub<T>(n, lowered);
  const large = v128.gt<T>(m, all<T>(1.4142135623730951));
  m = v128.bitselect(v128.mul<T>(m, all<T>(0.5)), m, large);
  n = v128.add<T>(n, v128.and(large, one));
  const s = v128.div<T>(v128.sub<T>(m, one), v128.add<T>(m, one));
  const z = v128.mul<T>(s, s);
  let series = all<T>(2.0 / 9.0);
  if (sizeof<T>() == 8) {
    series = multiplyAdd<T>(all<T>(2.0 / 19.0), z, all<T>(2.0 / 21.0));
    series = multiplyAdd<T>(all<T>(2.0 / 17.0), z, series);
    series = multiplyAdd<T>(all<T>(2.0 / 15.0), z, series);
    series = multiplyAdd<T>(all<T>(2.0 / 13.0), z, series);
    series = multiplyAdd<T>(all<T>(2.0 / 11.0), z, series);
    series = multiplyAdd<T>(all<T>(2.0 / 9.0), z, series);
  }
  series = multiplyAdd<T>(all<T>(2.0 / 7.0), z, series);
  series = multiplyAdd<T>(all<T>(2.0 / 5.0), z, series);
  series = multiplyAdd<T>(all<T>(2.0 / 3.0), z, series);
  series = multiplyAdd<T>(all<T>(2.0), z, series);
  const value = multiplyAdd<T>(v128.mul<T>(s, series), n, all<T>(0.6931471805599453));
  const infinity = all<T>(Infinity);
  const finite = v128.bitselect(v128.neg<T>(infinity), value, v128.eq<T>(x, all<T>(0.0)));
  // What is infinite or not a number stays so.
  return v128.bitselect(finite, x, v128.lt<T>(x, infinity));
}
