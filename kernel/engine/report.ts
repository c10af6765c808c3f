import type { Diagnostic } from "../checker/contract.ts";
import type { ErrorContent } from "../runtime/frames.ts";
import type { SyntaxFault } from "../scope/contract.ts";
import { placeOf } from "../wire/offsets.ts";

const RED = "\x1b[31m";
const BOLD = "\x1b[1m";
const DIM = "\x1b[2m";
const PLAIN = "\x1b[0m";

/** More than these complaints of one cell are counted, not shown. */
const SHOWN = 10;

/** Characters shown of the line that a complaint is about. */
const WIDEST = 160;

/** Where something stands and the line it stands on, with a caret below. */
function excerpt(text: string, start: number, end: number): { at: string; lines: string } {
  const place = placeOf(text, start);
  const number = String(place.line);
  const gutter = " ".repeat(number.length);
  const from = place.text.length <= WIDEST ? 0 : Math.max(0, place.column - 1 - WIDEST / 2);
  const line = place.text.slice(from, from + WIDEST);
  const shown = `${from > 0 ? "…" : ""}${line}${from + WIDEST < place.text.length ? "…" : ""}`;
  const before = shown.slice(0, place.column - 1 - from + (from > 0 ? 1 : 0)).replace(/[^\t]/gu, " ");
  const width = Math.max(1, Math.min(end - start, line.length - (place.column - 1 - from)));
  const lines = `${DIM}${number} |${PLAIN} ${shown}\n${DIM}${gutter} |${PLAIN} ${before}${RED}${"^".repeat(width)}${PLAIN}`;
  return { at: `${place.line}:${place.column}`, lines };
}

/** One complaint of the checker as text: place, code, message, source line and caret. */
export function describeDiagnostic(diagnostic: Diagnostic, cell: number): string {
  const { at, lines } = excerpt(diagnostic.text, diagnostic.start, diagnostic.end);
  const where = diagnostic.file ?? `In [${cell}]`;
  const label = diagnostic.category === "error" ? `${RED}error${PLAIN}` : "warning";
  return `${BOLD}${where}:${at}${PLAIN} - ${label} TS${diagnostic.code}: ${diagnostic.message}\n\n${lines}\n`;
}

/** All complaints, one block each. */
export function describeAll(diagnostics: readonly Diagnostic[], cell: number): string[] {
  const shown = diagnostics.slice(0, SHOWN).map((diagnostic) => describeDiagnostic(diagnostic, cell));
  const left = diagnostics.length - shown.length;
  return left > 0 ? [...shown, `… ${left} more`] : shown;
}

/** The error message of a cell that type errors stopped. */
export function typeErrors(diagnostics: readonly [Diagnostic, ...Diagnostic[]], cell: number): ErrorContent {
  const [first] = diagnostics;
  return { ename: `TS${first.code}`, evalue: first.message, traceback: describeAll(diagnostics, cell) };
}

/** The error message of a cell that does not parse. */
export function syntaxError(faults: readonly SyntaxFault[], source: string, cell: number): ErrorContent {
  const traceback = faults.slice(0, SHOWN).map((fault) => {
    const { at, lines } = excerpt(source, fault.start, fault.end);
    return `${BOLD}In [${cell}]:${at}${PLAIN} - ${RED}SyntaxError${PLAIN}: ${fault.message}\n\n${lines}\n`;
  });
  return { ename: "SyntaxError", evalue: faults[0]?.message ?? "the cell does not parse", traceback };
}
