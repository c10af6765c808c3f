import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect } from "chai";
import { transformSync } from "esbuild";
import { inRoot, TSC } from "../../scripts/lib/paths.mjs";
import * as course from "../../src/course/index.ts";
import * as axonlab from "../../src/index.ts";
import * as plots from "../../src/plots/index.ts";
import * as widgets from "../../src/widgets/index.ts";

const root = join(import.meta.dirname, "../../src");

interface Example {
  file: string;
  line: number;
  code: string;
}

/** Every @example of src/: the lines from the tag to the next tag or the comment's end. */
function examples(): Example[] {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return [...text.matchAll(/^ *\* @example *\n((?: *\*(?! *@|\/).*\n)+)/gm)].map((match) => ({
      file: relative(root, join(root, file)),
      line: text.slice(0, match.index).split("\n").length,
      code: (match[1] as string).replace(/^ *\* ?/gm, "").trimEnd(),
    }));
  });
}

/** Turns `expression // → value` and `expression // throws text` into checks; other lines stay as they are. */
function checked(code: string): { body: string; checks: number } {
  let checks = 0;
  const lines = code.split("\n").map((line) => {
    const match = /^(.*?);? *\/\/ (→|throws) (.*)$/.exec(line);
    if (!match) return line;
    checks++;
    const [, expression, kind, wanted] = match as unknown as [string, string, "→" | "throws", string];
    return kind === "→"
      ? `__same(${expression}, ${wanted});`
      : `await __throws(async () => { ${expression}; }, ${JSON.stringify(wanted)});`;
  });
  return { body: lines.join("\n"), checks };
}

// The examples are nobody's progress.
process.env.AXONLAB_PROGRESS = "off";

const AsyncFunction = (async () => {}).constructor as new (
  ...names: string[]
) => (...values: unknown[]) => Promise<void>;

async function run(body: string): Promise<void> {
  const scope = {
    ...axonlab,
    ...plots,
    ...course,
    ...widgets,
    __same: (actual: unknown, wanted: unknown) => expect(actual).to.deep.equal(wanted),
    __throws: async (action: () => Promise<void>, wanted: string) => {
      const error = await action().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error instanceof axonlab.NnError || error instanceof widgets.WidgetError).to.equal(true);
      expect((error as Error).message).to.include(wanted);
    },
  };
  const { code } = transformSync(body, { loader: "ts", supported: { "top-level-await": true }, format: "esm" });
  await new AsyncFunction(...Object.keys(scope), `"use strict";${code}`)(...Object.values(scope));
}

/** What TypeScript has against the examples, each in a block of its own, as a user would write them. */
function typeErrors(all: readonly Example[]): string {
  const folder = mkdtempSync(join(tmpdir(), "axonlab-examples-"));
  const imports = Object.entries({
    index: axonlab,
    "plots/index": plots,
    "course/index": course,
    "widgets/index": widgets,
  }).map(
    ([file, names]) => `import { ${Object.keys(names).join(", ")} } from ${JSON.stringify(join(root, `${file}.ts`))};`,
  );
  const names = [...readFileSync(join(root, "index.ts"), "utf8").matchAll(/\btype (\w+Name)\b/g)].map(
    ([, name]) => name,
  );
  const types = `import type { ${names.join(", ")} } from ${JSON.stringify(join(root, "index.ts"))};`;
  const blocks = all.map(
    ({ file, line, code }) => `// ${file}:${line}\n{\n${code.replace(/;? *\/\/ (→|throws)/g, "; // $1")}\n}`,
  );
  try {
    const path = join(folder, "examples.mts");
    writeFileSync(path, [...imports, types, ...blocks].join("\n"));
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--allowImportingTsExtensions", "--ignoreConfig"];
    const node = ["--types", "node", "--typeRoots", inRoot("node_modules", "@types")];
    execFileSync(process.execPath, [TSC, ...options, ...node, "--target", "esnext", "--module", "nodenext", path], {
      cwd: folder,
    });
    return "";
  } catch (error) {
    return String((error as { stdout?: Buffer }).stdout ?? error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the examples in the doc comments", () => {
  const all = examples();

  for (const { file, line, code } of all) {
    it(`do what they say at ${file}:${line}`, async () => {
      const { body, checks } = checked(code);
      expect(checks, "an example that checks nothing").to.be.above(0);
      expect(code.split("\n").length, "lines").to.be.at.most(3);
      await run(body);
    });
  }

  it(`are ${all.length}, and stand at every function and class that a user can import`, () => {
    expect(all).to.have.length.above(0);
    const named = Object.entries({ ...axonlab, ...plots, ...course, ...widgets }).filter(
      ([, value]) => typeof value === "function",
    );
    const text = all.map(({ code }) => code).join("\n");
    // Users catch errors and get reports; they make none.
    const exempt = ["NnError", "CourseError", "CheckReport", "ProgressReport", "Widget", "WidgetError", "Interactive"];
    expect(named.map(([name]) => name).filter((name) => !exempt.includes(name) && !text.includes(name))).to.deep.equal(
      [],
    );
  });

  it("stand in every file of the library's reading order, but in the engines, which are not to be imported", () => {
    const order = readFileSync(join(root, "README.md"), "utf8").matchAll(/\]\(([\w/-]+\.ts)\)/g);
    const files = [...order].map(([, file]) => file as string).filter((file) => !file.includes("/engines/"));
    expect(files.length).to.be.above(40);
    expect(files.filter((file) => !all.some((example) => example.file === file))).to.deep.equal([]);
  });

  it("are right in the eyes of TypeScript, which would see a wrong one", () => {
    expect(typeErrors(all)).to.equal("");
    const wrong = { file: "wrong.ts", line: 1, code: 'new Neuron({ weights: "1" });' };
    expect(typeErrors([wrong])).to.include("TS2322");
  });

  it("would not pass with a wrong value", async () => {
    const failure = await run(checked("1 + 1 // → 3").body).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });
});
