import { promiseHooks } from "node:v8";
import type { Shield } from "./shield.ts";

const { then } = Promise.prototype;

/**
 * Holds the promises that V8 makes for scripts in REPL mode: one each, whether the script awaits anything or not. The
 * inspector awaits it (in this mode it does not ask) and watches it weakly: when it is collected before the inspector has
 * seen it settle, the inspector answers "Promise was collected" in the midst of the collection. From Node 22 on no
 * JavaScript may be called there, so this session's callback ends the process ("Invoke in DisallowJavascriptExecutionScope").
 * An interrupt leaves such promises behind: the script never goes on, or V8 throws the queue of microtasks away, and with
 * it the inspector's own. No JavaScript gets at that promise but a promise hook, which sees it as the first one made.
 */
export class ScriptPromises {
  readonly #held = new Set<Promise<unknown>>();
  readonly #shield: Shield;
  /** Takes the hook off; may be called again. */
  #stop: () => void = () => undefined;

  constructor(shield: Shield) {
    this.#shield = shield;
  }

  /** Calls `evaluate`, and holds the promise of the script that it evaluates until the inspector has seen it settle. */
  during(evaluate: () => void): void {
    let promise: Promise<unknown> | undefined;
    const hook = (made: Promise<unknown>) => {
      this.#stop();
      if (promise) return;
      promise = made;
      this.#held.add(made);
    };
    // Whole: a hook that nobody can take off would be called for every promise from then on.
    this.#shield.run(() => {
      this.#stop();
      this.#stop = promiseHooks.onInit(hook) as () => void;
    });
    evaluate();
    // A script that does not compile has none. No shield: what was just terminated must return first.
    this.#stop();
    if (!promise) return;
    const own = promise;
    const release = () => {
      this.#held.delete(own);
    };
    // The inspector's reaction was added before, so this one comes after it.
    void then.call(own, release, release);
  }

  /** Whether an inspector session still watches one. */
  get some(): boolean {
    return this.#held.size > 0;
  }

  /** Lets all go, once the session that watched them is closed. */
  clear(): void {
    this.#held.clear();
  }
}
