import { widgetNamed } from "./registry.ts";
import type { OptionsOf, StateOf, Trait, Traits } from "./trait.ts";
import { Widget } from "./widget.ts";
import type { WidgetClass } from "./widget-class.ts";
import { unexpected } from "./widget-error.ts";

const named = (widget: Widget): string | null => {
  const id = widget.open();
  return id === undefined ? null : `IPY_MODEL_${id}`;
};

/** Another widget, such as a child of a box; in messages it is named by its id. */
export const widget = (): Trait<Widget> => ({
  initial: () => {
    throw unexpected("a widget", undefined, "give one");
  },
  check(value, name) {
    if (value instanceof Widget) return value;
    throw unexpected(`${name} to be a widget`, value, `set ${name} to a widget, such as new Label({ value: "text" })`);
  },
  toWire: named,
  fromWire: widgetNamed,
});

/** A widget of one class that belongs to this one, made from plain properties: a layout, a style. */
export const part = <T extends Traits>(
  Part: WidgetClass<T>,
): Trait<Widget<StateOf<T>> & StateOf<T>, OptionsOf<T> | (Widget<StateOf<T>> & StateOf<T>)> => ({
  initial: () => new Part(),
  check(value, name) {
    if (value instanceof Part) return value;
    if (typeof value === "object" && value !== null && !(value instanceof Widget))
      return new Part(value as OptionsOf<T>);
    throw unexpected(`${name} to be its properties`, value, `write { ${name}: { width: "50%" } }`);
  },
  toWire: named,
  fromWire: widgetNamed,
});
