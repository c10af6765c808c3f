import { readFileSync } from "node:fs";
import { visible } from "./controls.ts";
import { anything, type OptionsOf, type StateOf, type Trait, type Traits, text } from "./trait.ts";
import { type Kind, Widget } from "./widget.ts";
import { unexpected } from "./widget-error.ts";

/** What a widget of one's own is made from. */
export interface AnyWidgetParts<S extends object> {
  /**
   * The module that draws it: JavaScript whose default export has `render({ model, el })`, as text, or the URL of a file
   * that holds it. (anywidget's front-end module.)
   */
  esm: string | URL;
  /** Its style sheet, in the same ways. */
  css?: string | URL;
  /** The properties that both sides share, with their first values; typed arrays travel as bytes. */
  state?: S;
  /** Where and how large it is. */
  layout?: OptionsOf<typeof visible>["layout"];
}

const own = { ...visible, _esm: text(), _css: text(), _anywidget_id: text() };
type Own = StateOf<typeof own>;

/** The properties of every widget under their names in messages; those of one's own module keep their names. */
const spellings: Readonly<Record<string, string>> = { _domClasses: "_dom_classes" };

/** A widget drawn by a module of one's own. */
export class AnyWidget<S extends object> extends Widget<S & Own> {
  /** Where and how large it is. */
  declare layout: Own["layout"];

  /** @internal */
  constructor(kind: Kind, given: object) {
    super(kind, given);
    for (const name of Object.keys(kind.traits)) {
      const key = name as keyof (S & Own) & string;
      Object.defineProperty(this, name, {
        get: () => this.get(key),
        set: (value) => {
          this.set({ [name]: value } as Partial<S & Own>);
        },
        enumerable: true,
      });
    }
  }

  /** Sends a message to the module, which hears it by `model.on("msg:custom", (content, buffers) => …)`. */
  send(content: unknown, buffers: readonly (ArrayBufferLike | ArrayBufferView)[] = []): void {
    this.sendCustom(content, buffers);
  }

  /**
   * From here on `handler` gets what the module sends by `model.send(content, undefined, buffers)`.
   * @returns what ends it
   */
  onMessage(handler: (content: unknown, buffers: Uint8Array[]) => unknown): () => void {
    return this.onCustom(handler);
  }
}

type Typed = ArrayBufferView & { constructor: new (buffer: ArrayBufferLike) => unknown };

/** A property that holds values like its first one: of the same primitive type, or an array, or of the same typed array. */
function like(first: unknown): Trait<unknown> {
  if (ArrayBuffer.isView(first)) {
    const Kept = (first as Typed).constructor;
    return { ...anything(first), fromWire: (wire) => (wire instanceof Uint8Array ? new Kept(wire.buffer) : wire) };
  }
  const kind = (value: unknown) => (Array.isArray(value) ? "array" : typeof value);
  if (first === null || kind(first) === "object") return anything(first);
  return {
    initial: () => first,
    check(value, name) {
      if (kind(value) === kind(first)) return value;
      throw unexpected(
        `${name} to be a ${kind(first)}, as at first`,
        value,
        "begin with null for what may be anything",
      );
    },
  };
}

const textOf = (source: string | URL) =>
  source instanceof URL && source.protocol === "file:" ? readFileSync(source, "utf8") : String(source);

let made = 0;

/** The kind of a widget drawn by a module of one's own, and what it begins with. */
export function ownKind({ esm, css = "", state = {}, layout }: AnyWidgetParts<object>): [kind: Kind, given: object] {
  if (typeof esm !== "string" && !(esm instanceof URL)) {
    const todo = 'write { esm: "export default { render({ model, el }) { … } }" }';
    throw unexpected("esm to be a module as text or the URL of a file", esm, todo);
  }
  const taken = Object.keys(state).find((name) => name in Widget.prototype || Object.hasOwn(own, name));
  if (taken !== undefined) throw unexpected("properties that no widget has yet", taken, "give it another name");
  const traits: Traits = {
    ...own,
    ...Object.fromEntries(Object.entries(state).map(([name, first]) => [name, like(first)])),
  };
  const kind: Kind = {
    name: "AnyWidget",
    module: ["anywidget", "~0.11.0"],
    model: "AnyModel",
    view: "AnyView",
    traits,
    wireName: (name) => spellings[name] ?? name,
  };
  const named = { _esm: textOf(esm), _css: textOf(css), _anywidget_id: `axonlab.${++made}` };
  return [kind, { ...named, ...(layout ? { layout } : {}) }];
}

/**
 * A widget drawn by a module of one's own, with shared properties and messages both ways (anywidget, which JupyterLab has
 * here).
 * @throws {WidgetError} without `esm`, or for a property called as one that every widget has
 * @example
 * const esm = "export default { render({ model, el }) { el.textContent = model.get('count'); } }";
 * const counter = anyWidget({ esm, state: { count: 1 } });
 * counter.count // → 1
 */
export function anyWidget<S extends object = Record<never, never>>(parts: AnyWidgetParts<S>): AnyWidget<S> & S {
  return new AnyWidget<S>(...ownKind(parts)) as AnyWidget<S> & S;
}
