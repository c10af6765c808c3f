import { readFileSync } from "node:fs";
import { expect } from "chai";
import * as widgets from "../../../src/widgets/index.ts";
import { FakePage } from "./fake-page.ts";

const oracle = JSON.parse(readFileSync(new URL("./oracles/widgets.json", import.meta.url), "utf8")) as {
  ipywidgets: string;
  widgets: Record<string, object>;
  links: Record<"jslink" | "jsdlink", object>;
};

/** A model's state as the page was told it, the models that it names in place of their names. */
function told(page: FakePage, id: string): Record<string, unknown> {
  const entries = Object.entries(page.stateOf(id)).map(([name, value]) => {
    const named = typeof value === "string" && value.startsWith("IPY_MODEL_");
    return [name, named ? told(page, value.slice("IPY_MODEL_".length)) : value] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe(`the states of widgets, beside those of ipywidgets ${oracle.ipywidgets}`, () => {
  const page = new FakePage();
  before(() => page.enter());
  after(() => page.leave());

  for (const [name, wanted] of Object.entries(oracle.widgets)) {
    it(`are the same for a new ${name}`, () => {
      const Made = (widgets as unknown as Record<string, new () => widgets.Widget>)[name];
      if (!Made) throw new Error(`there is no ${name}`);
      const id = new Made().open() ?? "";
      // Bytes travel beside the state.
      const { value, ...rest } = wanted as { value?: unknown };
      expect(told(page, id)).to.deep.equal(value === "bytes" ? rest : wanted);
    });
  }

  it("are the same for links", () => {
    const [play, slider] = [new widgets.Play(), new widgets.IntSlider()];
    for (const [name, make] of Object.entries({ jslink: widgets.jslink, jsdlink: widgets.jsdlink })) {
      const id = make([play, "value"], [slider, "value"]).open() ?? "";
      const { source, target, ...rest } = page.stateOf(id);
      expect(rest).to.deep.equal(oracle.links[name as "jslink"]);
      expect([source, target]).to.deep.equal([
        [`IPY_MODEL_${play.open()}`, "value"],
        [`IPY_MODEL_${slider.open()}`, "value"],
      ]);
    }
  });
});
