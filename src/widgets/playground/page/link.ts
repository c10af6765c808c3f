/** As much of anywidget's model as is needed, for the properties S that page and kernel share. */
export interface PageModel<S> {
  get<K extends keyof S & string>(name: K): S[K];
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(name: string, handler: (content: { command?: string }) => void): void;
  off(name: string, handler: unknown): void;
}

/** What a view in the page can be told by the kernel. */
interface PageView {
  step(): void;
  reset(): void;
  setPlaying(playing: boolean, quietly: boolean): void;
  destroy(): void;
}

/** How a view says what happened in the page. */
export interface Teller<S> {
  /** Gives the kernel a property's new value. */
  save<K extends keyof S & string>(name: K, value: S[K]): void;
  /** Tells it how far the training is: at once if it was not told lately, else as soon as it may be again. */
  report(progress: () => S[keyof S & "report"]): void;
}

/** How a view and the kernel are linked. */
interface Link<S, V> {
  /** How often the kernel is told how far the training is, in milliseconds. */
  every: number;
  mount(el: HTMLElement, model: PageModel<S>, teller: Teller<S>): V;
  /** What to do about properties that the kernel has changed; it hears of what the page itself changed, too. */
  changed: { readonly [K in keyof S]?: (value: S[K], view: V) => void };
}

/** Whether two values of a property say something else. */
export const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

/** The `render` of an anywidget whose network learns in the page. */
export function rendering<S extends { playing: boolean; report: unknown }, V extends PageView>(link: Link<S, V>) {
  return ({ model, el }: { model: PageModel<S>; el: HTMLElement }): (() => void) => {
    let told = 0;
    let late: ReturnType<typeof setTimeout> | undefined;
    const save = (name: string, value: unknown) => {
      model.set(name, value);
      model.save_changes();
    };
    const report = (progress: () => unknown) => {
      const tell = () => {
        told = performance.now();
        late = undefined;
        save("report", progress());
      };
      late ??= setTimeout(tell, Math.max(0, told + link.every - performance.now()));
    };
    const view = link.mount(el, model, { save, report });
    const commands: Readonly<Record<string, () => void>> = { step: () => view.step(), reset: () => view.reset() };
    const changes = Object.keys(link.changed).map((key) => {
      const name = key as keyof S & string;
      return [`change:${name}`, () => link.changed[name]?.(model.get(name), view)] as const;
    });
    const handlers = [
      ...changes,
      ["change:playing", () => view.setPlaying(model.get("playing"), true)] as const,
      ["msg:custom", ({ command }: { command?: string }) => commands[String(command)]?.()] as const,
    ];
    for (const [name, handler] of handlers) model.on(name, handler);
    if (model.get("playing")) view.setPlaying(true, true);
    return () => {
      clearTimeout(late);
      for (const [name, handler] of handlers) model.off(name, handler);
      view.destroy();
    };
  };
}
