import { type OxcError, parseSync } from "oxc-parser";
import { openEnd } from "./brackets.ts";

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

function isMendable({ message, labels }: OxcError, source: string, codeEnd: number): boolean {
  const label = labels[0];
  if (label === undefined) return false;
  return label.start >= source.length || (mendable.test(message) && label.end >= codeEnd);
}

/** A line after which the statement goes on though no bracket is open. */
const goesOn =
  /(?:[=+\-*%<>&|^!~?:./]|\b(?:else|do|return|typeof|new|await|extends|in|of|instanceof|as|satisfies|from)|^\s*(?:\}\s*)?(?:else\s+)?(?:if|for|while)\b.*\))$/;

function indentAfter(source: string): string {
  const { brackets, inside, codeEnd } = openEnd(source);
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
  const errors = parseSync("cell.ts", source, { lang: "ts", sourceType: "module" })
    .errors.filter(({ severity }) => severity === "Error")
    .sort((a, b) => (a.labels[0]?.start ?? 0) - (b.labels[0]?.start ?? 0));
  const [first] = errors;
  if (first === undefined) return { status: "complete", indent: "" };
  const { codeEnd } = openEnd(source);
  if (!isMendable(first, source, codeEnd)) return { status: "invalid", indent: "" };
  return { status: "incomplete", indent: indentAfter(source) };
}
