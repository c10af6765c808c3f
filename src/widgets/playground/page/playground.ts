import type { OwnData } from "../problems.ts";
import type { PlaygroundSettings } from "../settings.ts";
import { differs, rendering } from "./link.ts";
import { mount, type Report } from "./mount.ts";

export { mount };

/** What page and kernel share. */
interface State {
  settings: PlaygroundSettings;
  own: OwnData | null;
  playing: boolean;
  report: Report | null;
}

const render = rendering<State, ReturnType<typeof mount>>({
  every: 300,
  mount(el, model, { save, report }) {
    const [own, reported] = [model.get("own"), model.get("report")];
    return mount(el, {
      set: model.get("settings"),
      ...(own ? { own } : {}),
      ...(reported ? { report: reported } : {}),
      settings: (settings) => save("settings", settings),
      playing: (playing) => save("playing", playing),
      frame: report,
    });
  },
  changed: {
    settings(settings, view) {
      if (differs(settings, view.settings)) view.change(settings, false);
    },
  },
});

export default { render };
