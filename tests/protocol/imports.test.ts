import { expect } from "chai";
import { Client } from "./client.ts";
import { NotebookFolder } from "./notebook-folder.ts";
import { outcomeOf } from "./outcome.ts";
import { eachRow, type Step } from "./steps.ts";

/** The packages that the rows import. */
function install(folder: NotebookFolder): void {
  folder.install(
    "esm",
    {
      type: "module",
      exports: { ".": { types: "./i.d.ts", import: "./i.js" }, "./sub": { types: "./s.d.ts", default: "./s.js" } },
    },
    {
      "i.js": "export const n = 1; export default class D { v = 2 }",
      "i.d.ts":
        "export declare const n: number; export default class D { v: number } export interface Opt { a: string }",
      "s.js": "export const sub = 's';",
      "s.d.ts": "export declare const sub: string;",
    },
  );
  folder.install(
    "cjs",
    { main: "m.js", types: "m.d.ts" },
    {
      "m.js": "module.exports = (x) => 'hi ' + x; module.exports.extra = 3;",
      "m.d.ts": "declare function hi(x: string): string; declare namespace hi { const extra: number } export = hi;",
    },
  );
  folder.install("untyped", { main: "m.js" }, { "m.js": "exports.u = () => 42" });
  folder.install(
    "untyped-esm",
    { type: "module", main: "m.js" },
    { "m.js": "export const e = 1; export const f = 2;" },
  );
  folder.install("overlooked", { main: "m.js" }, { "m.js": "module.exports = Object.assign({}, { hidden: 1 })" });
  folder.install("attyped", { main: "m.js" }, { "m.js": "exports.at = () => 'at'" });
  folder.install("@types/attyped", { types: "i.d.ts" }, { "i.d.ts": "export declare function at(): string;" });
  folder.install("types-only", { types: "i.d.ts" }, { "i.d.ts": "export interface Shape { r: number }" });
  folder.install("@types/shapes", { types: "i.d.ts", main: "" }, { "i.d.ts": "export interface Feature { t: 1 }" });
  folder.install("@types/values", { types: "i.d.ts", main: "" }, { "i.d.ts": "export declare const v: number;" });
  folder.install(
    "@scope/pkg",
    { type: "module", exports: { "./sub": { types: "./i.d.ts", default: "./i.js" } } },
    { "i.js": "export const sc = 1", "i.d.ts": "export declare const sc: number;" },
  );
}

const FILES = {
  "one.ts":
    "export const one: number = 1; export interface One { o: number } export enum E { A = 5 }\nexport default (x: number): string => 'd' + x;",
  "two.tsx": "export const two = <T,>(x: T): T => x;",
  "three.js": "export const three = 3;",
  "four.json": '{ "k": [1, 2, 3] }',
  "list.json": "[1, 2]",
  "five.cjs": "module.exports = { five: 5 };",
  "six.cts": "export const six: number = 6;",
  "seven.mts": "export const seven: number = 7;",
  "lib/index.ts": 'import { one } from "../one"; export const lib = one + 100; export * from "./deep.js";',
  "lib/deep.ts": 'export const deep = "deep";',
  "ring-a.ts": 'import { b } from "./ring-b"; export const a = () => b() + 1;',
  "ring-b.ts": 'import { a } from "./ring-a"; export const b = () => 1; export const again = () => a();',
  "slow.ts": "export const slow: number = await new Promise((resolve) => setTimeout(resolve, 3, 4));",
  "wrong.ts": 'export const fine = 1;\nexport const wrong: number = "text";',
  "uses-wrong.ts": 'export { fine } from "./wrong";',
  "faulty.ts": "export const a = 1;\nexport const = 2;",
};

