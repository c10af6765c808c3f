import { expected } from "../errors.ts";
import { written } from "../nn/notation.ts";
import { Value } from "../nn/value.ts";
import { chartOptions } from "./arguments.ts";
import { halo, place, words } from "./sketch.ts";
import { ink, type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** The size of a node's box and the height that a node takes, in pixels. */
const [boxWidth, boxHeight, row] = [66, 44, 70];

/** A chart as wide as a notebook's column if its steps fit; narrower steps than these are not legible. */
const [chartWidth, leastStep, largestStep] = [536, 92, 150];

/** More nodes than this are not legible in a notebook's column. */
const most = 60;

/**
 * The graph of a computation: from the inputs on the left to the result on the right, each node with its number and,
 * below, the derivative of the result by it; each arrow with the local derivative that it contributes.
 * @param result The value that `backward` was called on.
 * @throws {NnError} unless given a Value with a graph of at most 60 nodes.
 * @example
 * autogradGraph(new Value(3, "x").pow(2).sin().backward(), { title: "sin(x²)" }).title // → { text: "sin(x²)", subtitle: "above: the value; below: the result's derivative by it; on the lines: local derivatives" }
 */
export function autogradGraph(result: Value, options: { title?: string } = {}): LayeredChart {
  const { title = "The computation" } = chartOptions(options, { title: "text" });
  if (!(result instanceof Value)) throw expected("a Value", result, "make one: new Value(3).pow(2).backward()");
  const nodes = result.graph();
  if (nodes.length > most) throw expected(`a graph of at most ${most} nodes`, nodes.length, "draw a part of it");
  const { places, bends } = layOut(nodes);
  const boxes = nodes.map((node) => {
    const { x, y } = places.get(node) as { x: number; y: number };
    const name = [node.label, node.operation].filter(Boolean).join("  ");
    return { x, y, name, data: `${written(node.data)}`, grad: `∂ ${written(node.grad)}` };
  });
  const edges = nodes
    .flatMap((node) =>
      node.operands.map((operand, i) => {
        const [from, to] = [places.get(operand), places.get(node)] as [Place, Place];
        const way = [
          { x: from.x + boxWidth / 2, y: from.y },
          ...(bends.get(node)?.[i] ?? []),
          { x: to.x - boxWidth / 2, y: to.y },
        ];
        const local = `·${written(node.locals[i] as number)}`;
        return way.slice(1).map((end, k) => {
          const start = way[k] as Place;
          return { x: start.x, y: start.y, x2: end.x, y2: end.y, local: k === way.length - 2 ? local : "" };
        });
      }),
    )
    .flat();
  // Above a line that lies flat; on one that goes up or down it would be struck through but for its halo.
  const locals = edges
    .filter(({ local }) => local !== "")
    .map(({ x, y, x2, y2, local }) => ({ x: (x + x2) / 2, y: (y + y2) / 2 - (y === y2 ? 8 : 0), word: local }));
  const height = Math.max(...boxes.map(({ y }) => y)) + row / 2 + 8;
  const at = (dy: number, key: "name" | "data" | "grad") =>
    boxes.map((box) => ({ x: box.x, y: box.y + dy, word: box[key] }));
  return {
    ...sheet,
    description: `${title}: a graph of ${nodes.length} nodes. ${boxes.map(({ name, data, grad }) => `${name || "node"} ${data}, ${grad}`).join("; ")}.`,
    title: {
      text: title,
      subtitle: "above: the value; below: the result's derivative by it; on the lines: local derivatives",
    },
    width: Math.max(...boxes.map(({ x }) => x)) + boxWidth / 2 + 8,
    height,
    view: { stroke: null },
    layer: [
      {
        data: { values: edges },
        mark: { type: "rule", color: pencil, strokeWidth: 1.5, tooltip: null },
        encoding: { ...place, x2: { field: "x2" }, y2: { field: "y2" } },
      },
      {
        data: {
          values: boxes.map(({ x, y }) => ({
            x: x - boxWidth / 2,
            y: y - boxHeight / 2,
            x2: x + boxWidth / 2,
            y2: y + boxHeight / 2,
          })),
        },
        mark: { type: "rect", fill: "white", stroke: ink, strokeWidth: 1.2, cornerRadius: 4, tooltip: null },
        encoding: { ...place, x2: { field: "x2" }, y2: { field: "y2" } },
      },
      words(at(-boxHeight / 2 - 8, "name"), { fontSize: 12, color: pencil }),
      words(at(-8, "data"), { fontSize: 13 }),
      words(at(10, "grad"), { fontSize: 12, color: lines[1] as string }),
      halo(locals, { fontSize: 11 }),
      words(locals, { fontSize: 11, color: lines[0] as string }),
    ],
  };
}

interface Place {
  x: number;
  y: number;
}

/** A column for each step from the inputs, a row for each node in it, and a free row where an arrow passes through. */
function layOut(nodes: readonly Value[]): { places: Map<Value, Place>; bends: Map<Value, Place[][]> } {
  const depth = new Map<Value, number>();
  for (const node of nodes) {
    depth.set(node, Math.max(-1, ...node.operands.map((operand) => depth.get(operand) as number)) + 1);
  }
  // An input stands just before its first use, not in the first column, so that lines stay short.
  for (const node of nodes) {
    if (node.operands.length > 0) continue;
    const uses = nodes.filter((user) => user.operands.includes(node)).map((user) => depth.get(user) as number);
    if (uses.length > 0) depth.set(node, Math.min(...uses) - 1);
  }
  const columns = new Map<number, Place[]>();
  const stand = (d: number): Place => {
    const place = { x: d, y: 0 };
    columns.set(d, [...(columns.get(d) ?? []), place]);
    return place;
  };
  const places = new Map<Value, Place>();
  const bends = new Map<Value, Place[][]>();
  for (const node of nodes) places.set(node, stand(depth.get(node) as number));
  for (const node of nodes) {
    const ways = node.operands.map((operand) => {
      const [from, to] = [depth.get(operand) as number, depth.get(node) as number];
      return Array.from({ length: to - from - 1 }, (_, k) => stand(from + 1 + k));
    });
    bends.set(node, ways);
  }
  const tallest = Math.max(...[...columns.values()].map((members) => members.length));
  const steps = Math.max(1, ...columns.keys());
  const step = Math.max(leastStep, Math.min(largestStep, (chartWidth - boxWidth - 16) / steps));
  for (const [d, members] of columns) {
    const top = ((tallest - members.length) / 2) * row + row / 2 + 12;
    members.forEach((place, i) => {
      Object.assign(place, { x: boxWidth / 2 + 8 + d * step, y: top + i * row });
    });
  }
  return { places, bends };
}
