import { expected } from "../../errors.ts";
import { checkOptions } from "../options.ts";
import { type CsvLine, csvLines } from "./csv-lines.ts";

/** How a text is cut into a table. */
export interface CsvOptions {
  /** The column of the targets, by its name or its place from 0. Default the last. */
  target?: string | number;
  /** Between fields. Default ",". */
  separator?: string;
  /** Between a number's whole part and the rest. Default "."; where it is ",", the separator is usually ";". */
  decimal?: "." | ",";
  /**
   * Whether the first line holds names. Default: if none of its fields is a number, or one stands above a number that is
   * none itself.
   */
  header?: boolean;
  /** What to do with a line in which something is missing (nothing, NA, NaN, null or ?). Default "refuse". */
  missing?: "refuse" | "skip";
}

/** A table read from text: numbers as samples, and targets that are numbers if all of them are. */
export interface CsvTable {
  X: number[][];
  y: (number | string)[];
  featureNames: string[];
  targetName: string;
}

const oneOf = <T>(values: readonly T[], value: T) => values.includes(value);
const isMissing = (field: string) => /^(|na|n\/a|nan|null|\?)$/i.test(field.trim());

/** What each decimal separator makes a number look like. */
const numbers = {
  ".": /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
  ",": /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i,
} as const;

/**
 * Reads a table of samples from CSV text (RFC 4180: quoted fields may hold separators, line ends and doubled quotes).
 * @throws {NnError} that names line and column of a field that is missing or no number.
 * @example
 * readCsv("width,height,kind\n1,2,cat\n3,4,dog").X // → [[1, 2], [3, 4]]
 * readCsv("width,height,kind\n1,2,cat\n3,4,dog").y // → ["cat", "dog"]
 * readCsv("1,5;0\n?;1\n2,5;1", { separator: ";", decimal: ",", missing: "skip" }).X // → [[1.5], [2.5]]
 */
export function readCsv(text: string, options: CsvOptions = {}): CsvTable {
  const { target, separator, decimal, header, missing } = readOptions(text, options);
  /** A field's number; NaN for what is none, and for 1e999, which is written like one but is too large. */
  const asNumber = (field: string) => {
    const word = field.trim();
    const value = numbers[decimal].test(word) ? Number(word.replace(decimal, ".")) : Number.NaN;
    return Number.isFinite(value) ? value : Number.NaN;
  };
  const isNumber = (field: string) => !Number.isNaN(asNumber(field));
  const lines = csvLines(text.replace(/^\uFEFF/, ""), separator);
  const [first, second] = lines;
  if (!first) throw expected("at least one line", text, "give a table with a line for each sample");
  const hasNames = header ?? looksLikeNames(first, second, isNumber);
  const names = hasNames ? first.fields.map((name) => name.trim()) : first.fields.map((_, i) => `column ${i + 1}`);
  const place = typeof target === "string" ? names.indexOf(target) : (target ?? names.length - 1);
  const targetName = Number.isInteger(place) ? names[place] : undefined;
  if (targetName === undefined)
    throw expected(`target to be one of ${names.join(", ")}`, target, "name a column; header: true reads names");
  if (names.length < 2) throw expected("a column beside the target", names, "look for the separator");

  const below = hasNames ? lines.slice(1) : lines;
  for (const { at, fields } of below) {
    if (fields.length !== names.length)
      throw expected(`line ${at} to hold ${names.length} fields`, fields.length, "mend that line, or the separator");
  }
  const rows = missing === "skip" ? below.filter(({ fields }) => !fields.some(isMissing)) : below;
  if (rows.length === 0) throw expected("at least one sample below the names", first.fields, "add lines");
  const X = rows.map(({ at, fields }) =>
    fields.flatMap((field, k) => {
      const value = k === place ? Number.NaN : asNumber(field);
      if (!Number.isNaN(value)) return value;
      if (k === place && !isMissing(field)) return [];
      const todo = isMissing(field) ? 'fill it in, or say missing: "skip"' : "code it as numbers";
      throw expected(`line ${at}, "${names[k]}" to be ${k === place ? "a target" : "a number"}`, field, todo);
    }),
  );
  const targets = rows.map(({ fields }) => (fields[place] as string).trim());
  const values = targets.map(asNumber);
  const y = values.some(Number.isNaN) ? targets : values;
  return { X, y, featureNames: names.filter((_, k) => k !== place), targetName };
}

/** Whether a first line is one of names: no number in it, or a word above a number. */
function looksLikeNames(first: CsvLine, second: CsvLine | undefined, isNumber: (field: string) => boolean): boolean {
  if (!first.fields.some(isNumber)) return true;
  return first.fields.some((field, k) => !isNumber(field) && !isMissing(field) && isNumber(second?.fields[k] ?? ""));
}

function readOptions(text: string, options: CsvOptions) {
  const names = ["target", "separator", "decimal", "header", "missing"];
  const { target, separator = ",", decimal = ".", header, missing = "refuse" } = checkOptions(options, names);
  if (typeof text !== "string") throw expected("CSV text", text, "read the file first, as UTF-8");
  if (typeof separator !== "string" || separator.length !== 1 || /["\r\n]/.test(separator))
    throw expected("separator to be one character", separator, 'write ";" or "\\t"');
  if (!oneOf([".", ","], decimal) || decimal === separator)
    throw expected('decimal to be "." or ",", and not the separator', decimal, 'write separator: ";" beside it');
  if (header !== undefined && typeof header !== "boolean")
    throw expected("header to be true or false", header, "leave it out, and the first line tells");
  if (!oneOf(["refuse", "skip"], missing))
    throw expected('missing to be "refuse" or "skip"', missing, "leave it out to be told where something is missing");
  return { target, separator, decimal, header, missing };
}