const IMPORTS: Record<string, readonly Step[]> = {
  "takes ECMAScript packages with their types and subpaths": [
    [
      "import { n, default as D, type Opt } from 'esm'; import * as all from 'esm'\nconst opt: Opt = { a: 'x' };\n[n, new D().v, all.default === D]",
      "[ 1, 2, true ]",
    ],
    ["import { sub } from 'esm/sub'; sub.length", "1"],
    ["import { sc } from '@scope/pkg/sub'; sc", "1"],
    ["n.length", /TS2339/],
    ["import { nope } from 'esm'", /TS2614: Module '"esm"' has no exported member 'nope'/],
  ],
  "takes CommonJS packages by default, namespace, require and import equals": [
    ["import hi from 'cjs'; hi('a') + hi.extra", "'hi a3'"],
    ["import old = require('cjs'); old('b')", "'hi b'"],
    ["old('c') + require('cjs').extra", "'hi c3'"],
    ["import * as ns from 'cjs'; ns.extra", "3"],
    ["hi(1)", /TS2345/],
  ],
  "takes packages with types from elsewhere, without any, and of types alone": [
    ["import { at } from 'attyped'; at().length", "2"],
    ["import { u } from 'untyped'; u()", "42"],
    ["import { Shape } from 'types-only'; const shape: Shape = { r: 1 }; shape", "{ r: 1 }"],
    ["import { Feature } from 'shapes'; const feature: Feature = { t: 1 }; feature", "{ t: 1 }"],
    ["import type { Opt as Alias } from 'esm'; const other: Alias = { a: 1 }", /TS2322/],
    ["import { v } from 'values'", /Cannot find the package values .*: npm install values/],
  ],
  "refuses names that a package without types does not have, and finds those that Node overlooks": [
    ["import { nope } from 'untyped'", /SyntaxError: The module "untyped" has no export named 'nope'; it exports u/],
    ["import * as some from 'untyped-esm'; some.e + some.f", "3"],
    ["import whole from 'untyped-esm'", /SyntaxError: The module "untyped-esm" has no default export; it exports e, f/],
    ["import whole, * as all from 'untyped-esm'", /no default export/],
    ["import { e as renamed, \"no name\" as none } from 'untyped-esm'", /no export named 'no name'/],
    ["import { hidden } from 'overlooked'; hidden", "1"],
    ["import whole, { hidden as again } from 'overlooked'; [whole.hidden, again]", "[ 1, 1 ]"],
    ["import { hidden as once, never } from 'overlooked'", /no export named 'never'/],
    ["import ax from 'axonlab'", /no default export/],
    ["%%types off\nimport { Opt as untold } from 'esm'; typeof untold", "'undefined'"],
  ],
  "takes local files with and without extension": [
    [
      "import { one, E, One } from './one'; import make from './one.ts'; const o: One = { o: one }; [o, E.A, make(3)]",
      "[ { o: 1 }, 5, 'd3' ]",
    ],
    ["import { two } from './two'; import { two as same } from './two.tsx'; two(2) + same(3)", "5"],
    ["import { three } from './three'; import { three as same } from './three.js'; three + same", "6"],
    ["import four from './four'; import same from './four.json'; [four === same, same.k[2]]", "[ true, 3 ]"],
    [
      "import data, { k } from './four.json' with { type: 'json' }; import * as whole from './four.json'; [data.k === k, whole.k[0]]",
      "[ true, 1 ]",
    ],
    ["import list from './list.json'; list.map((x) => x.toFixed(1))", "[ '1.0', '2.0' ]"],
    [
      "import { five } from './five.cjs'; import { six } from './six.cts'; import { seven } from './seven.mts'; five + six + seven",
      "18",
    ],
    ["import { lib, deep } from './lib'; lib + deep", "'101deep'"],
    ["import { a as ring } from './ring-a'; import { again } from './ring-b'; ring() + again()", "4"],
    ["import { slow } from './slow'; slow", "4"],
  ],
  "imports dynamically, and requires local TypeScript": [
    ["(await import('./one')).one + (await import('esm')).n", "2"],
    ["const name: string = './one'; (await import(name)).E.A", "5"],
    ["require('./one').one + require('./six.cts').six + require('./four.json').k.length", "10"],
    ["(await import('./one')).nope", /TS2339/],
  ],
  "takes Node's modules, and knows where it lies": [
    [
      "import { basename } from 'node:path'; import fs from 'fs'; basename(__dirname) === basename(import.meta.dirname) && fs.existsSync('one.ts')",
      "true",
    ],
    ["import { nope } from 'node:fs'", /TS2305/],
  ],
  "reports errors of imported files with their place": [
    [
      "import { fine } from './uses-wrong'",
      /wrong\.ts:2:14 - error TS2322: [\s\S]*2 \| export const wrong: number = "text";\n {2}\| {14}\^/,
    ],
    ["import { a } from './faulty'", /faulty\.ts:2:14 - error TS1134/],
    ["%%types off\nimport { a } from './faulty'", /SyntaxError: .*\(\.\/faulty\.ts:2:14\)/],
    ["import { z } from './nowhere'", /TS2307: Cannot find module '\.\/nowhere'/],
    ["%%types off\nimport { z } from './on'", /Cannot find the file "\.\/on".*Near it: \.\/one\.ts/],
  ],
  "offers this repository's library and the drop-in of tslab": [
    [
      "import * as axonlab from 'axonlab'; import * as plots from 'axonlab/plots'; import * as course from 'axonlab/course'; import * as tslab from 'tslab'; [axonlab, plots, course, tslab].every((one) => Object.keys(one).length > 1)",
      "true",
    ],
    ["axonlab.nothing", /TS2339/],
    ["import 'axonlab/nope'", /The kernel itself provides axonlab, axonlab\/plots[,.]/],
  ],
  "says how to install what is missing, and not to install what is there": [
    ["import z from 'not-there'", /TS2307: .*'not-there'[\s\S]*npm install not-there/],
    ["import z from '@not/there/deep'", /npm install @not\/there\n/],
    ["import 'not-there'", /npm install not-there/],
    ["await import('not-there')", /npm install not-there/],
    ["require('not-there')", /ModuleNotFoundError: .*npm install not-there/],
    ["import { sc as no } from '@scope/pkg'", /@scope\/pkg is installed in .*, but has nothing of this name/],
  ],
};

