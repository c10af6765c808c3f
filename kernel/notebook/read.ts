import { KernelError } from "../errors.ts";
import type { Cell, Notebook } from "./format.ts";

const CELL_TYPES: readonly unknown[] = ["code", "markdown", "raw"];
/** From this minor version on each cell has an id. */
const WITH_IDS = 5;

type Fields = Record<string, unknown>;

/**
 * Reads a notebook of nbformat 4; cells of nbformat 4.5 that lack an id, as some tools write them, are given one.
 * @param name what the notebook is called in errors
 * @throws KernelError where the text is none, with the place and what to do
 */
export function readNotebook(text: string, name: string): Notebook {
  const fail = (what: string, cause?: unknown): never => {
    throw new KernelError(`${name}: ${what}`, { cause });
  };
  const notebook = parse(text, fail);
  if (!isObject(notebook)) return fail(`expected a notebook, got ${kindOf(notebook)}; is it another file?`);
  const { nbformat, cells } = notebook;
  if (nbformat === undefined) return fail("expected a notebook, got JSON without nbformat; is it another file?");
  if (nbformat !== 4) {
    const remedy = "convert it by: jupyter nbconvert --to notebook --inplace FILE";
    return fail(`expected nbformat 4, got ${JSON.stringify(nbformat)}; ${remedy}`);
  }
  if (!Number.isInteger(notebook.nbformat_minor)) {
    return fail(`expected nbformat_minor as a whole number, got ${kindOf(notebook.nbformat_minor)}`);
  }
  if (!isObject(notebook.metadata)) return fail(`expected metadata as an object, got ${kindOf(notebook.metadata)}`);
  if (!Array.isArray(cells)) return fail(`expected cells as a list, got ${kindOf(cells)}`);
  for (const [at, cell] of cells.entries()) {
    const fault = faultOf(cell);
    if (fault) return fail(`cell ${at + 1} of ${cells.length}: ${fault}`);
  }
  const sound = notebook as unknown as Notebook;
  if (sound.nbformat_minor >= WITH_IDS) giveIds(sound.cells);
  return sound;
}

function parse(text: string, fail: (what: string, cause?: unknown) => never): unknown {
  // A byte order mark is no JSON, yet some editors write one.
  const json = text.replace(/^\uFEFF/, "");
  if (json.trim() === "") return fail("expected a notebook, got an empty file");
  try {
    return JSON.parse(json);
  } catch (error) {
    const { message } = error as Error;
    const conflict = /^<{7} /m.test(json) ? "; it has the marks of an unfinished merge" : "";
    return fail(`expected a notebook, got a text that is not JSON (${message})${conflict}`, error);
  }
}

function faultOf(cell: unknown): string | undefined {
  if (!isObject(cell)) return `expected an object, got ${kindOf(cell)}`;
  const { cell_type: type, source, metadata, outputs } = cell;
  if (!CELL_TYPES.includes(type)) return `expected cell_type code, markdown or raw, got ${JSON.stringify(type)}`;
  if (!isMultiline(source)) return `expected source as a text or a list of lines, got ${kindOf(source)}`;
  if (!isObject(metadata)) return `expected metadata as an object, got ${kindOf(metadata)}`;
  if (type === "code" && !Array.isArray(outputs)) return `expected outputs as a list, got ${kindOf(outputs)}`;
  return undefined;
}

function giveIds(cells: Cell[]): void {
  const taken = new Set(cells.map(({ id }) => id));
  for (const [at, cell] of cells.entries()) {
    if (typeof cell.id === "string") continue;
    let id = `cell-${at + 1}`;
    while (taken.has(id)) id = `${id}-`;
    taken.add(id);
    cell.id = id;
  }
}

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isMultiline = (value: unknown): boolean =>
  typeof value === "string" || (Array.isArray(value) && value.every((line) => typeof line === "string"));

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
}
