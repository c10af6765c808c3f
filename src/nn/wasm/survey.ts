import { all, at, lanes } from "./lanes";

/**
 * How many of n numbers are not 0, or −1 if some are infinite or no numbers: those have an exponent of ones only, to which
 * one more adds a carry into the sign's place.
 */
export function survey<T extends number>(from: usize, n: i32): i32 {
  const zero = all<T>(0.0);
  const wide = n & -lanes<T>();
  const end = at<T>(from, wide);
  let bits = i64x2.splat(0);
  let zeros = i64x2.splat(0);
  for (; from < end; from += 16) {
    const v = v128.load(from);
    const magnitude = v128.abs<T>(v);
    bits = v128.or(bits, sizeof<T>() == 4 ? v128.add<i32>(magnitude, ONE32) : v128.add<i64>(magnitude, ONE64));
    // A comparison that holds is −1 in whole numbers.
    const equal = v128.eq<T>(v, zero);
    zeros = sizeof<T>() == 4 ? v128.sub<i32>(zeros, equal) : v128.sub<i64>(zeros, equal);
  }
  if (v128.bitmask<i32>(bits) & (sizeof<T>() == 4 ? 15 : 10)) return -1;
  let others = wide;
  if (sizeof<T>() == 4) {
    const first = i32x4.extract_lane(zeros, 0) + i32x4.extract_lane(zeros, 1);
    others -= first + i32x4.extract_lane(zeros, 2) + i32x4.extract_lane(zeros, 3);
  } else others -= <i32>(i64x2.extract_lane(zeros, 0) + i64x2.extract_lane(zeros, 1));
  for (let i = wide; i < n; i++, from += sizeof<T>()) {
    const value = load<T>(from);
    if (!isFinite<T>(value)) return -1;
    others += i32(value != <T>0.0);
  }
  return others;
}

/** One in the place of the exponent. */
const ONE32 = i32x4.splat(0x00800000);
const ONE64 = i64x2.splat(0x0010000000000000);
