/**
 * Several numbers of one kind side by side in a register of 128 bits: four of single precision or two of double. All
 * kernels are written once for both, with T for the kind. `// @inline` marks a function that the build inlines.
 */

/** How many numbers of a kind fit. */
// @inline
export function lanes<T extends number>(): i32 {
  return 16 / sizeof<T>();
}

/** n, raised to a multiple of the lanes. */
// @inline
export function padded<T extends number>(n: i32): i32 {
  return (n + lanes<T>() - 1) & -lanes<T>();
}

/** The same number in all lanes. */
// @inline
export function all<T extends number>(value: f64): v128 {
  return v128.splat<T>(<T>value);
}

/** sum + a · b, rounded once where the machine may choose (the fast build), else twice. */
// @inline
export function multiplyAdd<T extends number>(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(a, b, sum);
  return v128.add<T>(sum, v128.mul<T>(a, b));
}

/** The sum of the lanes. */
// @inline
export function sumOf<T extends number>(v: v128): T {
  if (sizeof<T>() == 4) {
    const first = f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1);
    return <T>(first + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3)));
  }
  return <T>(f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
}

/** The n-th number of a row. */
// @inline
export function at<T extends number>(row: usize, n: i32): usize {
  return row + <usize>n * sizeof<T>();
}

/** The sums of four registers' lanes in single precision, side by side. */
// @inline
export function sumsOf(v0: v128, v1: v128, v2: v128, v3: v128): v128 {
  const low = f32x4.add(i32x4.shuffle(v0, v1, 0, 4, 1, 5), i32x4.shuffle(v0, v1, 2, 6, 3, 7));
  const high = f32x4.add(i32x4.shuffle(v2, v3, 0, 4, 1, 5), i32x4.shuffle(v2, v3, 2, 6, 3, 7));
  return f32x4.add(i32x4.shuffle(low, high, 0, 1, 4, 5), i32x4.shuffle(low, high, 2, 3, 6, 7));
}

/** The sums of two registers' lanes in double precision, side by side. */
// @inline
export function sumsOfTwo(v0: v128, v1: v128): v128 {
  return f64x2.add(i64x2.shuffle(v0, v1, 0, 2), i64x2.shuffle(v0, v1, 1, 3));
}

/**
 * In single precision, 0 for what is nearer to 0 than `least`: products of such numbers leave the range in which
 * processors are fast (below 10⁻³⁸ they take a hundred times as long). What is not a number stays so.
 */
// @inline
export function noteworthy<T extends number>(v: v128, least: v128): v128 {
  if (sizeof<T>() == 8) return v;
  return v128.andnot(v, v128.lt<T>(v128.abs<T>(v), least));
}
