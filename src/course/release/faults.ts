import { CourseError } from "../errors.ts";
import { testsIn } from "./hidden-tests.ts";
import { markFaults } from "./mark.ts";
import { type Cell, isSolution, isTest, type NamedNotebook, sourceOf } from "./notebook.ts";
import { REGION_KINDS, regionsOf } from "./regions.ts";
import { isStubLine } from "./stubs.ts";

/** A cell with the place where it stands. */
interface Placed {
  cell: Cell;
  place: string;
}

/** What is wrong with the sources of a course, each with its place and what to do; empty where a release can be made. */
export function faultsOf(notebooks: readonly NamedNotebook[]): string[] {
  const placed = notebooks.flatMap(({ file, notebook: { cells } }) =>
    cells.map((cell, at) => ({ cell, place: `${file}, cell ${cell.id ?? at + 1}` })),
  );
  return [
    ...notebooks.flatMap(formatFaults),
    ...placed.flatMap(({ cell, place }) =>
      [...markFaults(cell), ...regionFaults(cell), ...testFaults(cell)].map((what) => `${place}: ${what}`),
    ),
    ...twice(
      placed.filter(({ cell }) => typeof cell.metadata.nbgrader?.grade_id === "string"),
      ({ cell }) => cell.metadata.nbgrader?.grade_id ?? "",
      "grade id",
    ),
    ...notebooks.flatMap(solutionFaults),
  ];
}

function formatFaults({ file, notebook }: NamedNotebook): string[] {
  const { nbformat, nbformat_minor: minor, cells } = notebook;
  if (nbformat !== 4 || !Array.isArray(cells)) return [`${file}: expected a notebook of nbformat 4, got ${nbformat}`];
  if (!(minor >= 5))
    return [`${file}: expected nbformat 4.5, whose cells have ids, got 4.${minor}: save it in JupyterLab`];
  const placed = cells.map((cell, at) => ({ cell, place: `${file}, cell ${at + 1}` }));
  const nameless = placed
    .filter(({ cell }) => typeof cell.id !== "string")
    .map(({ place }) => `${place}: expected an id, got none`);
  return [
    ...nameless,
    ...twice(
      placed.filter(({ cell }) => typeof cell.id === "string"),
      ({ cell }) => cell.id ?? "",
      "cell id",
    ),
  ];
}

function twice(placed: readonly Placed[], nameOf: (one: Placed) => string, what: string): string[] {
  const first = new Map<string, string>();
  return placed.flatMap((one) => {
    const name = nameOf(one);
    const before = first.get(name);
    first.set(name, before ?? one.place);
    return before === undefined
      ? []
      : [`${one.place}: expected a ${what} of its own, got "${name}", as ${before} has: rename one`];
  });
}

function regionFaults(cell: Cell): string[] {
  const source = sourceOf(cell);
  try {
    const [solutions = 0, hidden = 0] = REGION_KINDS.map((kind) => regionsOf(source, kind).length);
    const inside = new Set(regionsOf(source, "SOLUTION").flat());
    return [
      ...(solutions > 0 && !isSolution(cell)
        ? ["expected solutions in a cell marked as solution, got one elsewhere: mark it"]
        : []),
      ...(hidden > 0 && !isTest(cell)
        ? ["expected hidden tests in a test cell, got some elsewhere: mark it as grade"]
        : []),
      ...(solutions > 0 && hidden > 0 ? ["expected a solution or hidden tests, got both: take two cells"] : []),
      ...(source.split("\n").some((line) => isStubLine(line) && !inside.has(line))
        ? ["expected // STUB: inside of a solution, got it outside"]
        : []),
      ...regionsOf(source, "HIDDEN TESTS")
        .filter((lines) => testsIn(lines) === 0)
        .map(() => "expected hidden tests, each at the beginning of a line by equal, close, ok or throws, got none"),
    ];
  } catch (error) {
    if (error instanceof CourseError) return [error.message.replace("[course] ", "")];
    throw error;
  }
}

/** A test cell that defines an exercise does so under its grade id, and checks it. */
function testFaults(cell: Cell): string[] {
  const source = sourceOf(cell);
  const defined = [...source.matchAll(/(?<![\w.$])exercise\(\s*"([^"]*)"/g)].map(([, name]) => name);
  if (defined.length === 0) return [];
  if (!isTest(cell))
    return [
      "expected exercise(…) in a test cell, got it elsewhere: mark the cell as grade, with 0 points for practice",
    ];
  const id = cell.metadata.nbgrader?.grade_id;
  return [
    ...(defined.length > 1 ? [`expected one exercise, got ${defined.join(", ")}: take a cell for each`] : []),
    ...(defined.length === 1 && defined[0] !== id
      ? [`expected exercise("${id}", …) as its grade id says, got "${defined[0]}"`]
      : []),
    ...(new RegExp(`(?<![\\w.$])check\\("${id}"\\);?\\s*$`).test(source)
      ? []
      : [`expected check("${id}") as its last line, got none`]),
  ];
}

/** Each exercise's test has its solution before it, and each solution its test after it; a person marks what has no test. */
function solutionFaults({ file, notebook: { cells } }: NamedNotebook): string[] {
  const ids = (is: (cell: Cell) => boolean) =>
    cells.flatMap((cell, at) => (is(cell) ? [{ id: cell.metadata.nbgrader?.grade_id ?? "", at }] : []));
  const tests = ids(isTest);
  const solutions = ids((cell) => isSolution(cell) && !cell.metadata.nbgrader?.grade);
  const belongs = (solution: string, test: string) =>
    solution === `${test}-solution` || solution.startsWith(`${test}-solution-`);
  return [
    ...tests
      .filter((test) => !solutions.some(({ id, at }) => at < test.at && belongs(id, test.id)))
      .map(({ id }) => `${file}: expected a solution cell "${id}-solution" before the test "${id}", got none`),
    ...solutions
      .filter(({ id, at }) => !tests.some((test) => test.at > at && belongs(id, test.id)))
      .map(
        ({ id }) => `${file}: expected a test "${id.replace(/-solution.*$/, "")}" after the solution "${id}", got none`,
      ),
  ];
}
