import { Layout } from "./layout.ts";
import { flag, listOf, oneOf, orNull, type Traits, text } from "./trait.ts";
import type { Kind } from "./widget.ts";
import { type WidgetClass, widgetClass } from "./widget-class.ts";
import { part } from "./widget-traits.ts";

/** What every widget has that one can see. */
export const visible = {
  /** Where and how large it is. */
  layout: part(Layout),
  /** Whether the Tab key stops at it; null leaves it to the page. */
  tabbable: orNull(flag(true)),
  /** What is shown while the pointer rests on it. */
  tooltip: orNull(text()),
  /** Classes of CSS to add. */
  _domClasses: listOf(text()),
};

/** The text beside a widget. */
export const described = {
  ...visible,
  /** The text beside it; may hold LaTeX between dollar signs. */
  description: text(),
  /** Whether HTML in the description is taken for such. Default false. */
  descriptionAllowHtml: flag(false),
};

/** What takes input. */
export const entered = {
  ...described,
  /** Whether it takes no input. Default false. */
  disabled: flag(false),
};

/** The colour of a button by its meaning. */
export const meaning = () => oneOf("", "primary", "success", "info", "warning", "danger");

/** A class of widgets out of Jupyter's controls; its model is its name with "Model" behind it. */
export function control<const T extends Traits>(
  name: string,
  traits: T,
  { view = `${name}View`, settle }: { view?: string; settle?: Kind["settle"] } = {},
): WidgetClass<T> {
  return widgetClass({
    name,
    module: ["@jupyter-widgets/controls", "2.0.0"],
    model: `${name}Model`,
    view,
    traits,
    ...(settle ? { settle } : {}),
  });
}
