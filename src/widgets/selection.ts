import { entered, meaning } from "./controls.ts";
import { same } from "./same.ts";
import { styles } from "./styles.ts";
import {
  anything,
  flag,
  int,
  listOf,
  type OptionsOf,
  oneOf,
  orNull,
  type StateOf,
  type Traits,
  text,
} from "./trait.ts";
import type { Widget } from "./widget.ts";
import { widgetClass } from "./widget-class.ts";
import { unexpected } from "./widget-error.ts";
import { part } from "./widget-traits.ts";

/** What can be chosen: values, which are shown as their text, or values by their labels. */
export type Choices<T> = readonly T[] | Readonly<Record<string, T>> | ReadonlyMap<string, T>;

/** What is chosen out of `options`. */
export interface Chosen<T, Value, Index, Label> {
  options: Choices<T>;
  /** What is chosen. */
  value: Value;
  /** Its place among the options. */
  index: Index;
  /** Its label. */
  label: Label;
}

type One<T> = Chosen<T, T | null, number | null, string | null>;
type Several<T> = Chosen<T, readonly T[], readonly number[], readonly string[]>;

/** A widget of which one of `options` is chosen. */
export type SelectionOf<T, X extends Traits> = Widget<StateOf<X> & One<T>> & StateOf<X> & One<T>;
interface SelectionClass<X extends Traits> {
  new <const T = string>(options?: OptionsOf<X> & Partial<One<T>>): SelectionOf<T, X>;
}
/** A widget of which several of `options` are chosen. */
export type SeveralOf<T, X extends Traits> = Widget<StateOf<X> & Several<T>> & StateOf<X> & Several<T>;
interface SeveralClass<X extends Traits> {
  new <const T = string>(options?: OptionsOf<X> & Partial<Several<T>>): SeveralOf<T, X>;
}

type Pairs = readonly (readonly [label: string, value: unknown])[];

function pairsOf(options: unknown): Pairs {
  if (options instanceof Map) return [...options].map(([label, value]) => [String(label), value]);
  if (Array.isArray(options)) return options.map((value) => [String(value), value]);
  if (typeof options === "object" && options !== null) return Object.entries(options);
  throw unexpected("options to be an array or values by their labels", options, 'write ["a", "b"] or { "first": 1 }');
}

function placeOf(pairs: Pairs, by: "label" | "value", wanted: unknown): number {
  const at = pairs.findIndex((pair) => same(pair[by === "label" ? 0 : 1], wanted));
  if (at >= 0) return at;
  throw unexpected(`${by} to be among the options ${pairs.map(([label]) => label).join(", ")}`, wanted, "choose one");
}

type Settling = Record<string, unknown>;

/** Brings options, index, value and label together, whichever of them changed. */
function settleOne(state: Settling, changes: Readonly<Settling>): void {
  const pairs = pairsOf(state.options);
  const given = (name: string) => changes[name] !== undefined;
  if (given("options")) state.index = pairs.length > 0 ? 0 : null;
  if (given("options")) state._optionsLabels = pairs.map(([label]) => label);
  if (given("index")) state.index = changes.index;
  for (const by of ["label", "value"] as const) {
    if (given(by)) state.index = changes[by] === null ? null : placeOf(pairs, by, changes[by]);
  }
  const index = state.index as number | null;
  const chosen = index === null ? [null, null] : pairs[index];
  if (!chosen) throw unexpected(`index to be below ${pairs.length}`, index, "choose one of the options");
  [state.label, state.value] = chosen;
}

function settleSeveral(state: Settling, changes: Readonly<Settling>): void {
  const pairs = pairsOf(state.options);
  const given = (name: string) => changes[name] !== undefined;
  if (given("options")) {
    state.index = [];
    state._optionsLabels = pairs.map(([label]) => label);
  }
  if (given("index")) state.index = changes.index;
  for (const by of ["label", "value"] as const) {
    if (given(by)) state.index = (changes[by] as unknown[]).map((wanted) => placeOf(pairs, by, wanted));
  }
  const chosen = (state.index as number[]).map((at) => pairs[at]);
  if (!chosen.every((pair) => pair !== undefined)) {
    throw unexpected(`index to hold numbers below ${pairs.length}`, state.index, "choose some of the options");
  }
  state.label = chosen.map(([label]) => label);
  state.value = chosen.map(([, value]) => value);
}

