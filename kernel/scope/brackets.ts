/** What a text leaves open at its end, as far as brackets, quotes and comments tell. */
export interface OpenEnd {
  /** Where each bracket that is still open stands, the outermost first; none is where one was closed by another kind. */
  brackets: number[];
  /** What the end stands in, if not in code. */
  inside: "template" | "comment" | undefined;
  /** One past the last character that is neither white space nor comment. */
  codeEnd: number;
  /** The first bracket that stands deeper than was asked for, where the reading then ended. */
  tooMany: number | undefined;
}

const openerOf: Record<string, string> = { ")": "(", "]": "[", "}": "{" };
const openers = new Set(["(", "[", "{"]);
const regExpBefore =
  /(?:^|[([{,;:=!&|?+\-*%<>~^}]|\b(?:return|typeof|case|in|of|new|delete|void|throw|await|yield|else|do))$/;

/** A row a kind of text that hides brackets, tried in order at a place: sticky, unterminated ones run to the end. */
const hidden: { pattern: RegExp; comment: boolean; applies?: (before: string) => boolean }[] = [
  { pattern: /\/\/[^\n]*/y, comment: true },
  { pattern: /\/\*[\s\S]*?(?:\*\/|$)/y, comment: true },
  { pattern: /"(?:[^"\\\n]|\\[\s\S])*(?:"|$|(?=\n))/y, comment: false },
  { pattern: /'(?:[^'\\\n]|\\[\s\S])*(?:'|$|(?=\n))/y, comment: false },
  {
    pattern: /\/(?![*/])(?:[^\\/[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+\/\w*/y,
    comment: false,
    applies: (before) => regExpBefore.test(before),
  },
];

const templateText = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;

/** Reads a text once, well-formed or not, to its end or to a bracket that has more than `levels` others around it. */
export function openEnd(source: string, levels = Number.POSITIVE_INFINITY): OpenEnd {
  const brackets: number[] = [];
  let codeEnd = 0;
  let inside: OpenEnd["inside"];
  let at = 0;
  const readTemplate = (): void => {
    templateText.lastIndex = at;
    at += templateText.exec(source)?.[0].length ?? 0;
    inside = at >= source.length ? "template" : undefined;
    if (source.startsWith("${", at)) brackets.push(++at);
    at = Math.min(at + 1, source.length);
    codeEnd = at;
  };
  while (at < source.length && brackets.length <= levels) {
    const before = source.slice(Math.max(0, codeEnd - 12), codeEnd);
    const match = hidden.find(({ pattern, applies }) => {
      pattern.lastIndex = at;
      return pattern.test(source) && (applies?.(before) ?? true);
    });
    if (match !== undefined) {
      const end = match.pattern.lastIndex;
      if (!match.comment) codeEnd = end;
      else if (end === source.length && source.startsWith("/*", at) && !/^\/\*[\s\S]*\*\/$/.test(source.slice(at)))
        inside = "comment";
      at = Math.max(end, at + 1);
      continue;
    }
    const character = source[at] as string;
    at++;
    if (/\s/.test(character)) continue;
    codeEnd = at;
    if (character === "`") readTemplate();
    else if (openers.has(character)) brackets.push(at - 1);
    else if (character in openerOf) {
      const opener = brackets.pop();
      if (opener === undefined || source[opener] !== openerOf[character]) brackets.length = 0;
      else if (character === "}" && source.startsWith("${", opener - 1)) readTemplate();
    }
  }
  return { brackets, inside, codeEnd, tooMany: brackets[levels] };
}
