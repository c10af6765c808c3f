import { expect } from "chai";
import { Notebook } from "./checking.ts";

/** Cells for which the language's own declarations are enough. */
const enough = [
  "let x: number = 1; x",
  'console.log("Hello", [1, 2].map((n) => n * 2)); console . error(1)',
  "class Wrong extends Error {} function f(n: number) { if (n < 0) throw new Error('negative'); return Math.sqrt(n) } f(4)",
  "interface P { x: number } const points: P[] = [{ x: 1 }]; new Map(points.map((p) => [p.x, p])).get(1)?.x.toFixed(2)",
  "async function* g() { yield 1n } for await (const n of g()) display(n)",
  "const process = 3, Buffer = { name: 'own' }; process.toFixed() + Buffer.name",
  "try { null! } catch (e) { if (e instanceof Error) e.message } finally {}",
];

/** Cells that mean more with Node's declarations, or nothing without them. */
const more = [
  "setTimeout(() => {}, 1).unref(); const t = setInterval(() => {}, 1)",
  "process.env.HOME; Buffer.from('a').toString('hex'); new URL('http://x').host; structuredClone(1)",
  "Error.captureStackTrace({}); const limit = Error.stackTraceLimit",
  "const make: ErrorConstructor = Object.assign((m?: string) => new RangeError(m), { prototype: new RangeError() }) as never",
  "const keys = Object.keys(globalThis) as (keyof typeof globalThis)[]",
  "const c = console; c.table([1]); console.time('a')",
  "const { log } = console; log(1)",
  "const E = Error; E.captureStackTrace({})",
  'import { readFileSync } from "node:fs"; readFileSync("a").length',
  'const os = await import("node:os"); os.cpus().length',
  'const path = require("node:path"); path.sep',
  'let late: NodeJS.Timeout | undefined; const r = new Response("x"); const e = new EventTarget()',
];

/** Cells with a fault, in the core's eyes or in truth. */
const faulty: [source: string, ...codes: number[]][] = [
  ["const n: number = 'text'", 2322],
  ["consol.log(1)", 2552],
  ["proces.exit()", 2552],
  ["const t: number = setTimeout(() => {}, 1)", 2322],
  ["console.logg(1)", 2551],
  ["let a = ;", 1109],
  ["const wrong: string = process.pid", 2322],
];

describe("a checker that begins with the language's core", () => {
  it("has no fault in what it begins with", async () => {
    const notebook = new Notebook();
    const snapshot = await notebook.workspace.edit({});
    const names = await snapshot.fileNames();
    expect(notebook.workspace.isCore).to.equal(true);
    expect(names.length).to.be.lessThan(12);
    expect(names.filter((name) => name.includes("node_modules"))).to.deep.equal([]);
    for (const name of names) {
      expect(await snapshot.semanticDiagnostics(name), name).to.deep.equal([]);
      expect(await snapshot.syntacticDiagnostics(name), name).to.deep.equal([]);
    }
    for (const name of ["Array", "Iterator", "Promise", "Disposable"])
      expect(await snapshot.hasGlobal(name)).to.equal(true);
    expect(await snapshot.hasGlobal("process")).to.equal(false);
    await notebook.close();
  });

  it("checks plain cells with it, one after the other", async () => {
    const notebook = new Notebook();
    for (const source of enough) {
      expect(await notebook.run(source), source).to.deep.equal([]);
      expect(notebook.workspace.isCore, source).to.equal(true);
    }
    await notebook.close();
  });

  it("checks with everything what could mean more, which is then known for good", async () => {
    for (const source of more) {
      const notebook = new Notebook();
      expect(await notebook.run("const one = 1"), source).to.deep.equal([]);
      expect(await notebook.run(source), source).to.deep.equal([]);
      expect(notebook.workspace.isCore, source).to.equal(false);
      expect(await notebook.run("one.toFixed(); process.pid.toFixed()")).to.deep.equal([]);
      await notebook.close();
    }
  });

  it("finds the same faults and the same types as one that begins with everything", async () => {
    const ask = async (notebook: Notebook, sources: readonly string[]) => {
      const found: unknown[] = [];
      for (const source of sources) {
        found.push(await notebook.check(source));
        await notebook.commit(source);
      }
      for (const name of [
        "x",
        "f",
        "points",
        "process",
        "t",
        "limit",
        "keys",
        "c",
        "E",
        "Math.max",
        "[1].map",
        "Promise.all",
      ])
        found.push(await notebook.inspect(`${name}|`, 1));
      for (const marked of ["Math.|", "new Ma|", "[1].fi|", "process.|"]) found.push(await notebook.complete(marked));
      return found;
    };
    const sources = [
      ...enough,
      ...more.filter((source) => !source.includes("= console; log")),
      ...faulty.map(([source]) => source),
    ];
    const [core, all] = [new Notebook(), new Notebook({}, "all")];
    expect(await ask(core, sources)).to.deep.equal(await ask(all, sources));
    for (const [source, ...codes] of faulty) {
      const fresh = new Notebook();
      expect(await fresh.run(source), source).to.deep.equal(codes);
      await fresh.close();
    }
    await Promise.all([core.close(), all.close()]);
  });

  it("loads the rest for help with typing, and when nobody asks for anything", async () => {
    const [asked, idle] = [new Notebook(), new Notebook()];
    expect((await asked.complete("process.pi|")).items.map(({ text }) => text)).to.include("pid");
    expect(asked.workspace.isCore).to.equal(false);
    expect((await asked.inspect("Math.max|"))?.documentation).to.include("larger");
    const snapshot = await asked.workspace.edit({});
    expect((await snapshot.fileNames()).filter((name) => name.includes("@typescript"))).to.deep.equal([]);
    while (idle.workspace.isCore) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await idle.run("process.pid")).to.deep.equal([]);
    await Promise.all([asked.close(), idle.close()]);
  });

  it("begins with everything where the folder has a tsconfig.json", async () => {
    const notebook = new Notebook({ "tsconfig.json": '{ "compilerOptions": { "lib": ["es2022", "dom"] } }' });
    expect(notebook.workspace.isCore).to.equal(false);
    expect(await notebook.run("document.title")).to.deep.equal([]);
    await notebook.close();
  });
});