describe("imports from the notebook's folder", () => {
  const folder = new NotebookFolder();
  let client: Client;
  before(async () => {
    folder.put(FILES);
    install(folder);
    client = await Client.start({ folder: folder.path });
  });
  after(async () => {
    await client.stop();
    folder.remove();
  });
  eachRow(IMPORTS, () => client);

  it("read an edited file again, through those that import it, and its types", async () => {
    const b = "import { b } from './a'; b";
    folder.put({
      "a.ts": "export * from './b'",
      "b.ts": "import { c } from './c.ts'; export const b = c",
      "c.ts": "export const c = 1",
    });
    expect(await client.value(b)).to.equal("1");
    folder.put({ "c.ts": "export const c: string = 'changed'" });
    expect(await client.value(`${b}.toUpperCase()`)).to.equal("'CHANGED'");
    folder.put({ "c.ts": "\nexport const c: string = 5" });
    expect((await outcomeOf(client, b)).error).to.match(/c\.ts:2:14 - error TS2322/);
    folder.put({ "c.ts": "export const other = 5" });
    expect((await outcomeOf(client, b)).error).to.match(/b\.ts:1:10 - error TS2305/);
    folder.put({ "c.ts": "export const c = 6" });
    expect(await client.value("(await import('./a')).b")).to.equal("6");
    for (const [file, text, code] of [
      ["d.json", (n: number) => `{ "n": ${n} }`, "import d from './d.json'; d.n"],
      ["e.cjs", (n: number) => `exports.e = ${n}`, "require('./e.cjs').e"],
      ["g.js", (n: number) => `export const g = ${n}`, "import { g } from './g'; g"],
    ] as const) {
      for (const n of [1, 2]) {
        folder.put({ [file]: text(n) });
        expect(await client.value(code), file).to.equal(String(n));
      }
    }
  });

  it("find a file, or a package, that came after they failed, and miss one that went", async () => {
    const local = "import { late } from './late'; late";
    expect((await outcomeOf(client, local)).error).to.include("TS2307");
    folder.put({ "late.ts": "export const late = 1" });
    expect(await client.value(local)).to.equal("1");
    folder.drop("late.ts");
    expect((await outcomeOf(client, local)).error).to.include("TS2307");
    folder.put({ "late/index.ts": "export const late = 2" });
    expect(await client.value(local)).to.equal("2");
    const code = "import { late } from 'late-package'; late.length";
    const untyped = "%%types off\nimport { late } from 'late-too'; late";
    expect((await outcomeOf(client, code)).error).to.include("npm install late-package");
    expect((await outcomeOf(client, untyped)).error).to.include("npm install late-too");
    const files = { "i.js": "export const late = 'here'", "i.d.ts": "export declare const late: string;" };
    for (const name of ["late-package", "late-too"]) {
      folder.install(name, { type: "module", main: "i.js", types: "i.d.ts" }, files);
    }
    expect(await client.value(code)).to.equal("4");
    expect(await client.value(untyped)).to.equal("'here'");
  });

  for (const [lock, command] of Object.entries({ "pnpm-lock.yaml": "pnpm add", "yarn.lock": "yarn add" })) {
    it(`say ${command} where ${lock} lies`, async () => {
      folder.put({ [lock]: "" });
      for (const code of ["import 'not-there'", "%%types off\nimport 'not-there'", "require('not-there')"]) {
        expect((await outcomeOf(client, code)).error, code).to.include(`${command} not-there`);
      }
      folder.drop(lock);
    });
  }

  it("prefer a lent package that the folder has itself", async () => {
    const own = new NotebookFolder();
    own.install(
      "vega-lite",
      { type: "module", main: "i.js", types: "i.d.ts" },
      { "i.js": "export const mine = 1", "i.d.ts": "export declare const mine: 1;" },
    );
    const other = await Client.start({ folder: own.path });
    expect(await other.value("import { mine } from 'vega-lite'; mine")).to.equal("1");
    await other.stop();
    own.remove();
  });
});