const local = <Value>(initial: Value) => ({ ...anything(initial), local: true });
const labels = { ...entered, _optionsLabels: listOf(text()) };
const one = { ...labels, options: local<unknown>([]), index: orNull(int(0)), value: local(null), label: local(null) };
const several = {
  ...labels,
  options: local<unknown>([]),
  index: listOf(int(0)),
  value: local<unknown>([]),
  label: local<unknown>([]),
};

function kindOf<X extends Traits>(name: string, traits: X) {
  const module = ["@jupyter-widgets/controls", "2.0.0"] as const;
  return { name, module, model: `${name}Model`, view: `${name}View`, traits };
}

function selection<X extends Traits>(name: string, own: X): SelectionClass<typeof entered & X> {
  const made = widgetClass({ ...kindOf(name, { ...one, ...own }), settle: settleOne });
  return made as unknown as SelectionClass<typeof entered & X>;
}

function severalSelection<X extends Traits>(name: string, own: X): SeveralClass<typeof entered & X> {
  const made = widgetClass({ ...kindOf(name, { ...several, ...own }), settle: settleSeveral });
  return made as unknown as SeveralClass<typeof entered & X>;
}

const described = { style: part(styles.description) };
const rows = { ...described, rows: orNull(int(5), 5) };
const slid = {
  style: part(styles.slider),
  continuousUpdate: flag(true),
  orientation: oneOf("horizontal", "vertical"),
  readout: flag(true),
  behavior: oneOf("drag-tap", "drag-snap", "tap", "drag", "snap"),
};

/**
 * A list that opens, of which one is chosen.
 * @example
 * const kind = new Dropdown({ options: ["relu", "tanh"], value: "tanh", description: "activation" });
 * [kind.value, kind.index] // → ["tanh", 1]
 * new Dropdown({ options: { slow: 0.01, fast: 0.5 } }).value // → 0.01
 */
export const Dropdown = selection("Dropdown", described);
export type Dropdown<T> = SelectionOf<T, typeof entered & typeof described>;

const radio = { ...described, orientation: oneOf("vertical", "horizontal") };
/**
 * Buttons of which one is pressed, below each other.
 * @example
 * new RadioButtons({ options: ["circle", "spiral"], index: 1 }).value // → "spiral"
 */
export const RadioButtons = selection("RadioButtons", radio);
export type RadioButtons<T> = SelectionOf<T, typeof entered & typeof radio>;

/**
 * A list in view, of which one is chosen.
 * @example
 * new Select({ options: [1, 2, 4], rows: 3 }).value // → 1
 */
export const Select = selection("Select", rows);
export type Select<T> = SelectionOf<T, typeof entered & typeof rows>;

/**
 * A slider over options.
 * @example
 * new SelectionSlider({ options: [1, 10, 100], value: 10 }).label // → "10"
 */
export const SelectionSlider = selection("SelectionSlider", slid);
export type SelectionSlider<T> = SelectionOf<T, typeof entered & typeof slid>;

const toggles = {
  style: part(styles.toggleButtons),
  buttonStyle: meaning(),
  /** Names of Font Awesome's icons, one a button. */
  icons: listOf(text()),
  tooltips: listOf(text()),
};
/**
 * Buttons in a row of which one is pressed.
 * @example
 * new ToggleButtons({ options: ["train", "test"] }).value // → "train"
 */
export const ToggleButtons = selection("ToggleButtons", toggles);
export type ToggleButtons<T> = SelectionOf<T, typeof entered & typeof toggles>;

/**
 * A list in view, of which any number is chosen.
 * @example
 * new SelectMultiple({ options: ["x1", "x2", "x1x2"], value: ["x1", "x1x2"] }).index // → [0, 2]
 */
export const SelectMultiple = severalSelection("SelectMultiple", rows);
export type SelectMultiple<T> = SeveralOf<T, typeof entered & typeof rows>;
