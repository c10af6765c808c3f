import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect } from "chai";
import { transformSync } from "esbuild";
import * as axonlab from "../../src/index.ts";
import * as plots from "../../src/plots/index.ts";

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

const AsyncFunction = (async () => {}).constructor as new (
  ...names: string[]
) => (...values: unknown[]) => Promise<void>;

async function run(body: string): Promise<void> {
  const scope = {
    ...axonlab,
    ...plots,
    __same: (actual: unknown, wanted: unknown) => expect(actual).to.deep.equal(wanted),
    __throws: async (action: () => Promise<void>, wanted: string) => {
      const error = await action().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(axonlab.NnError);
      expect((error as Error).message).to.include(wanted);
    },
  };
  const { code } = transformSync(body, { loader: "ts", supported: { "top-level-await": true }, format: "esm" });
  await new AsyncFunction(...Object.keys(scope), `"use strict";${code}`)(...Object.values(scope));
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
    const named = Object.entries({ ...axonlab, ...plots }).filter(([, value]) => typeof value === "function");
    const text = all.map(({ code }) => code).join("\n");
    const exempt = ["NnError"]; // users catch it, they do not make it
    expect(named.map(([name]) => name).filter((name) => !exempt.includes(name) && !text.includes(name))).to.deep.equal(
      [],
    );
  });

  it("would not pass with a wrong value", async () => {
    const failure = await run(checked("1 + 1 // → 3").body).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });
});
