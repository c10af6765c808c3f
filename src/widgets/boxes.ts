import { control, visible } from "./controls.ts";
import { int, listOf, type OptionsOf, oneOf, orNull, type StateOf, type Traits, text } from "./trait.ts";
import type { Widget } from "./widget.ts";
import type { WidgetClass } from "./widget-class.ts";
import { widget } from "./widget-traits.ts";

const boxed = {
  ...visible,
  /** What is in it. */
  children: listOf(widget()),
  /** Its colour by its meaning. */
  boxStyle: oneOf("", "success", "info", "warning", "danger"),
};

/** A class of boxes: made from their children, or from all properties. */
export type BoxClass<T extends Traits> = new (
  childrenOrOptions?: readonly Widget[] | OptionsOf<T>,
  options?: OptionsOf<T>,
) => Widget<StateOf<T>> & StateOf<T>;

function box<const T extends Traits>(name: string, traits: T): BoxClass<T> {
  const Base = control(name, traits) as unknown as WidgetClass<Traits>;
  const made = class extends Base {
    constructor(first: readonly Widget[] | OptionsOf<Traits> = {}, options: OptionsOf<Traits> = {}) {
      super(Array.isArray(first) ? { ...options, children: first } : (first as OptionsOf<Traits>));
    }
  };
  Object.defineProperty(made, "name", { value: name });
  return made as unknown as BoxClass<T>;
}

const framed = {
  ...boxed,
  /** Which one is seen; null: none. */ selectedIndex: orNull(int(0)),
  titles: listOf(text()),
};

/**
 * Widgets beside each other.
 * @example
 * new HBox([new Label({ value: "a" }), new Label({ value: "b" })]).children.length // → 2
 */
export const HBox = box("HBox", boxed);
export type HBox = InstanceType<typeof HBox>;

/**
 * Widgets below each other.
 * @example
 * new VBox([new Label({ value: "a" })], { boxStyle: "info" }).boxStyle // → "info"
 */
export const VBox = box("VBox", boxed);
export type VBox = InstanceType<typeof VBox>;

/**
 * Widgets as the layout's flexbox says.
 * @example
 * new Box([new Label()], { layout: { flexFlow: "row wrap" } }).layout.flexFlow // → "row wrap"
 */
export const Box = box("Box", boxed);
export type Box = InstanceType<typeof Box>;

/**
 * Widgets in a grid.
 * @example
 * new GridBox([new Label(), new Label()], { layout: { gridTemplateColumns: "1fr 1fr" } }).children.length // → 2
 */
export const GridBox = box("GridBox", boxed);
export type GridBox = InstanceType<typeof GridBox>;

/**
 * One widget at a time, each with a tab.
 * @example
 * new Tab([new Label(), new Label()], { titles: ["data", "network"], selectedIndex: 0 }).titles[1] // → "network"
 */
export const Tab = box("Tab", framed);
export type Tab = InstanceType<typeof Tab>;

/**
 * Widgets that open and close under their titles.
 * @example
 * new Accordion([new Label()], { titles: ["more"] }).selectedIndex // → null
 */
export const Accordion = box("Accordion", framed);
export type Accordion = InstanceType<typeof Accordion>;

/**
 * One widget at a time, chosen by code.
 * @example
 * new Stack([new Label(), new Label()], { selectedIndex: 1 }).selectedIndex // → 1
 */
export const Stack = box("Stack", framed);
export type Stack = InstanceType<typeof Stack>;
