import { expect } from "chai";
import * as vega from "vega";
import { compile } from "vega-lite";
import { examplePrices, ownOrRent } from "../../../src/index.ts";
import { costCalculator } from "../../../src/plots/index.ts";

interface Row {
  month?: number;
  way?: string;
  cost?: number;
  word?: string;
}

/** What the chart computes when its sliders stand so: its lines' ends and what it says. */
async function computed(signals: Record<string, number>) {
  const { spec } = compile(costCalculator());
  const view = new vega.View(vega.parse(spec), { renderer: "none" });
  for (const [name, value] of Object.entries(signals)) view.signal(name, value);
  await view.runAsync();
  const rows = (spec.data ?? []).flatMap(({ name }) => view.data(name)) as Row[];
  const cost = (way: string, month: number) => rows.find((row) => row.way === way && row.month === month)?.cost;
  return { cost, word: rows.find(({ word }) => word !== undefined)?.word };
}

describe("the cost calculator", () => {
  it("reckons as ownOrRent does, wherever its sliders stand", async () => {
    for (const [hours, rentPerHour, purchase] of [
      [160, 0.7, 3099],
      [730, 0.7, 3099],
      [300, 2.5, 12_000],
      [40, 0.35, 1500],
    ] as const) {
      const prices = { ...examplePrices, rentPerHour, purchase };
      const costs = ownOrRent({ hoursPerMonth: hours, months: 48, prices });
      const { cost, word } = await computed({ hours, rentPerHour, purchase });
      for (const month of [0, 7, 48]) {
        expect(cost("own", month)).to.be.closeTo(costs.own[month] as number, 1e-6);
        expect(cost("rent", month)).to.be.closeTo(costs.rent[month] as number, 1e-6);
      }
      if (costs.breakEven === undefined) expect(word).to.match(/stays cheaper|after month 48/);
      else expect(word).to.equal(`owning pays from month ${costs.breakEven} on`);
    }
  });

  it("refuses prices beyond its sliders, and hours that a month has not", () => {
    expect(() => costCalculator({ hoursPerMonth: 800 })).to.throw("730");
    expect(() => costCalculator({ prices: { ...examplePrices, purchase: 1e6 } })).to.throw("prices.purchase");
  });
});
