/**
 * The one error class of the library: every text says what was expected, what came and what to do.
 * @example
 * new Neuron({ weights: [1, Number.NaN] }) // throws [nn] expected weights[1] to be a finite number, got NaN:
 */
export class NnError extends Error {
  override name = "NnError";
  constructor(message: string, options?: ErrorOptions) {
    super(`[nn] ${message}`, options);
  }
}

/** The text of an error for something that is not what it should be: expected, got, what to do. */
export function expected(what: string, got: unknown, todo: string): NnError {
  return new NnError(`expected ${what}, got ${shown(got)}: ${todo}`);
}

/**
 * Looks `name` up in a table whose rows are the only legal names.
 * @throws {NnError} that lists the names, and the nearest one when the name looks like a slip of the pen.
 */
export function lookUp<T>(table: Readonly<Record<string, T>>, name: string, kind: string): T {
  const found = typeof name === "string" && Object.hasOwn(table, name) ? table[name] : undefined;
  if (found !== undefined) return found;
  throw expected(`the name of ${kind}`, name, hint(name, Object.keys(table)));
}

/** What to do about a name that is none of these: the nearest, ours for a Python spelling, or all there are. */
export function hint(name: unknown, names: readonly string[]): string {
  const text = typeof name === "string" ? name : "";
  const ours = camelCase(text);
  if (names.includes(ours)) return `it is called "${ours}" here`;
  const near = nearest(text, names);
  if (near !== undefined) return `did you mean "${near}"?`;
  return names.length === 1 ? `there is only ${names[0]}` : `use one of ${names.join(", ")}`;
}

/** "hidden_layer_sizes" → "hiddenLayerSizes", "beta_1" → "beta1" */
function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The name at the smallest edit distance, if at most a third of it is wrong; case does not count. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const ranked = names
    // What is much longer is none of them, and would take long to compare.
    .filter((candidate) => name.length <= 2 * candidate.length)
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
}

/** Levenshtein's distance, in which two neighbours that changed places count once; one row of the table at a time. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : replace;
      next.push(Math.min(replace, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** How much of a text, and how many lists within lists, an error message shows. */
const [longest, deepest] = [100, 3];

/** A value as short as an error message wants it. */
export function shown(value: unknown, depth = deepest): string {
  if (typeof value === "string") return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
  if (typeof value === "number") return String(value);
  if (typeof value === "bigint") return `${value}n`;
  if (value === null || value === undefined || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) {
    if (depth === 0) return "[…]";
    const head = Array.from(value.slice(0, 5), (part) => shown(part, depth - 1)).join(", ");
    return value.length > 5 ? `[${head}, … ${value.length} in all]` : `[${head}]`;
  }
  if (typeof value !== "object") return `a ${typeof value}`;
  const kind = typeof value.constructor === "function" ? value.constructor.name : "Object";
  if (kind === "Object" || kind === "") return "a plain object";
  return `${/^[AEIOU]/.test(kind) ? "an" : "a"} ${kind}`;
}
