import { control, described, entered, meaning } from "./controls.ts";
import { styles } from "./styles.ts";
import { flag, float, int, oneOf, orNull, pairOf, text } from "./trait.ts";
import { unexpected } from "./widget-error.ts";
import { part } from "./widget-traits.ts";

type Bounded = { min: number; max: number; value: number };
type BoundedRange = { min: number; max: number; value: readonly [number, number] };

const clamp = (value: number, min: number, max: number) => Math.min(Math.max(value, min), max);

function checkBounds({ min, max }: { min: number; max: number }): void {
  if (min > max) throw unexpected(`min to be at most max, which is ${max}`, min, "set both at once: set({ min, max })");
}

/** As in Jupyter a value out of bounds is moved to the nearer bound. */
const bounded = {
  settle(state: Record<string, unknown>) {
    const { min, max, value } = state as Bounded;
    checkBounds(state as Bounded);
    state.value = clamp(value, min, max);
  },
};

const boundedRange = {
  settle(state: Record<string, unknown>) {
    const { min, max, value } = state as BoundedRange;
    checkBounds(state as BoundedRange);
    state.value = value.map((one) => clamp(one, min, max));
  },
};

const boundedPower = {
  settle(state: Record<string, unknown>) {
    const { min, max, base, value } = state as Bounded & { base: number };
    checkBounds(state as Bounded);
    state.value = clamp(value, base ** min, base ** max);
  },
};

const slid = {
  ...entered,
  style: part(styles.slider),
  /** Whether it tells each value that it is dragged over, or only the last. Default true. */
  continuousUpdate: flag(true),
  orientation: oneOf("horizontal", "vertical"),
  /** Whether the value stands beside it. Default true. */
  readout: flag(true),
  /** What can be done with the handle. */
  behavior: oneOf("drag-tap", "drag-snap", "tap", "drag", "snap"),
};

const wholeBounds = { min: int(0), max: int(100), step: int(1) };
const bounds = { min: float(0), max: float(100), step: float(0.1) };

/**
 * A slider for whole numbers.
 * @example
 * new IntSlider({ min: 1, max: 8, value: 3 }).value // → 3
 * new IntSlider({ max: 8, value: 30 }).value // → 8
 * new IntSlider({ value: 0.5 }) // throws value to be a whole number
 */
export const IntSlider = control(
  "IntSlider",
  { ...slid, ...wholeBounds, value: int(0), readoutFormat: text("d") },
  bounded,
);
export type IntSlider = InstanceType<typeof IntSlider>;

/**
 * A slider for numbers. `readoutFormat` is d3's, such as ".3f".
 * @example
 * const eta = new FloatSlider({ value: 0.1, max: 1, step: 0.01, description: "$η$" });
 * eta.observe("value", ({ value, old }) => console.log(`from ${old} to ${value}`));
 * eta.value // → 0.1
 */
export const FloatSlider = control(
  "FloatSlider",
  { ...slid, ...bounds, value: float(0), readoutFormat: text(".2f") },
  bounded,
);
export type FloatSlider = InstanceType<typeof FloatSlider>;

/**
 * A slider whose value goes from `base` to the power of `min` to `base` to the power of `max`, by ratios.
 * @example
 * new FloatLogSlider({ min: -4, max: 0, value: 0.01 }).value // → 0.01
 */
export const FloatLogSlider = control(
  "FloatLogSlider",
  {
    ...slid,
    min: float(0),
    max: float(4),
    step: float(0.1),
    base: float(10),
    value: float(1),
    readoutFormat: text(".3g"),
  },
  boundedPower,
);
export type FloatLogSlider = InstanceType<typeof FloatLogSlider>;

/**
 * A slider with two handles, for a range of whole numbers.
 * @example
 * new IntRangeSlider({ value: [2, 5], max: 9 }).value // → [2, 5]
 */
export const IntRangeSlider = control(
  "IntRangeSlider",
  { ...slid, ...wholeBounds, value: pairOf(int(0), [25, 75]), readoutFormat: text("d") },
  boundedRange,
);
export type IntRangeSlider = InstanceType<typeof IntRangeSlider>;

/**
 * A slider with two handles, for a range of numbers.
 * @example
 * new FloatRangeSlider({ value: [0.2, 2], max: 1 }).value // → [0.2, 1]
 */
export const FloatRangeSlider = control(
  "FloatRangeSlider",
  { ...slid, ...bounds, value: pairOf(float(0), [25, 75]), readoutFormat: text(".2f") },
  boundedRange,
);
export type FloatRangeSlider = InstanceType<typeof FloatRangeSlider>;

const typed = { ...entered, style: part(styles.description), continuousUpdate: flag(false) };

/**
 * A field for a whole number.
 * @example
 * new IntText({ value: 7 }).value // → 7
 */
export const IntText = control("IntText", { ...typed, value: int(0), step: int(1) });
export type IntText = InstanceType<typeof IntText>;

/**
 * A field for a number.
 * @example
 * new FloatText({ value: 0.7 }).value // → 0.7
 */
export const FloatText = control("FloatText", { ...typed, value: float(0), step: orNull(float(1)) });
export type FloatText = InstanceType<typeof FloatText>;

/**
 * A field for a whole number between bounds.
 * @example
 * new BoundedIntText({ value: 70, max: 10 }).value // → 10
 */
export const BoundedIntText = control(
  "BoundedIntText",
  { ...typed, ...wholeBounds, value: int(0) },
  { ...bounded, view: "IntTextView" },
);
export type BoundedIntText = InstanceType<typeof BoundedIntText>;

/**
 * A field for a number between bounds.
 * @example
 * new BoundedFloatText({ value: -1 }).value // → 0
 */
export const BoundedFloatText = control(
  "BoundedFloatText",
  { ...typed, ...bounds, step: orNull(float(1)), value: float(0) },
  { ...bounded, view: "FloatTextView" },
);
export type BoundedFloatText = InstanceType<typeof BoundedFloatText>;

const progress = {
  ...described,
  style: part(styles.progress),
  orientation: oneOf("horizontal", "vertical"),
  /** Its colour by its meaning. */
  barStyle: meaning(),
};

/**
 * A bar that fills, in whole steps.
 * @example
 * const bar = new IntProgress({ max: 20, description: "epoch" });
 * bar.value = 5;
 * bar.value // → 5
 */
export const IntProgress = control(
  "IntProgress",
  { ...progress, min: int(0), max: int(100), value: int(0) },
  { ...bounded, view: "ProgressView" },
);
export type IntProgress = InstanceType<typeof IntProgress>;

/**
 * A bar that fills.
 * @example
 * new FloatProgress({ max: 1, value: 0.4, barStyle: "success" }).value // → 0.4
 */
export const FloatProgress = control(
  "FloatProgress",
  { ...progress, min: float(0), max: float(100), value: float(0) },
  { ...bounded, view: "ProgressView" },
);
export type FloatProgress = InstanceType<typeof FloatProgress>;

/**
 * Buttons that play a whole number from `min` to `max`, one `step` every `interval` milliseconds; link its value to
 * what shall move by {@link jslink}.
 * @example
 * new Play({ max: 50, interval: 40, repeat: true }).playing // → false
 */
export const Play = control(
  "Play",
  {
    ...entered,
    style: part(styles.description),
    ...wholeBounds,
    value: int(0),
    /** Milliseconds between steps. */
    interval: int(100),
    playing: flag(false),
    /** Whether it begins again at the end. */
    repeat: flag(false),
    showRepeat: flag(true),
  },
  bounded,
);
export type Play = InstanceType<typeof Play>;
