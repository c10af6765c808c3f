import type { Cell } from "./notebook.ts";

const FLAGS = ["grade", "solution", "locked", "task"] as const;
/** More would not be written alike in JavaScript and Python. */
const MOST_POINTS = 1e6;

/** What is wrong with nbgrader's mark on a cell (its metadata schema, version 3). */
export function markFaults(cell: Cell): string[] {
  const mark = cell.metadata.nbgrader as Record<string, unknown> | undefined;
  if (mark === undefined) return [];
  const { schema_version: version, grade_id: id, points } = mark;
  const counts = mark.grade === true || mark.task === true;
  const expected = (what: string, got: unknown) => [`expected metadata.nbgrader.${what}, got ${JSON.stringify(got)}`];
  return [
    ...(version === 3 ? [] : expected("schema_version 3", version)),
    ...(typeof id === "string" && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)
      ? []
      : expected("grade_id of small letters, digits and hyphens", id)),
    ...FLAGS.filter((flag) => typeof mark[flag] !== "boolean").flatMap((flag) =>
      expected(`${flag} as true or false`, mark[flag]),
    ),
    ...(!counts || (typeof points === "number" && points >= 0 && points <= MOST_POINTS)
      ? []
      : expected(`points from 0 to ${MOST_POINTS}`, points)),
  ];
}
