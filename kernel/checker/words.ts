const wordBefore = /[#\p{ID_Start}$_]?[\p{ID_Continue}$\u200c\u200d]*$/u;
const wordAfter = /^[\p{ID_Continue}$\u200c\u200d]*/u;

/** A stretch of code, UTF-16 offsets. */
interface Range {
  start: number;
  end: number;
}

/** The identifier around an offset, empty where none is. */
export function wordAt(code: string, offset: number): Range {
  const before = wordBefore.exec(code.slice(0, offset))?.[0] ?? "";
  const after = wordAfter.exec(code.slice(offset))?.[0] ?? "";
  return { start: offset - before.length, end: offset + after.length };
}

/** Strings, comments and templates, as far as a scan without a parser can tell; the last alternative is any other sign. */
const tokens =
  /\/\/[^\n]*|\/\*(?:(?!\*\/)[\s\S])*(?:\*\/|$)|(["'])(?:\\.|(?!\1)[^\\\n])*(?:\1|(?=\n)|$)|`(?:\\.|[^\\`])*(?:`|$)|[\s\S]/gy;

/** Where the content of the string literal around an offset begins; undefined outside of strings. */
export function openString(code: string, offset: number): number | undefined {
  for (const { 0: token, 1: quote, index } of code.slice(0, offset).matchAll(tokens)) {
    if (quote === undefined || index + token.length < offset) continue;
    if (token.length === 1 || !token.endsWith(quote)) return index + 1;
  }
  return undefined;
}

/**
 * The name of what is being called at an offset inside parentheses, by its last letter's offset: 0 for `f(1, |)`.
 * Undefined outside of calls.
 */
export function calleeAt(code: string, offset: number): number | undefined {
  const open: number[] = [];
  for (const { 0: token, index } of code.slice(0, offset).matchAll(tokens)) {
    if (token === "(" || token === "[" || token === "{") open.push(index);
    if (token === ")" || token === "]" || token === "}") open.pop();
  }
  while (open.length > 0) {
    const at = open.pop() as number;
    if (code[at] !== "(") continue;
    const before = code
      .slice(0, at)
      .replace(/<[^<>()]*>\s*$/, "")
      .trimEnd();
    const { start, end } = wordAt(before, before.length);
    return end > start && !/^(?:if|for|while|switch|catch|with|return|await|typeof)$/.test(before.slice(start))
      ? start
      : undefined;
  }
  return undefined;
}
