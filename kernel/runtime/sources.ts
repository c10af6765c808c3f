/** Code that runs here and was compiled from the user's own text. */
export interface CodeSource {
  /** How a stack names it: `In [3]`, `./helper.ts`. */
  label: string;
  /** The user's text. */
  text: string;
  /** Source maps to apply in this order; none where the code is the text itself. */
  maps: readonly string[];
}

/** Texts and maps are kept up to this much (UTF-16 units); beyond it the oldest are forgotten, and their frames lose columns. */
const LIMIT = 4_000_000;

const sources = new Map<string, CodeSource>();
let size = 0;

function sizeOf({ text, maps }: CodeSource): number {
  return maps.reduce((sum, map) => sum + map.length, text.length + 200);
}

/** The URL under which V8 knows an evaluation's code. */
export function cellUrl(cell: number, run: number): string {
  return `axonlab-cell:${cell}:${run}`;
}

/** Keeps what stack frames of this URL need. */
export function addSource(url: string, source: CodeSource): void {
  const earlier = sources.get(url);
  if (earlier) size -= sizeOf(earlier);
  sources.delete(url);
  sources.set(url, source);
  size += sizeOf(source);
  for (const [oldest, { label, text, maps }] of sources) {
    if (size <= LIMIT || oldest === url) break;
    size -= sizeOf({ label, text, maps });
    sources.delete(oldest);
  }
}

/** The source of a URL; for a forgotten cell still its label. */
export function sourceOf(url: string): CodeSource | undefined {
  const known = sources.get(url);
  if (known) return known;
  const cell = /^axonlab-cell:(\d+):/.exec(url);
  return cell ? { label: `In [${cell[1]}]`, text: "", maps: [] } : undefined;
}
