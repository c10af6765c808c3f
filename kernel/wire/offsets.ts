/**
 * Jupyter counts Unicode code points, JavaScript UTF-16 units, people lines and columns: every conversion is here.
 * An offset inside a surrogate pair or beyond the text moves to the nearest place that exists.
 */

/** UTF-16 offset of the `points`-th code point of `text`. */
export function utf16FromPoints(text: string, points: number): number {
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left--) units += widthAt(text, units);
  return units;
}

/** Number of code points before the UTF-16 offset `units` of `text`. */
export function pointsFromUtf16(text: string, units: number): number {
  const end = Math.min(units, text.length);
  let points = 0;
  for (let at = 0; at < end; points++) {
    const step = widthAt(text, at);
    if (at + step > end) break;
    at += step;
  }
  return points;
}

/** The UTF-16 units of the code point at `at`. */
function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** A place as people name it, both counted from 1; `text` is that line without its end. */
export interface Place {
  line: number;
  column: number;
  text: string;
}

/** The place of the UTF-16 offset `units`; \n, \r\n, \r and the two Unicode separators end a line, as in TypeScript. */
export function placeOf(source: string, units: number): Place {
  const end = Math.max(0, Math.min(units, source.length));
  let line = 1;
  let start = 0;
  for (const ending of source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
    const next = (ending.index ?? 0) + ending[0].length;
    if (next > end) break;
    line++;
    start = next;
  }
  const text = /^[^\n\r\u2028\u2029]*/.exec(source.slice(start))?.[0] ?? "";
  return { line, column: end - start + 1, text };
}
