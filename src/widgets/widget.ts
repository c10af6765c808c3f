import { display } from "../nn/display.ts";
import { type BufferPath, putBuffers, takeBuffers } from "./buffers.ts";
import { type Comm, type CommMessage, findComms, type MimeBundle } from "./front-end.ts";
import { type Change, Observers } from "./observers.ts";
import { register, unregister } from "./registry.ts";
import { same } from "./same.ts";
import type { Traits } from "./trait.ts";
import { unexpected } from "./widget-error.ts";
import { wireName } from "./wire-names.ts";

/** The target of the comm that each widget has (widgets protocol 2.1). */
const TARGET = "jupyter.widget";
const PROTOCOL = "2.1.0";

/** A kind of widget: one row of the tables. */
export interface Kind {
  /** Its name in TypeScript. */
  readonly name: string;
  /** The module of the front end that has its model and view, and that module's version. */
  readonly module: readonly [name: string, version: string];
  /** The module that has its view, where that is another. */
  readonly viewModule?: readonly [name: string, version: string];
  readonly model: string;
  /** null where there is nothing to see. */
  readonly view: string | null;
  readonly traits: Traits;
  /** The properties' names in messages: by default in Python's spelling. */
  readonly wireName?: (name: string) => string;
  /** Makes the properties fit together, such as a value into its bounds, once `changes` are in the state. @throws {WidgetError} */
  settle?(state: Record<string, unknown>, changes: Readonly<Record<string, unknown>>): void;
}

type State = Record<string, unknown>;

/**
 * A widget: a part of the page with properties that both sides can change. It is made known to the page when it is
 * first shown, or first part of something that is.
 */
export class Widget<S extends object = object> {
  readonly #kind: Kind;
  #state: State = {};
  #comm: Comm | undefined;
  #closed = false;
  readonly #observers = new Observers<S>();
  readonly #hearers: ((content: unknown, buffers: Uint8Array[]) => unknown)[] = [];

