import { type OxcError, parseSync } from "oxc-parser";
import { type OpenEnd, openEnd } from "../scope/brackets.ts";
import { tooDeep } from "../scope/nesting.ts";

/** The reply to Jupyter's is_complete_request. */
export interface Completeness {
  status: "complete" | "incomplete" | "invalid" | "unknown";
  /** What to begin the next line with; empty unless incomplete. */
  indent: string;
}

const unit = "  ";

/** Faults which more text can mend if they reach the end of what there is. */
const mendable =
  /^(?:Unterminated|Unexpected end of file|Missing |Identifier expected|Using declarations must|Invalid escape)/;

function errorsOf(source: string): OxcError[] {
  return parseSync("cell.ts", source, { lang: "ts", sourceType: "module" })
    .errors.filter(({ severity }) => severity === "Error")
    .sort((a, b) => (a.labels[0]?.start ?? 0) - (b.labels[0]?.start ?? 0));
}

function isMendable({ message, labels }: OxcError, source: string, { brackets, codeEnd }: OpenEnd): boolean {
  const label = labels[0];
  if (label === undefined) return false;
  if (label.start >= source.length || (mendable.test(message) && label.end >= codeEnd)) return true;
  // What stands in brackets may still turn out to be the parameters of an arrow function, and right as such.
  const [outermost] = brackets;
  if (outermost !== undefined) return label.start > outermost;
  const code = source.slice(0, codeEnd);
  return errorsOf(code + (code.endsWith("=>") ? " 0" : " => 0")).length === 0;
}

/** A line after which the statement goes on though no bracket is open. */
const goesOn =
  /(?:[=+\-*%<>&|^!~?:./]|\b(?:else|do|return|typeof|new|await|extends|in|of|instanceof|as|satisfies|from)|^\s*(?:\}\s*)?(?:else\s+)?(?:if|for|while)\b.*\))$/;

function indentAfter(source: string, { brackets, inside, codeEnd }: OpenEnd): string {
  if (inside === "template") return "";
  const code = inside === "comment" ? source : source.slice(0, codeEnd);
  const lineStart = code.lastIndexOf("\n") + 1;
  const leading = /^[ \t]*/.exec(code.slice(lineStart))?.[0] ?? "";
  if (inside === "comment") return leading;
  const opened = brackets.some((bracket) => bracket >= lineStart);
  return opened || goesOn.test(code.slice(lineStart)) ? leading + unit : leading;
}

/**
 * Whether a cell can run as it stands (`complete`), wants more text (`incomplete`, with the indent of the next line) or
 * cannot be mended by more text (`invalid`).
 */
export function completeness(source: string): Completeness {
  if (tooDeep(source)) return { status: "invalid", indent: "" };
  const [first] = errorsOf(source);
  if (first === undefined) return { status: "complete", indent: "" };
  const end = openEnd(source);
  if (!isMendable(first, source, end)) return { status: "invalid", indent: "" };
  return { status: "incomplete", indent: indentAfter(source, end) };
}
