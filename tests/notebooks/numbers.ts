import type { Cell, Notebook } from "./notebook.ts";
import { keyOf } from "./prose.ts";

/** What a cell's metadata says of the numbers in its text. */
interface NumberMetadata {
  numbers?: Record<string, string>;
  given?: Record<string, string>;
}

/** A printed number with the expression that computes it. */
export interface BoundNumber {
  cell: string;
  key: string;
  expression: string;
}

const metadataOf = ({ metadata }: Cell): NumberMetadata => (metadata.axonlab ?? {}) as NumberMetadata;
const byKey = (entries: Record<string, string> = {}) =>
  new Map(Object.entries(entries).map(([printed, value]) => [keyOf(printed), value]));

/** The numbers that a cell computes, by key: a TypeScript expression each. */
export const computedOf = (cell: Cell): Map<string, string> => byKey(metadataOf(cell).numbers);

/** The numbers that a cell was given, by key: the reason each. */
export const givenOf = (cell: Cell): Map<string, string> => byKey(metadataOf(cell).given);

/** All bound numbers of a notebook, in its order. */
export const boundNumbers = ({ cells }: Notebook): BoundNumber[] =>
  cells.flatMap((cell) => [...computedOf(cell)].map(([key, expression]) => ({ cell: cell.id, key, expression })));
