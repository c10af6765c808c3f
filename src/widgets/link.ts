import type { Trait } from "./trait.ts";
import { Widget } from "./widget.ts";
import { unexpected } from "./widget-error.ts";

/** A property of a widget: the widget, and the property's name. */
export type PropertyOf<W extends Widget> = readonly [widget: W, property: keyof W & string];

type End = readonly [Widget, string];

const end = (): Trait<End> => ({
  initial: () => {
    throw unexpected("a widget and its property", undefined, 'write [slider, "value"]');
  },
  check(value, name) {
    const [widget, property] = Array.isArray(value) ? value : [];
    if (!(widget instanceof Widget)) {
      throw unexpected(`${name} to be a widget and its property`, value, 'write [slider, "value"]');
    }
    widget.wireName(property);
    return value as unknown as End;
  },
  toWire: ([widget, property]) => [`IPY_MODEL_${widget.open()}`, widget.wireName(property)],
});

/** Two properties that the page keeps alike, without asking the kernel. */
export class Link extends Widget {
  /** @internal */
  constructor(model: "LinkModel" | "DirectionalLinkModel", source: End, target: End) {
    const module = ["@jupyter-widgets/controls", "2.0.0"] as const;
    super({ name: "Link", module, model, view: null, traits: { source: end(), target: end() } }, { source, target });
    this.open();
  }

  /** Parts the two. */
  unlink(): void {
    this.close();
  }
}

/**
 * Keeps two properties alike in the page, whichever changes, also where no kernel runs.
 * @throws {WidgetError} for what is no widget, or no property of it
 * @example
 * const [play, step] = [new Play({ max: 10 }), new IntSlider({ max: 10 })];
 * jslink([play, "value"], [step, "value"]).closed // → false
 */
export function jslink<A extends Widget, B extends Widget>(source: PropertyOf<A>, target: PropertyOf<B>): Link {
  return new Link("LinkModel", source, target);
}

/**
 * Lets a property in the page follow another, but not the other way round.
 * @throws {WidgetError} for what is no widget, or no property of it
 * @example
 * const [slider, bar] = [new IntSlider(), new IntProgress()];
 * jsdlink([slider, "value"], [bar, "value"]).closed // → false
 */
export function jsdlink<A extends Widget, B extends Widget>(source: PropertyOf<A>, target: PropertyOf<B>): Link {
  return new Link("DirectionalLinkModel", source, target);
}

/** What a property of a widget holds. */
type ValueOf<W, K> = K extends keyof W ? W[K] : never;

/**
 * Keeps two properties alike in the kernel, whichever changes: the target takes the source's value now.
 * @returns what parts the two
 * @throws {WidgetError} for what is no widget, no property of it, or a value that the other refuses
 * @example
 * const [a, b] = [new IntSlider({ value: 3 }), new IntText()];
 * link([a, "value"], [b, "value"]);
 * [b.value, (b.value = 7), a.value] // → [3, 7, 7]
 */
export function link<A extends Widget, B extends Widget>(source: PropertyOf<A>, target: PropertyOf<B>): () => void {
  const ends = [dlink(source, target), dlink(target, source)];
  return () => {
    for (const end of ends) end();
  };
}

/**
 * Lets a property follow another in the kernel, but not the other way round.
 * @param transform What becomes of a value on its way. Default nothing.
 * @returns what ends it
 * @throws {WidgetError} for what is no widget, no property of it, or a value that the target refuses
 * @example
 * const [n, words] = [new IntSlider({ value: 3 }), new Label()];
 * dlink([n, "value"], [words, "value"], (value) => `${value} neurons`);
 * words.value // → "3 neurons"
 */
export function dlink<A extends Widget, K extends keyof A & string, B extends Widget>(
  source: readonly [widget: A, property: K],
  target: PropertyOf<B>,
  transform: (value: ValueOf<A, K>) => unknown = (value) => value,
): () => void {
  const [from, to] = [end().check(source, "source"), end().check(target, "target")];
  const follow = (value: unknown) => to[0].set({ [to[1]]: transform(value as ValueOf<A, K>) } as object);
  follow(from[0].get(from[1] as never));
  return from[0].observe(from[1] as never, ({ value }: { value: unknown }) => follow(value));
}
