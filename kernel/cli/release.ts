import fs from "node:fs";
import path from "node:path";
import { KernelError } from "../errors.ts";
import { readNotebook } from "../notebook/read.ts";
import { writeNotebook } from "../notebook/write.ts";
import type { Command, Given } from "./command.ts";
import { readText, writeText } from "./notebook-file.ts";
import { WrongUse } from "./wrong-use.ts";

/** Where releases go unless it is said. */
const FOLDER = "release";

/** What lies beside the notebooks for their authors alone. */
const AUTHORS_ONLY: readonly string[] = ["slides.json"];

/** `axonlab release`: the student's version of notebooks. */
export const RELEASE: Command = {
  operands: "SOURCE…",
  count: [1, Number.POSITIVE_INFINITY],
  meaning: "makes the student's version of notebooks: stubs for solutions, no hidden tests, locked cells, checksums",
  options: {
    to: { value: "FOLDER", meaning: `writes it there (default ${FOLDER})` },
    force: { meaning: "replaces files there that say something else" },
    check: { meaning: "only says whether a release can be made" },
  },
  details: [
    "SOURCE is a notebook, or a folder whose notebooks and other files all belong to the course.",
    "Solutions stand between // BEGIN SOLUTION and // END SOLUTION, hidden tests between // BEGIN HIDDEN TESTS and",
    "// END HIDDEN TESTS, in cells with nbgrader's metadata. Beside the notebooks course.json lists the exercises.",
    "The sources stay as they are. Exit code: 0 done, 1 a fault in the sources, 2 wrong use.",
  ],
  run,
};

/** A file of the course: where it lies, and its name in the release. */
interface Source {
  from: string;
  name: string;
}

async function run({ operands, values, flags }: Given): Promise<number> {
  const to = path.resolve(values.get("to") ?? FOLDER);
  const sources = operands.flatMap((operand) => sourcesOf(operand, to));
  const notebooks = sources.filter(({ name }) => name.endsWith(".ipynb"));
  if (notebooks.length === 0) throw new WrongUse(`expected notebooks, got none in ${operands.join(" ")}`);
  requireDifferent(sources, to);
  // Only here, so that the other commands do not load the course's tools.
  const { release } = await import("../../src/course/release.ts");
  const { pagesOf, withPagesInside } = await import("../../src/course/release/pages.ts");
  const { CourseError } = await import("../../src/course/errors.ts");
  try {
    const read = notebooks.map(({ from, name }) => ({ file: name, notebook: readNotebook(readText(from), from) }));
    const released = release(read as Parameters<typeof release>[0]);
    const texts = released.notebooks.map(({ file, notebook }) => [file, writeNotebook(notebook as never)] as const);
    const index = ["course.json", `${JSON.stringify(released.index, null, 1)}\n`] as const;
    if (flags.has("check")) return done(`${counted(notebooks.length)} can be released`);
    const others = sources.filter(({ name }) => !name.endsWith(".ipynb"));
    const pages = notebooks.flatMap(({ from }) => linkedPages(from, pagesOf(readText(from))));
    const copies = [...pages, ...others].map(({ from, name }) => [name, copyOf(from, withPagesInside)] as const);
    writeAll(to, new Map<string, string | Buffer>([...copies, ...texts, index]), flags.has("force"));
    return done(`${counted(notebooks.length)} released to ${path.relative("", to) || "."}`);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    throw new KernelError(error.message.replace(/^\[course\] /, ""), { cause: error });
  }
}

const counted = (count: number): string => (count === 1 ? "one notebook" : `${count} notebooks`);

function done(text: string): number {
  process.stderr.write(`${text}\n`);
  return 0;
}

/** Those of a notebook's links out of its folder that lead to a file. */
function linkedPages(notebook: string, links: readonly Source[]): Source[] {
  const places = links.map(({ from, name }) => ({ from: path.join(path.dirname(notebook), from), name }));
  return places.filter(({ from }) => fs.statSync(from, { throwIfNoEntry: false })?.isFile());
}

/** A file as it is; in a page of Markdown links out of the folder lead into it. */
function copyOf(file: string, withPagesInside: (text: string) => string): string | Buffer {
  return file.endsWith(".md") ? withPagesInside(readText(file)) : fs.readFileSync(file);
}

/** The files of a notebook's name or of a folder; what a release or an editor left there is none of them. */
function sourcesOf(operand: string, to: string): Source[] {
  const stat = fs.statSync(operand, { throwIfNoEntry: false });
  if (!stat) throw new WrongUse(`expected a notebook or a folder, got ${operand}: it is not there`);
  if (!stat.isDirectory()) return [{ from: operand, name: path.basename(operand) }];
  const below = (folder: string): string[] =>
    fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const place = path.join(folder, entry.name);
      if (entry.name.startsWith(".") || path.resolve(place) === to) return [];
      return entry.isDirectory() ? below(place) : [place];
    });
  return below(operand)
    .map((from) => ({ from, name: path.relative(operand, from) }))
    .filter(({ name }) => !AUTHORS_ONLY.includes(name) && name !== "course.json")
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function requireDifferent(sources: readonly Source[], to: string): void {
  const names = sources.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new WrongUse(`expected files of different names, got ${twice} twice`);
  const itself = sources.find(({ from, name }) => path.resolve(from) === path.join(to, name));
  if (itself) throw new WrongUse(`expected --to another folder than the sources', got that of ${itself.from}`);
}

/** Writes all or, where something else lies there, nothing: a student may have worked on it. */
function writeAll(to: string, files: ReadonlyMap<string, string | Buffer>, force: boolean): void {
  const changed = [...files].filter(([name, content]) => {
    const place = path.join(to, name);
    return !fs.existsSync(place) || !fs.readFileSync(place).equals(Buffer.from(content));
  });
  const taken = changed.map(([name]) => name).filter((name) => fs.existsSync(path.join(to, name)));
  if (taken.length > 0 && !force) {
    throw new KernelError(
      `expected room for the release, got other files of these names: ${taken.join(", ")}; --force replaces them`,
    );
  }
  for (const [name, content] of changed) {
    const place = path.join(to, name);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    writeText(place, content);
  }
}
