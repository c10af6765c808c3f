import path from "node:path";
import { expect } from "chai";
import { repositoryFiles, textOf } from "./sources.ts";

/**
 * The parts from the lowest to the highest: a file imports only from its own part and from those before it.
 * A part is the longest of these that a path begins with.
 */
const ORDER = [
  "kernel/errors.ts",
  "kernel/closest.ts",
  "kernel/version.ts",
  "kernel/lent.ts",
  "kernel/wire/",
  "kernel/history/",
  "kernel/sockets/",
  "kernel/scope/",
  "kernel/display/",
  "kernel/compile/",
  "kernel/runtime/",
  "kernel/checker/",
  "kernel/engine/",
  "kernel/session/",
  "kernel/notebook/",
  "src/errors.ts",
  "src/nn/",
  "src/plots/",
  "src/widgets/",
  "src/index.ts",
  "src/course/",
  "kernel/cli/",
];

const SPECIFIER = /(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']/g;

interface Import {
  from: string;
  to: string;
}

const rank = (file: string) => ORDER.findIndex((part) => file.startsWith(part));
const half = (file: string) => file.slice(0, file.indexOf("/"));

function importsOf(file: string): Import[] {
  return [...textOf(file).matchAll(SPECIFIER)].map(([, specifier = ""]) => ({
    from: file,
    to: path.posix.join(path.posix.dirname(file), specifier),
  }));
}

/** The first round trip of imports that starts and ends at a file. */
function findCycle(graph: Map<string, string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...trail, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

describe("the direction of imports", () => {
  const files = repositoryFiles().filter((file) => /^(kernel|src)\/.*\.ts$/.test(file));
  const imports = files.flatMap(importsOf);

  it("is one way between the parts", () => {
    expect(imports.length).to.be.greaterThan(50);
    const wrong = imports
      .filter(({ from, to }) => rank(to) > rank(from))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(wrong).to.deep.equal([]);
    console.log(`      ${imports.length} imports between ${files.length} files looked at`);
  });

  it("knows every part", () => {
    expect(files.filter((file) => rank(file) < 0)).to.deep.equal([]);
  });

  it("leaves kernel/cli alone to load both the kernel and src", () => {
    const across = imports.filter(({ from, to }) => half(from) !== half(to) && !from.startsWith("kernel/cli/"));
    expect(across).to.deep.equal([]);
  });

  it("has no cycle between files", () => {
    const graph = new Map(files.map((file) => [file, importsOf(file).map(({ to }) => to)]));
    expect(findCycle(graph)).to.equal(undefined);
  });
});
