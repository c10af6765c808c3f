import type { DrawnPoint, Frame } from "../drawing.ts";
import type { Progress } from "../learner.ts";
import type { PointClassifierSettings } from "../settings.ts";
import { mount } from "./mount.ts";

export { mount };

/** As much of anywidget's model as is needed. */
interface Model {
  get(name: "settings"): PointClassifierSettings;
  get(name: "drawn"): readonly DrawnPoint[];
  get(name: "frame"): Frame;
  get(name: "playing"): boolean;
  get(name: "report"): Progress | null;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(name: string, handler: (content: { command?: string }) => void): void;
  off(name: string, handler: unknown): void;
}

/** How often the kernel is told how far the learning is, in milliseconds. */
const EVERY = 500;

function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  let told = 0;
  let late: ReturnType<typeof setTimeout> | undefined;
  const save = (name: string, value: unknown) => {
    model.set(name, value);
    model.save_changes();
  };
  const report = model.get("report");
  const view = mount(el, {
    ...{ set: model.get("settings"), drawn: model.get("drawn"), frame: model.get("frame") },
    ...(report ? { report } : {}),
    onSettings: (settings) => save("settings", settings),
    onDrawn: (drawn) => save("drawn", drawn),
    onPlaying: (playing) => save("playing", playing),
    onProgress: (progress) => {
      const tell = () => {
        told = performance.now();
        late = undefined;
        save("report", progress());
      };
      if (late === undefined) late = setTimeout(tell, Math.max(0, told + EVERY - performance.now()));
    },
  });
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  const commands: Readonly<Record<string, () => void>> = { step: () => view.step(), reset: () => view.reset() };
  const handlers = {
    "change:settings": () => {
      if (differs(model.get("settings"), view.settings)) view.change(model.get("settings"), false);
    },
    "change:drawn": () => {
      if (differs(model.get("drawn"), view.drawn)) view.draw(model.get("drawn"), false);
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
