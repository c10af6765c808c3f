import { expected } from "../../errors.ts";
import { checkOptions } from "../options.ts";

/** How a text is cut into a table. */
export interface CsvOptions {
  /** The column of the targets, by its name or its place from 0. Default the last. */
  target?: string | number;
  /** Between fields. Default ",". */
  separator?: string;
  /** Whether the first line holds names. Default: if any of its fields is no number. */
  header?: boolean;
}

/** A table read from text: numbers as samples, and targets that are numbers if all of them are. */
export interface CsvTable {
  X: number[][];
  y: (number | string)[];
  featureNames: string[];
  targetName: string;
}

/**
 * Reads a table of samples from CSV text (RFC 4180: quoted fields may hold separators, line ends and doubled quotes).
 * @throws {NnError} that names line and column of a field that is missing or no number.
 * @example
 * readCsv("width,height,kind\n1,2,cat\n3,4,dog").X // → [[1, 2], [3, 4]]
 * readCsv("width,height,kind\n1,2,cat\n3,4,dog").y // → ["cat", "dog"]
 */
export function readCsv(text: string, options: CsvOptions = {}): CsvTable {
  const { target, separator = ",", header } = checkOptions(options, ["target", "separator", "header"]);
  if (typeof text !== "string") throw expected("CSV text", text, "read the file first, as UTF-8");
  if (typeof separator !== "string" || separator.length !== 1 || /["\r\n]/.test(separator))
    throw expected("separator to be one character", separator, 'write ";" or "\\t"');
  if (header !== undefined && typeof header !== "boolean")
    throw expected("header to be true or false", header, "leave it out, and the first line tells");
  const lines = fieldsOf(text.replace(/^\uFEFF/, ""), separator);
  const [first] = lines;
  if (!first) throw expected("at least one line", text, "give a table with a line for each sample");
  const hasNames = header ?? first.some((field) => !isNumber(field));
  const names = hasNames ? first.map((name) => name.trim()) : first.map((_, i) => `column ${i + 1}`);
  const rows = hasNames ? lines.slice(1) : lines;
  const place = typeof target === "string" ? names.indexOf(target) : (target ?? names.length - 1);
  const targetName = Number.isInteger(place) ? names[place] : undefined;
  if (targetName === undefined) throw expected(`target to be one of ${names.join(", ")}`, target, "name a column");
  if (rows.length === 0) throw expected("at least one sample below the names", first, "add lines");

  const X = rows.map((row, i) => {
    const line = i + (hasNames ? 2 : 1);
    if (row.length !== names.length)
      throw expected(`line ${line} to hold ${names.length} fields`, row.length, "mend that line");
    return row.flatMap((field, k) => {
      if (k === place) return [];
      if (isNumber(field)) return [Number(field)];
      throw expected(`line ${line}, "${names[k]}" to be a number`, field, "fill it in, or code it as numbers");
    });
  });
  const targets = rows.map((row) => (row[place] as string).trim());
  const y = targets.every(isNumber) ? targets.map(Number) : targets;
  return { X, y, featureNames: names.filter((_, k) => k !== place), targetName };
}

const isNumber = (field: string) => field.trim() !== "" && Number.isFinite(Number(field));

/** The fields of each line; empty lines are left out. */
function fieldsOf(text: string, separator: string): string[][] {
  const lines: string[][] = [[]];
  let field = "";
  let quoted = false;
  const endField = () => {
    lines.at(-1)?.push(field);
    field = "";
  };
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    if (quoted && letter === '"' && text[i + 1] === '"') {
      field += '"';
      i++;
    } else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === separator) endField();
    else if (!quoted && (letter === "\n" || letter === "\r")) {
      endField();
      lines.push([]);
    } else field += letter;
  }
  endField();
  return lines.filter((line) => line.length > 1 || line[0] !== "");
}
