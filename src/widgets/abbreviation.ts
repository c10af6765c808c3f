import { FloatSlider, IntSlider } from "./numbers.ts";
import { Dropdown } from "./selection.ts";
import { Checkbox } from "./switches.ts";
import { Text } from "./texts.ts";
import { Widget } from "./widget.ts";
import { unexpected } from "./widget-error.ts";

/** A widget that has a value. */
export type Valued<Value = unknown> = Widget & { readonly value: Value };

/** What a control is inferred from. */
export type Abbreviation =
  | number
  | boolean
  | string
  | readonly [from: number, to: number]
  | readonly [from: number, to: number, step: number]
  | readonly (string | number | boolean)[]
  | { readonly [label: string]: unknown }
  | ReadonlyMap<string, unknown>
  | Valued;

/** The type of the values of a control that is inferred from this. */
export type ValueOf<A> =
  A extends Valued<infer V>
    ? V
    : A extends number | readonly [number, number] | readonly [number, number, number]
      ? number
      : A extends boolean
        ? boolean
        : A extends string
          ? string
          : A extends readonly (infer Item)[]
            ? Item
            : A extends ReadonlyMap<string, infer Item>
              ? Item
              : A[keyof A];

const isNumbers = (value: readonly unknown[]): value is readonly number[] =>
  value.every((item) => typeof item === "number");

/** About as many steps as one can tell apart. */
const STEPS = 100;

function slider(min: number, max: number, step: number | undefined, value: number, description: string): Valued {
  const whole = [min, max, step ?? 1, value].every(Number.isInteger);
  if (!(min < max)) throw unexpected(`${description} to go up`, [min, max], "write [lowest, highest, step]");
  if (step !== undefined && !(step > 0))
    throw unexpected(`the step of ${description} to be above 0`, step, "write [0, 1, 0.01]");
  if (whole) return new IntSlider({ min, max, step: step ?? 1, value, description });
  const fine = step ?? (max - min) / STEPS;
  return new FloatSlider({ min, max, step: fine, value, description, readoutFormat: `.${decimalsOf(fine)}f` });
}

/** How many decimals such steps have; those of a step like 1/3 to three digits. */
const decimalsOf = (step: number) => (String(Number(step.toPrecision(3))).split(".")[1] ?? "").length;

/** The middle step of a range. */
function middle(min: number, max: number, step: number): number {
  const at = min + Math.floor((max - min) / 2 / step) * step;
  return Number(at.toPrecision(12));
}

/**
 * The control for a value: a number is a slider from minus to three times itself, [from, to] and [from, to, step] are
 * sliders, true and false a tick, a text a field, other arrays and objects a list to choose from, and a widget is itself.
 * @throws {WidgetError} for anything else
 */
export function controlFor(name: string, value: unknown): Valued {
  if (value instanceof Widget && "value" in value) return value as Valued;
  if (typeof value === "boolean") return new Checkbox({ value, description: name });
  if (typeof value === "string") return new Text({ value, description: name, continuousUpdate: false });
  if (typeof value === "number" && Number.isFinite(value)) {
    const [min = 0, max = 1] = value === 0 ? [0, 1] : [-value, 3 * value].sort((a, b) => a - b);
    return slider(min, max, undefined, value, name);
  }
  if (Array.isArray(value) && isNumbers(value) && (value.length === 2 || value.length === 3)) {
    const [min = 0, max = 0, step] = value;
    const usual = step ?? (value.every(Number.isInteger) && max - min > 1 ? 1 : (max - min) / STEPS);
    return slider(min, max, usual, middle(min, max, usual), name);
  }
  const isChoice = (Array.isArray(value) && value.length > 0) || isPlain(value) || value instanceof Map;
  if (isChoice) return new Dropdown({ options: value as readonly unknown[], description: name }) as Valued;
  throw unexpected(
    `${name} to be something to make a control from`,
    value,
    "write [0, 1, 0.01], true, a text or a list",
  );
}

function isPlain(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
