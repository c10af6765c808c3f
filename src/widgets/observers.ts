/** What an observer is told. */
export interface Change<Value> {
  /** The property. */
  readonly name: string;
  /** Its value now. */
  readonly value: Value;
  /** Its value before. */
  readonly old: Value;
}

type Handler = (change: Change<unknown>) => unknown;

/** Who wants to know when a widget's properties change. */
export class Observers<S extends object> {
  #handlers: { name: string; handler: Handler }[] = [];

  add(name: keyof S & string, handler: Handler): () => void {
    const entry = { name, handler };
    this.#handlers.push(entry);
    return () => {
      this.#handlers = this.#handlers.filter((other) => other !== entry);
    };
  }

  remove(name: string | undefined, handler: Handler | undefined): void {
    const goes = (entry: { name: string; handler: Handler }) =>
      (name === undefined || entry.name === name) && (handler === undefined || entry.handler === handler);
    this.#handlers = this.#handlers.filter((entry) => !goes(entry));
  }

  /** Calls those whom the changes concern; returns what settles once all are done. */
  tell(changes: readonly Change<unknown>[]): unknown {
    const handlers = this.#handlers;
    const results = changes.flatMap((change) =>
      handlers.filter(({ name }) => name === change.name).map(({ handler }) => handler(change)),
    );
    return results.some((result) => result instanceof Promise) ? Promise.all(results) : undefined;
  }
}
