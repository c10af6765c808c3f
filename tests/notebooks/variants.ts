import fs from "node:fs";
import path from "node:path";
import type { Notebook as Source } from "../../src/course/release/notebook.ts";
import { release } from "../../src/course/release.ts";
import { axonlab } from "../cli/axonlab.ts";
import { claimsOf } from "./claims.ts";
import { foreignFolder } from "./foreign-folder.ts";
import { type Cell, type Notebook, type Output, readNotebook, textOf } from "./notebook.ts";
import { boundNumbers } from "./numbers.ts";

/** A notebook's two versions: the instructor's with solutions, and the student's with stubs. */
export type Variant = "source" | "student";

/** Runs at a time: one a core of a small machine. */
const AT_ONCE = 2;

const runs = new Map<string, Promise<Notebook>>();
const waiting: (() => void)[] = [];
let running = 0;

/**
 * The notebook as our kernel's own runner left it, run from top to bottom in a folder of its own; each version runs once,
 * however many tests ask. After the source's last cell come cells that compute the numbers
 * of its prose, and whether its claims hold.
 */
export function ranOf(name: string, variant: Variant): Promise<Notebook> {
  const key = `${name} ${variant}`;
  const known = runs.get(key) ?? inTurn(() => run(name, variant));
  runs.set(key, known);
  return known;
}

/** The student's version of a notebook, as `npm start` lays it. */
export function studentOf(name: string): Source {
  const [released] = release([{ file: name, notebook: readNotebook(name) as Source }]).notebooks;
  if (!released) throw new Error(`${name} was not released`);
  return released.notebook;
}

async function inTurn<T>(action: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await action();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

async function run(name: string, variant: Variant): Promise<Notebook> {
  const folder = foreignFolder();
  try {
    const file = path.join(folder, name);
    const result = path.join(folder, "ran.ipynb");
    fs.writeFileSync(file, JSON.stringify(variant === "source" ? withNumbers(readNotebook(name)) : studentOf(name)));
    const { code, stderr } = await axonlab(["run", file, "--allow-errors", "--timeout", "300", "--output", result]);
    if (code !== 0) throw new Error(`axonlab run ended with ${code}:\n${stderr}`);
    return JSON.parse(fs.readFileSync(result, "utf8")) as Notebook;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The id of the cell that computes a number. */
export const numberCellId = (at: number): string => `computes-number-${at}`;

/** The id of the cell that computes whether a claim holds. */
export const claimCellId = (at: number): string => `computes-claim-${at}`;

function withNumbers(notebook: Notebook): Notebook {
  const computing = (expression: string, id: string): Cell => ({
    id,
    cell_type: "code",
    metadata: {},
    source: `(${expression})`,
    outputs: [],
    execution_count: null,
  });
  const numbers = boundNumbers(notebook).map(({ expression }, at) => computing(expression, numberCellId(at)));
  const claims = claimsOf(notebook).map(({ expression }, at) => computing(expression, claimCellId(at)));
  return { ...notebook, cells: [...notebook.cells, ...numbers, ...claims] };
}

/** Whether an output is an error or a warning. */
export const isTrouble = ({ output_type: type, name }: Output): boolean => type === "error" || name === "stderr";

/** The cells that are the notebook's own. */
export const ownCells = ({ cells }: Notebook): Cell[] =>
  cells.filter(({ id }) => !/^computes-(number|claim)-/.test(id));

/** What went wrong in cells, with their ids. */
export const troubleIn = (cells: readonly Cell[]): string[] =>
  cells.flatMap(({ id, outputs = [] }) =>
    outputs.filter(isTrouble).map((output) => `${id}: ${output.evalue ?? ""}${textOf(output.text)}`),
  );

/** A cell's result as text. */
export const resultOf = ({ outputs = [] }: Cell): string =>
  textOf(outputs.findLast(({ output_type: type }) => type === "execute_result")?.data?.["text/plain"] as string);

/** What went wrong in one cell, as text. */
export const textOfTrouble = (cell: Cell): string => troubleIn([cell]).join("; ");
