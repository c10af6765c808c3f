import { CourseError } from "../errors.ts";

/** What is marked in a source by a line with BEGIN and one with END. */
export type RegionKind = "SOLUTION" | "HIDDEN TESTS" | "MARK SCHEME";

/** The kinds of regions there are. */
export const REGION_KINDS: readonly RegionKind[] = ["SOLUTION", "HIDDEN TESTS", "MARK SCHEME"];

/**
 * Replaces each region of a kind, its markers included, by the lines that `replacement` makes of the lines inside and of
 * the first marker's indentation. Lines that hold a marker anywhere count, as they do for nbgrader.
 * @throws {CourseError} where a region begins in another, ends without a beginning or does not end
 */
export function replaceRegions(
  source: string,
  kind: RegionKind,
  replacement: (inside: readonly string[], indent: string) => readonly string[],
): string {
  const kept: string[] = [];
  let open: { inside: string[]; indent: string; line: number } | undefined;
  for (const [at, line] of source.split("\n").entries()) {
    if (line.includes(`BEGIN ${kind}`)) {
      if (open) throw unbalanced(`line ${at + 1}: BEGIN ${kind} inside of the region that line ${open.line} begins`);
      open = { inside: [], indent: /^\s*/.exec(line)?.[0] ?? "", line: at + 1 };
    } else if (line.includes(`END ${kind}`)) {
      if (!open) throw unbalanced(`line ${at + 1}: END ${kind} without its BEGIN`);
      kept.push(...replacement(open.inside, open.indent));
      open = undefined;
    } else (open?.inside ?? kept).push(line);
  }
  if (open) throw unbalanced(`line ${open.line}: BEGIN ${kind} without its END`);
  return kept.join("\n");
}

const unbalanced = (what: string): CourseError => new CourseError(`${what}: write both, each on a line of its own`);

/** The lines inside of each region of a kind, in order. */
export function regionsOf(source: string, kind: RegionKind): string[][] {
  const regions: string[][] = [];
  replaceRegions(source, kind, (inside) => {
    regions.push([...inside]);
    return [];
  });
  return regions;
}