  constructor(kind: Kind, given: object) {
    this.#kind = kind;
    const { traits } = kind;
    for (const name of Object.keys(given)) this.#require(name);
    for (const [name, trait] of Object.entries(traits)) {
      const value = (given as State)[name];
      this.#state[name] = value === undefined ? trait.initial() : trait.check(value, name);
    }
    kind.settle?.(this.#state, given as State);
  }

  /** The name of a property in messages. */
  wireName(name: string): string {
    this.#require(name);
    return (this.#kind.wireName ?? wireName)(name);
  }

  /** Whether it has been closed. */
  get closed(): boolean {
    return this.#closed;
  }

  /** The value of a property. */
  get<K extends keyof S & string>(name: K): S[K] {
    return this.#state[name] as S[K];
  }

  /**
   * Changes properties, all at once: the page is told, then those who observe.
   * @throws {WidgetError} for a property that is none, or a value that does not fit; then nothing changes.
   */
  set(changes: Partial<S>): void {
    this.#change(changes as State);
  }

  /**
   * From here on `handler` is called when the property changes, by whomever. What it returns is waited for before the
   * page sends the next change.
   * @returns what ends it
   */
  observe<K extends keyof S & string>(name: K, handler: (change: Change<S[K]>) => unknown): () => void {
    this.#require(name);
    return this.#observers.add(name, handler as (change: Change<unknown>) => unknown);
  }

  /** Ends what {@link observe} began; without a handler, for all of the property, without a name, for all. */
  unobserve<K extends keyof S & string>(name?: K, handler?: (change: Change<S[K]>) => unknown): void {
    this.#observers.remove(name, handler as ((change: Change<unknown>) => unknown) | undefined);
  }

  /** Takes it off the page for good; its properties stay readable. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#comm?.close();
    this.#ended();
  }

  /** The id of its model on the page, where it is made known now unless it was; undefined outside of a notebook. */
  open(): string | undefined {
    if (this.#closed) throw unexpected(`an open ${this.#kind.name}`, "a closed one", "make another");
    const comms = findComms();
    if (this.#comm || !comms) return this.#comm?.id;
    const { state, buffer_paths, buffers } = takeBuffers(this.wireState());
    const comm = comms.open(TARGET, {
      data: { state, buffer_paths },
      metadata: { version: PROTOCOL },
      buffers,
    });
    this.#comm = comm;
    register({ id: comm.id, wireState: () => this.wireState() });
    comm.onMessage((message) => this.#take(message));
    comm.onClose(() => this.#ended());
    return comm.id;
  }

  /** Sends a message of one's own to the view. */
  protected sendCustom(content: unknown, buffers: readonly (ArrayBufferLike | ArrayBufferView)[] = []): void {
    this.open();
    this.#comm?.send({ method: "custom", content }, { buffers });
  }

  /** From here on `handler` gets the view's own messages; returns what ends it. */
  protected onCustom(handler: (content: unknown, buffers: Uint8Array[]) => unknown): () => void {
    this.#hearers.push(handler);
    return () => void this.#hearers.splice(this.#hearers.indexOf(handler), 1);
  }

  /** Its whole state, as the page is told it; opens the widgets that it holds. */
  wireState(): State {
    const { module, viewModule = module, model, view } = this.#kind;
    return {
      _model_module: module[0],
      _model_module_version: module[1],
      _model_name: model,
      _view_module: viewModule[0],
      _view_module_version: viewModule[1],
      _view_name: view,
      _view_count: null,
      ...this.#wireOf(Object.keys(this.#kind.traits)),
    };
  }

  #wireOf(names: readonly string[]): State {
    const entries = names.flatMap((name) => {
      const { [name]: value } = this.#state;
      const trait = this.#kind.traits[name];
      return trait?.local ? [] : [[this.wireName(name), trait?.toWire ? trait.toWire(value) : value] as const];
    });
    return Object.fromEntries(entries);
  }

  #require(name: string): void {
    if (Object.hasOwn(this.#kind.traits, name)) return;
    const names = Object.keys(this.#kind.traits).join(", ");
    throw unexpected(`the name of a property of ${this.#kind.name}`, name, `use one of ${names}`);
  }

  /** @param told what the page knows already, by the names in messages */
  #change(changes: State, told: State = {}): unknown {
    const { traits, settle } = this.#kind;
    const next = { ...this.#state };
    for (const [name, value] of Object.entries(changes)) {
      this.#require(name);
      next[name] = traits[name]?.check(value, name);
    }
    settle?.(next, changes);
    const before = this.#state;
    const changed = Object.keys(next).filter((name) => !same(next[name], before[name]));
    this.#state = next;
    const wire = this.#comm && !this.#closed ? this.#wireOf(changed) : {};
    const unknown = Object.keys(wire).filter((key) => !(Object.hasOwn(told, key) && same(told[key], wire[key])));
    this.#send("update", Object.fromEntries(unknown.map((key) => [key, wire[key]])));
    return this.#observers.tell(changed.map((name) => ({ name, value: next[name], old: before[name] })));
  }

  #send(method: "update" | "echo_update", wire: State): void {
    if (!this.#comm || this.#closed || Object.keys(wire).length === 0) return;
    const { state, buffer_paths, buffers } = takeBuffers(wire);
    this.#comm.send({ method, state, buffer_paths }, { buffers });
  }

  #take({ data, buffers }: CommMessage): unknown {
    const { method, state, buffer_paths, content } = data as {
      method?: string;
      state?: State;
      buffer_paths?: BufferPath[];
      content?: unknown;
    };
    const methods: Record<string, () => unknown> = {
      update: () => this.#updated(state ?? {}, buffer_paths ?? [], buffers),
      request_state: () => this.#send("update", this.wireState()),
      custom: () => waitFor(this.#hearers.map((handler) => handler(content, buffers))),
    };
    return methods[String(method)]?.();
  }

  /** The page changed properties: it is told so at once, for other views and for the order of changes (echo updates). */
  #updated(state: State, paths: readonly BufferPath[], buffers: Uint8Array[]): unknown {
    putBuffers(state, paths, buffers);
    const { traits } = this.#kind;
    const known = Object.keys(traits).filter((name) => Object.hasOwn(state, this.wireName(name)));
    this.#send(
      "echo_update",
      Object.fromEntries(known.map((name) => [this.wireName(name), state[this.wireName(name)]])),
    );
    const changes = known.map((name) => {
      const wire = state[this.wireName(name)];
      const trait = traits[name];
      return [name, trait?.fromWire ? trait.fromWire(wire) : wire] as const;
    });
    return this.#change(Object.fromEntries(changes), state);
  }

  #ended(): void {
    this.#closed = true;
    if (this.#comm) unregister(this.#comm.id);
  }

  /** "FloatSlider({ value: 0.5, description: "η" })": what differs from the defaults. */
  toString(): string {
    const own = Object.entries(this.#kind.traits).filter(
      ([name, trait]) => !(this.#state[name] instanceof Widget) && !same(this.#state[name], trait.initial()),
    );
    const told = own.map(([name]) => `${name}: ${JSON.stringify(this.#state[name])}`.slice(0, 60));
    return `${this.#kind.name}({ ${told.join(", ")} })`;
  }

  /** In a notebook the widget is shown as itself. */
  [display](): MimeBundle {
    const plain = { "text/plain": this.toString() };
    const id = this.#closed || this.#kind.view === null ? undefined : this.open();
    if (id === undefined) return plain;
    return {
      "application/vnd.jupyter.widget-view+json": { version_major: 2, version_minor: 0, model_id: id },
      ...this.forms(),
      ...plain,
    };
  }

  /** Further forms of what is shown, for readers that know no widgets. */
  protected forms(): MimeBundle {
    return {};
  }
}

function waitFor(results: readonly unknown[]): unknown {
  return results.some((result) => result instanceof Promise) ? Promise.all(results) : undefined;
}
