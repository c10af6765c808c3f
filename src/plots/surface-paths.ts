import { expected } from "../errors.ts";
import type { DescentPath } from "../nn/minimise.ts";
import { checkObject } from "../nn/options.ts";
import { checkInterval, checkList, checkVector } from "../nn/shapes.ts";
import { type Surface, type SurfaceName, surfaceOf } from "../nn/surfaces.ts";
import { chartOptions } from "./arguments.ts";
import { type LayeredChart, lines, sheet } from "./theme.ts";

/** The surface is sampled in so many cells along each axis, and their heights told apart in so many bands. */
const [cells, bands] = [40, 10];

/** The shapes of the marks on a path, so that paths are told apart without colour. */
const shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"];

/**
 * A loss surface from above, darker where it is lower, in bands that hold as many cells each; on it the paths that
 * optimizers took, with a slider for the step. (The lecture's picture of a landscape with a global and a local minimum.)
 * @param paths What `minimise` returned, for the same surface; at most 6.
 * @throws {NnError} for an unknown surface, no path or more than 6.
 * @example
 * surfacePaths("bowl", [minimise("bowl")]).title // → { text: "The way down: bowl", subtitle: "darker is lower; ✛ marks a lowest place" }
 */
export function surfacePaths(
  on: SurfaceName | Surface,
  paths: readonly DescentPath[],
  options: { title?: string } = {},
): LayeredChart {
  const { title } = chartOptions(options, { title: "text" });
  const ground = surfaceOf(on);
  if (checkList(paths, "paths").length === 0 || paths.length > lines.length) {
    throw expected(`1 to ${lines.length} paths`, paths, "give those that you want to compare");
  }
  Array.from<DescentPath>(paths).forEach(checkPath);
  checkDrawn(ground);
  const names = namesOf(paths);
  const longest = Math.max(...paths.map(({ points }) => points.length));
  const values = paths.flatMap(({ points, values: heights }, k) =>
    points.map(([x, y], step) => ({
      path: names[k] as string,
      step,
      x: round(x),
      y: round(y),
      f: round(heights[step] as number),
    })),
  );
  const [[left, right], [bottom, top]] = ground.domain;
  const axis = (field: string, domain: readonly [number, number]) => ({
    field,
    type: "quantitative" as const,
    title: field,
    scale: { domain: [...domain], nice: false },
    axis: { grid: false, tickCount: 5 },
  });
  const position = { x: axis("x", [left, right]), y: axis("y", [bottom, top]) };
  const legend = { orient: "bottom" as const, columns: 2, labelLimit: 260, symbolOpacity: 1 };
  const path = { field: "path", type: "nominal" as const, title: null, legend };
  const colour = { ...path, scale: { domain: names, range: lines.slice(0, names.length) } };
  const shown = [{ filter: "datum.step <= step" }];
  return {
    ...sheet,
    description: `${title ?? `The way down: ${ground.name}`}: the surface from above, darker where it is lower. ${paths.map(({ values: heights }, k) => `${names[k]}: from ${round(heights[0] as number)} to ${round(heights.at(-1) as number)} in ${heights.length - 1} steps`).join("; ")}. A slider goes through the steps.`,
    title: { text: title ?? `The way down: ${ground.name}`, subtitle: "darker is lower; ✛ marks a lowest place" },
    width: 400,
    height: 320,
    params: [
      { name: "step", value: longest - 1, bind: { input: "range", min: 0, max: longest - 1, step: 1, name: "step " } },
    ],
    layer: [
      {
        data: { values: heightBands(ground) },
        mark: { type: "rect", tooltip: null },
        encoding: {
          x: { ...position.x, field: "x" },
          y: { ...position.y, field: "y" },
          x2: { field: "x2" },
          y2: { field: "y2" },
          color: {
            field: "band",
            type: "quantitative",
            legend: null,
            scale: { domain: [0, bands - 1], range: ["#9A9A9A", "#FAFAFA"] },
          },
        },
      },
      {
        data: { values: ground.minima.map(([x, y]) => ({ x, y })) },
        mark: { type: "point", shape: "cross", size: 120, filled: true, color: "black", opacity: 1, tooltip: null },
        encoding: position,
      },
      {
        data: { values },
        transform: shown,
        mark: { type: "line", strokeWidth: 1.8, clip: true, tooltip: null },
        encoding: { ...position, color: { ...colour, legend: null }, order: { field: "step", type: "quantitative" } },
      },
      {
        data: { values },
        transform: shown,
        mark: { type: "point", filled: true, size: 26, opacity: 1, clip: true },
        encoding: {
          ...position,
          color: colour,
          shape: { ...path, scale: { domain: names, range: shapes.slice(0, names.length) } },
          tooltip: ["path", "step", "x", "y", "f"].map((field) => ({ field })),
        },
      },
    ],
    resolve: { scale: { color: "independent", shape: "independent" } },
  };
}

/** The surface in cells, each with its band from the lowest (0) up; every band holds as many cells. */
function heightBands({ f, domain: [[left, right], [bottom, top]] }: Surface) {
  const [dx, dy] = [(right - left) / cells, (top - bottom) / cells];
  const grid = Array.from({ length: cells * cells }, (_, k) => {
    const [x, y] = [left + (k % cells) * dx, bottom + Math.floor(k / cells) * dy];
    return { x: round(x), y: round(y), x2: round(x + dx), y2: round(y + dy), height: f(x + dx / 2, y + dy / 2) };
  });
  const heights = grid.map(({ height }) => height).sort((a, b) => a - b);
  const edges = Array.from(
    { length: bands - 1 },
    (_, k) => heights[Math.floor(((k + 1) * heights.length) / bands)] as number,
  );
  return grid.map(({ height, ...cell }) => ({ ...cell, band: edges.filter((edge) => height >= edge).length }));
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}

/** The paths' labels, numbered where several have the same. */
function namesOf(paths: readonly DescentPath[]): string[] {
  const names = paths.map(({ label, outcome }) => (outcome === "diverged" ? `${label} (diverged)` : label));
  return names.map((name, k) => {
    const before = names.slice(0, k).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

/** Refuses a surface of the user's own that lacks what is drawn of it. */
function checkDrawn({ name, domain, minima }: Surface): void {
  if (typeof name !== "string") throw expected("the surface's name to be a text", name, 'write "bowl"');
  if (checkList(domain, "the surface's domain").length !== 2)
    throw expected("the surface's domain to hold two intervals", domain, "write [[-3, 3], [-3, 3]]");
  for (const interval of domain) checkInterval(interval);
  Array.from(checkList(minima, "the surface's minima"), (place) => checkVector(place, "a lowest place", 2));
}

/** Refuses what no minimiser returned. */
function checkPath(path: DescentPath, k: number): void {
  const { label, points, values } = checkObject(path, `paths[${k}]`, 'minimise("bowl")');
  if (typeof label !== "string") throw expected(`paths[${k}].label to be a text`, label, 'give it minimise("bowl")');
  checkVector(values, `paths[${k}].values`, checkList(points, `paths[${k}].points`).length);
  Array.from(points, (point, i) => checkVector(point, `paths[${k}].points[${i}]`, 2));
}
