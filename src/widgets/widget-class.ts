import type { OptionsOf, StateOf, Traits } from "./trait.ts";
import { type Kind, Widget } from "./widget.ts";

/** A class of widgets with these properties. */
export type WidgetClass<T extends Traits> = new (options?: OptionsOf<T>) => Widget<StateOf<T>> & StateOf<T>;

/** The class of a kind of widgets: each of its traits is a property. */
export function widgetClass<const T extends Traits>(kind: Kind & { readonly traits: T }): WidgetClass<T> {
  const made = class extends Widget<StateOf<T>> {
    constructor(options: OptionsOf<T> = {}) {
      super(kind, options);
    }
  };
  Object.defineProperty(made, "name", { value: kind.name });
  for (const name of Object.keys(kind.traits) as (keyof T & string)[]) {
    Object.defineProperty(made.prototype, name, {
      get(this: Widget<StateOf<T>>) {
        return this.get(name);
      },
      set(this: Widget<StateOf<T>>, value: StateOf<T>[typeof name]) {
        this.set({ [name]: value } as unknown as Partial<StateOf<T>>);
      },
    });
  }
  return made as WidgetClass<T>;
}
