import { differs, rendering } from "../../playground/page/link.ts";
import type { DrawnPoint, Frame } from "../drawing.ts";
import type { Progress } from "../learner.ts";
import type { PointClassifierSettings } from "../settings.ts";
import { mount } from "./mount.ts";

export { mount };

/** What page and kernel share. */
interface State {
  settings: PointClassifierSettings;
  drawn: readonly DrawnPoint[];
  frame: Frame;
  playing: boolean;
  report: Progress | null;
}

const render = rendering<State, ReturnType<typeof mount>>({
  every: 500,
  mount(el, model, { save, report }) {
    const reported = model.get("report");
    return mount(el, {
      ...{ set: model.get("settings"), drawn: model.get("drawn"), frame: model.get("frame") },
      ...(reported ? { report: reported } : {}),
      onSettings: (settings) => save("settings", settings),
      onDrawn: (drawn) => save("drawn", drawn),
      onPlaying: (playing) => save("playing", playing),
      onProgress: report,
    });
  },
  changed: {
    settings(settings, view) {
      if (differs(settings, view.settings)) view.change(settings, false);
    },
    drawn(drawn, view) {
      if (differs(drawn, view.drawn)) view.draw(drawn, false);
    },
  },
});

export default { render };
