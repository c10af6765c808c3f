import { expected } from "../../errors.ts";

/** A line of a table: its fields as text, and where it begins in the file, counted from 1. */
export interface CsvLine {
  readonly at: number;
  readonly fields: readonly string[];
}

/** How far the reading of a field has come. */
type Place = "outside" | "quoted" | "after quotes";

/**
 * The fields of each line (RFC 4180): quotes around a field may hold separators, line ends and doubled quotes; quotes
 * inside a field that does not begin with one are text. Blank lines are left out.
 * @throws {NnError} for quotes that are never closed, or text after those that are.
 * @example
 * readCsv('n,kind\n1,"a, b"\n\n2,"say ""c"""').y // → ["a, b", 'say "c"']
 * readCsv('n,kind\n1,"a').y // throws the quotes of line 2 to be closed
 */
export function csvLines(text: string, separator: string): CsvLine[] {
  const lines: { at: number; fields: string[] }[] = [];
  let [line, begins, opened] = [1, 1, 1];
  let [field, fields]: [string, string[]] = ["", []];
  let place: Place = "outside";
  const endField = () => {
    fields.push(field);
    [field, place] = ["", "outside"];
  };
  const endLine = () => {
    endField();
    if (fields.length > 1 || fields[0]?.trim() !== "") lines.push({ at: begins, fields });
    fields = [];
  };
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    const lineEnds = letter === "\n" || (letter === "\r" && text[i + 1] !== "\n");
    if (lineEnds) line++;
    if (place === "quoted") {
      if (letter !== '"') field += letter;
      else if (text[i + 1] === '"') field += text[++i];
      else place = "after quotes";
    } else if (letter === '"' && place === "outside" && field.trim() === "") {
      [field, place, opened] = ["", "quoted", line];
    } else if (letter === separator) endField();
    else if (lineEnds) {
      endLine();
      begins = line;
    } else if (letter === "\r") continue;
    else if (place === "outside") field += letter;
    else if (letter.trim() !== "")
      throw expected(
        `line ${line} to go on with ${JSON.stringify(separator)} after closed quotes`,
        letter,
        "double quotes inside quotes",
      );
  }
  if (place === "quoted")
    throw expected(`the quotes of line ${opened} to be closed`, text.slice(-20), "add the missing one");
  endLine();
  return lines;
}
