import { expected } from "../errors.ts";
import { type GateName, gates, truthTable } from "../nn/gates.ts";
import { checkObject } from "../nn/options.ts";
import { checkBinary, checkFunction, type Dataset } from "../nn/shapes.ts";
import { chartOptions, namesOf } from "./arguments.ts";
import { type Place, place, type Stroke, strokes, words } from "./sketch.ts";
import { classes, ink, type Layer, type LayeredChart, pencil, sheet } from "./theme.ts";

/** The height of a row, the width of a column, the room between two tables and above the first row, in pixels. */
const [row, column, gap, head] = [26, 38, 34, 52];

/** No more rows, and no more pixels across, than these fit a cell of a notebook. */
const [most, widest] = [16, 520];

/** Something that answers 0 or 1 to a sample: a neuron, or a network of one output. */
interface Answers {
  output(x: readonly number[]): number | readonly number[];
}

/** A table laid out: its texts, its lines, and the place of each answer. */
interface Laid {
  width: number;
  title: Place & { word: string };
  heads: (Place & { word: string })[];
  inputs: (Place & { word: string })[];
  answers: (Place & { word: string; right: boolean; value: number })[];
  lines: Stroke[];
}

/** The name of input i, as on the slides. */
const inputName = (i: number) => `x${String(i + 1).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] as string)}`;

function laid(name: string, { X, y }: Dataset, answers: Answers | undefined, left: number, top: number): Laid {
  const inputs = X[0]?.length as number;
  const columns = inputs + (answers ? 2 : 1);
  const x = (k: number) => left + (k + 0.5) * column;
  const start = top + head;
  const below = (i: number) => start + (i + 0.5) * row;
  const said = X.map((sample) => (answers ? Number([answers.output(sample)].flat()[0]) : undefined));
  const width = columns * column;
  const bottom = start + X.length * row;
  return {
    width,
    title: { x: left + width / 2, y: top + 12, word: name },
    heads: [
      ...Array.from({ length: inputs }, (_, i) => ({ x: x(i), y: start - row / 2, word: inputName(i) })),
      { x: x(inputs), y: start - row / 2, word: "y" },
      ...(answers ? [{ x: x(inputs + 1), y: start - row / 2, word: "ŷ" }] : []),
    ],
    inputs: X.flatMap((sample, i) => sample.map((value, k) => ({ x: x(k), y: below(i), word: String(value) }))),
    answers: X.flatMap((_, i) => {
      const target = y[i] as number;
      const wanted = { x: x(inputs), y: below(i), word: String(target), right: true, value: target };
      const given = said[i];
      if (given === undefined) return [wanted];
      const word = Number.isInteger(given) ? String(given) : given.toFixed(2);
      return [
        wanted,
        { ...wanted, x: x(inputs + 1), word, right: Math.round(given) === target, value: Math.round(given) },
      ];
    }),
    lines: [
      { x: left, y: start, x2: left + width, y2: start },
      { x: left + inputs * column, y: start - row, x2: left + inputs * column, y2: bottom },
    ],
  };
}

/** Tinted cells behind the answers: blue for 0, orange for 1, as everywhere. */
function cells(answers: Laid["answers"]): Layer {
  return {
    data: { values: answers.map(({ x, y, value }) => ({ x, y, class: String(value) })) },
    mark: { type: "rect", width: column - 6, height: row - 6, cornerRadius: 4, opacity: 1, tooltip: null },
    encoding: {
      ...place,
      color: {
        field: "class",
        type: "nominal",
        scale: { domain: classes.names, range: classes.tints },
        legend: null,
      },
    },
  };
}

/** A ring around each answer that is wrong. */
function rings(answers: Laid["answers"]): Layer {
  return {
    data: { values: answers.filter(({ right }) => !right).map(({ x, y }) => ({ x, y })) },
    mark: { type: "point", shape: "circle", size: 520, stroke: ink, strokeWidth: 1.8, opacity: 1, tooltip: null },
    encoding: place,
  };
}

/**
 * Boolean functions as truth tables side by side: inputs, target y, and beside it the answer ŷ of a neuron or network
 * where one is given, ringed where it is wrong. (The lecture's tables of NOT, AND, OR, NAND, NOR and XOR.)
 * @param tables Names of gates, or tables of your own by their names.
 * @param answers What answers, by the names of the tables.
 * @throws {NnError} for no table, more rows than 16, or targets other than 0 and 1.
 * @example
 * truthTables(["AND", "XOR"]).title // → "Truth tables"
 * truthTables({ majority: { X: allBits(3), y: [0, 0, 0, 1, 0, 1, 1, 1] } }).height // → 260
 */
export function truthTables(
  tables: readonly GateName[] | Readonly<Record<string, Dataset>> = Object.keys(gates) as GateName[],
  options: { answers?: Readonly<Record<string, Answers>>; title?: string } = {},
): LayeredChart {
  const { answers = {}, title = "Truth tables" } = chartOptions(options, { answers: "other", title: "text" });
  const named: [string, Dataset][] = Array.isArray(tables)
    ? Array.from<GateName, [string, Dataset]>(tables, (name) => [name, truthTable(name)])
    : Object.entries(checkObject(tables as Readonly<Record<string, Dataset>>, "tables", '["AND", "OR"]'));
  if (named.length === 0) throw expected("at least one table", tables, 'write ["AND", "OR"]');
  for (const [name, table] of named) {
    checkBinary(table);
    if (table.X.length > most) throw expected(`at most ${most} rows in "${name}"`, table.X.length, "use fewer inputs");
  }
  const stranger = namesOf(answers, "answers", "{ AND: gates.AND.neuron }").find(
    (name) => !named.some(([table]) => table === name),
  );
  if (stranger !== undefined)
    throw expected(`answers for ${named.map(([name]) => name).join(", ")}`, stranger, "mend the name");
  for (const [name, one] of Object.entries(answers)) checkFunction(one?.output, `the output of ${name}`, "a Neuron");
  const rows = Math.max(...named.map(([, { X }]) => X.length));
  const height = head + rows * row;
  let [left, top] = [0, 0];
  const all = named.map(([name, table]) => {
    const width = laid(name, table, answers[name], 0, 0).width;
    // A table that would not fit beside the others begins a new line.
    if (left > 0 && left + width > widest) [left, top] = [0, top + height + gap / 2];
    const one = laid(name, table, answers[name], left, top);
    left += width + gap;
    return { ...one, right: left - gap };
  });
  const boxes = all.flatMap((one) => one.answers);
  return {
    ...sheet,
    description: named.map(([name, { y }]) => `${name}: ${y.join(", ")}`).join("; "),
    title,
    width: Math.max(...all.map(({ right }) => right)),
    height: top + height,
    view: { stroke: null },
    layer: [
      cells(boxes),
      strokes(all.flatMap(({ lines }) => lines)),
      words(
        all.map((one) => one.title),
        { fontSize: 14 },
      ),
      words(
        all.flatMap(({ heads }) => heads),
        { color: pencil },
      ),
      words(all.flatMap(({ inputs }) => inputs)),
      words(boxes),
      rings(boxes),
    ],
  };
}
