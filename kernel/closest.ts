/** At most this share of a word may differ for another to be what was meant. */
const TOLERANCE = 0.4;

/** The one of `known` that a mistyped word was probably meant to be, as ` (did you mean "…"?)`, else an empty text. */
export function didYouMean(word: string, known: readonly string[]): string {
  const plain = (text: string): string => text.replace(/^[-%]+/, "").toLowerCase();
  const distances = known.map((name) => ({ name, edits: editDistance(plain(word), plain(name)) }));
  const [best] = distances.sort((a, b) => a.edits - b.edits);
  const fits = best !== undefined && best.edits <= Math.max(plain(word).length, plain(best.name).length) * TOLERANCE;
  return fits ? ` (did you mean ${JSON.stringify(best.name)}?)` : "";
}

/** How many letters must be put in, taken out or replaced to get from one word to the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
