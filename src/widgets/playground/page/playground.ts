import type { OwnData } from "../problems.ts";
import type { PlaygroundSettings } from "../settings.ts";
import { mount, type Report } from "./mount.ts";

export { mount };

/** As much of anywidget's model as is needed. */
interface Model {
  get(name: "settings"): PlaygroundSettings;
  get(name: "own"): OwnData | null;
  get(name: "playing"): boolean;
  get(name: "report"): Report | null;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(name: string, handler: (content: { command?: string }) => void): void;
  off(name: string, handler: unknown): void;
}

/** How often the kernel is told how far the training is, in milliseconds. */
const EVERY = 300;

function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  let told = 0;
  let late: ReturnType<typeof setTimeout> | undefined;
  const save = (name: string, value: unknown) => {
    model.set(name, value);
    model.save_changes();
  };
  const [own, report] = [model.get("own"), model.get("report")];
  const view = mount(el, {
    set: model.get("settings"),
    ...(own ? { own } : {}),
    ...(report ? { report } : {}),
    settings: (settings) => save("settings", settings),
    playing: (playing) => save("playing", playing),
    frame: (whole) => {
      const tell = () => {
        told = performance.now();
        late = undefined;
        save("report", whole());
      };
      if (late === undefined) late = setTimeout(tell, Math.max(0, told + EVERY - performance.now()));
    },
  });
  const commands: Readonly<Record<string, () => void>> = { step: () => view.step(), reset: () => view.reset() };
  const handlers = {
    "change:settings": () => {
      const settings = model.get("settings");
      if (JSON.stringify(settings) !== JSON.stringify(view.settings)) view.change(settings, false);
    },
    "change:playing": () => view.setPlaying(model.get("playing"), true),
    "msg:custom": ({ command }: { command?: string }) => commands[String(command)]?.(),
  };
  for (const [name, handler] of Object.entries(handlers)) model.on(name, handler);
  if (model.get("playing")) view.setPlaying(true, true);
  return () => {
    clearTimeout(late);
    for (const [name, handler] of Object.entries(handlers)) model.off(name, handler);
    view.destroy();
  };
}

export default { render };
