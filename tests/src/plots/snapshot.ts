import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import * as vega from "vega";
import { compile } from "vega-lite";
import type { Chart } from "../../../src/plots/index.ts";

const folder = join(import.meta.dirname, "output");

/**
 * Draws a chart without a browser; anything that vega, vega-lite or the console warn of is an error.
 * @param sliders Where to move the chart's sliders first.
 */
export async function draw(chart: Chart, sliders: Record<string, number> = {}): Promise<string> {
  const warnings: string[] = [];
  const warn = (...texts: unknown[]) => {
    warnings.push(texts.map(String).join(" "));
    return logger;
  };
  const silent = () => logger;
  const logger = { level: silent, warn, error: warn, info: silent, debug: silent } as unknown as vega.LoggerInterface;
  const before = { warn: console.warn, error: console.error };
  Object.assign(console, { warn, error: warn });
  try {
    const { spec } = compile(chart, { logger });
    const view = new vega.View(vega.parse(spec), { renderer: "none", logger });
    for (const [name, value] of Object.entries(sliders)) view.signal(name, value);
    // vega numbers clip paths and gradients through the whole process: a chart's picture would depend on those before it.
    (vega as unknown as { resetSVGDefIds(): void }).resetSVGDefIds();
    const svg = await view.toSVG();
    expect(warnings, "warnings while drawing").to.deep.equal([]);
    return `${svg}\n`;
  } finally {
    Object.assign(console, before);
  }
}

/**
 * Compares a chart's specification and picture with those kept in output/. What is missing is written (a mistake
 * where CI=true); what differs is left beside as `name-changed.svg` and `.json`, to be looked at.
 */
export async function expectSnapshot(name: string, chart: Chart): Promise<void> {
  const svg = await draw(chart);
  expect(chart.description, "what those hear who do not see it").to.match(/\w+\W+\w+\W+\w+/);
  const changes = [compare(`${name}.json`, `${JSON.stringify(chart, null, 1)}\n`), compare(`${name}.svg`, svg)];
  expect(changes.filter(Boolean), `look at what changed in tests/src/plots/output`).to.deep.equal([]);
}

function compare(file: string, now: string): string | undefined {
  const path = join(folder, file);
  const changed = path.replace(/(\.\w+)$/, "-changed$1");
  if (!existsSync(path)) {
    if (process.env.CI === "true") return `${file} is missing: run the tests without CI=true, look at it, commit it`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, now);
    return undefined;
  }
  if (readFileSync(path, "utf8") === now) {
    rmSync(changed, { force: true });
    return undefined;
  }
  writeFileSync(changed, now);
  return `${file} is not what it was: if the new one is right, move ${changed} over it`;
}
