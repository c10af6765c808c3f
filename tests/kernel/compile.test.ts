import { expect } from "chai";
import { compileCell } from "../../kernel/compile/cell.ts";
import { CellSyntaxError } from "../../kernel/compile/syntax-error.ts";
import { Cells, type Outcome } from "./cells.ts";

describe("the compiler of cells", () => {
  let cells: Cells;
  before(() => {
    cells = new Cells();
  });
  after(() => cells.close());

  /** Cells in order, and how the last of them ends. */
  type Row = [title: string, sources: string[], ending: Outcome];
  const rows: Row[] = [
    ["reports the last expression's value", ["1; 2 + 1"], { value: "3" }],
    [
      "reports undefined as a value too, and leaves it to the runtime to show nothing",
      ["void 0"],
      { value: "undefined" },
    ],
    ["reports a lone string, which is no directive", ['"hello"'], { value: "'hello'" }],
    ["reports what stands before empty statements and comments", ["5;; // five\n/* end */"], { value: "5" }],
    ["reports an object in parentheses", ["({ a: 1 })"], { value: "{ a: 1 }" }],
    ["takes braces for a block, as the type checker does", ["{ a: 1 }"], {}],
    ["reports the last value of a sequence", ["let s1 = 1, s2; s1++, s2 = s1 * 2"], { value: "4" }],
    ["reports an awaited value", ["await Promise.resolve(6)"], { value: "6" }],
    ["reports a template over several lines", ["`a\n${1 + 1}\n`"], { value: "'a\\n2\\n'" }],
    ["reports an arrow function", ["(a: number) => a"], { value: "[Function (anonymous)]" }],
    ["reports an expression under assertions of type", ["<number>(7 as unknown) satisfies number"], { value: "7" }],
    ["reports no value for a declaration", ["1; let noValue = 2"], {}],
    ["reports no value for a function declaration", ["1; function noValueEither() {}"], {}],
    ["reports no value where a type stands last", ["5\ninterface NoValue {}"], {}],
    [
      "reports a value where a type stands above",
      ["interface Above { type: 1 }\nconst type = 5\ntype"],
      { value: "5" },
    ],
    ["reports no value for an enum that goes on", ["enum Twice { A }\nenum Twice { B = 1 }"], {}],
    ["reports no value for a namespace", ["namespace Last { export const a = 1 }"], {}],
    ["takes an empty cell", [""], {}],
    ["takes a cell of comments", ["// only\n/* this */"], {}],
    ["takes a byte order mark, a hash-bang and CRLF", ["\uFEFF1\r\n+ 1", "#!/usr/bin/env x\r\n2\r\n"], { value: "2" }],
    ["reports a default export", ["export default 3 * 3"], { value: "9" }],
    [
      "strips export from declarations",
      ["export const e1 = 1; export function e2() { return 2 }\nexport { e1 }", "e1 + e2()"],
      { value: "3" },
    ],
    ["names a default export", ["export default class D1 { static x = 4 }", "D1.x"], { value: "4" }],
    ["takes nameless default exports", ["export default function () {}", "export default class {}"], {}],

    ["hoists functions above their line", ["early() + 1; function early() { return 1 }\nearly() * 2"], { value: "2" }],
    [
      "hoists functions above a top-level await",
      ["const w = await waits(); async function waits() { return 3 }\nw"],
      { value: "3" },
    ],
    [
      "keeps a function's name",
      ["function named() {}\nasync function* ag() {}", "named.name + ag.name"],
      { value: "'namedag'" },
    ],
    [
      "lets functions recurse",
      ["function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1) }\nfact(5)"],
      { value: "120" },
    ],
    [
      "lets an old closure see the new function",
      ["function one() { return 1 }\nfunction user() { return one() }", "function one() { return 10 }", "user()"],
      { value: "10" },
    ],
    [
      "takes overloads",
      [
        "function over(a: string): string;\nfunction over(a: number): number;\nfunction over(a: any) { return a }\nover(1)",
      ],
      { value: "1" },
    ],
    ["takes generators", ["function* gen() { yield 1; yield* [2, 3] }\n[...gen()]"], { value: "[ 1, 2, 3 ]" }],
    ["keeps functions of a block in the block", ["{ function inner() {} }\ntypeof inner"], { value: "'undefined'" }],
    ["is strict", ["(function () { return this })()"], { value: "undefined" }],

    ["takes a var twice in a cell", ["var v1 = 1; var v1 = 2; v1"], { value: "2" }],
    ["keeps a var without a value as it was in the cell", ["var v2 = 1; var v2; v2"], { value: "1" }],
    ["begins a var anew in a later cell", ["var v2 = 1", "var v2; v2"], { value: "undefined" }],
    ["sees a var before its line as undefined", ["let seen = typeof v3; var v3 = 1; seen"], { value: "'undefined'" }],
    [
      "hoists var out of blocks and branches",
      ["if (true) { var v4 = 1 } else { var v5 = 2 }\n[v4, v5]"],
      { value: "[ 1, undefined ]" },
    ],
    [
      "hoists var out of a branch without braces",
      ["if (true) var v6 = 1; else var v7; [v6, v7]"],
      { value: "[ 1, undefined ]" },
    ],
    ["hoists var out of a loop's head", ["for (var i = 0, n = 3; i < n; i++) {}\ni"], { value: "3" }],
    [
      "hoists var out of for-of and for-in",
      ["for (var v8 of [1, 2]) {}\nfor (var v9 in { k: 1 }) {}\n[v8, v9]"],
      { value: "[ 2, 'k' ]" },
    ],
    [
      "hoists patterns out of loops",
      ["for (var { length } of ['abc']) {}\nfor (var [p1] of [[5]]) {}\n[length, p1]"],
      { value: "[ 3, 5 ]" },
    ],
    ["hoists a var called async out of for-of", ["for (var async of [1]) {}\nasync"], { value: "1" }],
    [
      "hoists var out of try, catch, switch and labels",
      [
        "try { throw 1 } catch (e) { var c1 = e } finally { var c2 = 2 }\nswitch (1) { case 1: var c3 = 3 }\nout: do { var c4 = 4; break out } while (true)\n[c1, c2, c3, c4]",
      ],
      { value: "[ 1, 2, 3, 4 ]" },
    ],
    ["leaves a function's var in the function", ["(() => { var mine = 1 })()\ntypeof mine"], { value: "'undefined'" }],
    [
      "shares one var among the closures of a loop",
      ["var fs = []; for (var j = 0; j < 2; j++) fs.push(() => j)\nfs.map((f) => f())"],
      { value: "[ 2, 2 ]" },
    ],
    [
      "gives each turn of a loop its own let",
      ["let gs = []; for (let k = 0; k < 2; k++) gs.push(() => k)\ngs.map((g) => g())"],
      { value: "[ 0, 1 ]" },
    ],
    [
      "destructures var, with defaults and rest",
      [
        "var { d1, d2: [d3 = 3, ...d4], ...d5 } = { d1: 1, d2: [, 4], d6: 6 } as any, d7, d8 = 8;\n[d1, d3, d4, d5, d7, d8]",
      ],
      { value: "[ 1, 3, [ 4 ], { d6: 6 }, undefined, 8 ]" },
    ],
    [
      "names anonymous functions after their var",
      ["var anon = () => {}, Klass = class {}\nanon.name + Klass.name"],
      { value: "'anonKlass'" },
    ],

    [
      "refuses to assign to a constant of the same cell",
      ["const k1 = 1; k1 = 2"],
      { error: "TypeError: Assignment to constant variable.", place: { line: 1, column: 15 } },
    ],
    [
      "refuses to assign to a constant of an earlier cell",
      ["const k2 = 1", "k2 += 2"],
      { error: "TypeError: Assignment to constant variable.", place: { line: 1, column: 1 } },
    ],
    [
      "refuses to assign to a constant from a function",
      ["const k3 = 1", "(() => { k3++ })()"],
      { error: "TypeError: Assignment to constant variable.", place: { line: 1, column: 10 } },
    ],
    [
      "refuses to assign to a constant by a pattern",
      ["const k4 = 1", "[{ k4 }] = [{ k4: 2 }]"],
      { error: "TypeError: Assignment to constant variable.", place: { line: 1, column: 4 } },
    ],
    [
      "refuses to assign to a constant by a loop",
      ["const k5 = 1", "for (k5 of [1]) {}"],
      { error: "TypeError: Assignment to constant variable.", place: { line: 1, column: 6 } },
    ],
    [
      "refuses to assign to an import",
      ['import { sep } from "node:path"', 'sep = ""'],
      { error: "TypeError: Assignment to constant variable.", place: { line: 1, column: 1 } },
    ],
    [
      "lets a local name shadow a constant",
      [
        "const k6 = 1",
        "{ let k6 = 1; k6 = 2 }\n((k6) => { k6 = 3 })(1)\nfor (let k6 = 0; k6 < 1; k6++) {}\nfunction own() { k6 = 4; var k6; return k6 }\n[own(), k6]",
      ],
      { value: "[ 4, 1 ]" },
    ],
    ["lets a constant be assigned to once it is a variable", ["const k7 = 1", "let k7 = 2", "k7 = 3"], { value: "3" }],
    ["keeps a constant's old value after the refusal", ["const k8 = 1", "try { k8 = 2 } catch {}\nk8"], { value: "1" }],

    [
      "imports a default, names, renamed names and a namespace",
      [
        'import d, { sep as s, posix, type ParsedPath } from "node:path";\nimport * as ns from "node:path";\n[d.sep, s, posix.sep, ns.sep]',
      ],
      { value: "[ '/', '/', '/', '/' ]" },
    ],
    [
      "imports above the first line",
      ['sepEarly; import { sep as sepEarly } from "node:path"; sepEarly'],
      { value: "'/'" },
    ],
    [
      "imports for a later cell what this one does not use",
      ['import { sep as later } from "node:path"', "later"],
      { value: "'/'" },
    ],
    [
      "imports a default together with a namespace",
      ['import d2, * as ns2 from "node:path"; d2 === ns2.default'],
      { value: "true" },
    ],
    ["imports names that are strings", ['import { "sep" as quoted } from "node:path"; quoted'], { value: "'/'" }],
    ["imports for the effect alone", ['import "node:path"; import {} from "node:os"'], {}],
    [
      "leaves type-only imports out",
      ['import type { Nothing } from "no-such-package"; import { type X } from "node:os"\n1'],
      { value: "1" },
    ],
    [
      "passes attributes on",
      ['import json from "./data.json" with { type: "json" }; json'],
      { value: "{ with: { type: 'json' } }" },
    ],
    [
      "re-exports for the effect alone",
      ['export * from "node:path"; export { sep } from "node:path"; typeof sep1'],
      { value: "'undefined'" },
    ],
    [
      "imports within expressions and functions",
      ['const lazy = async () => (await import("node:path")).sep\nawait lazy()'],
      { value: "'/'" },
    ],
    ["reads import.meta", ["import.meta.url"], { value: "'file:///notebook'" }],

    [
      "awaits in loops",
      ["async function* count() { yield 1; yield 2 }\nlet sum = 0; for await (const one of count()) sum += one\nsum"],
      { value: "3" },
    ],
    [
      "keeps labels",
      ["outer: for (var a1 = 0; ; a1++) { for (;;) { if (a1 > 2) break outer; continue outer } }\na1"],
      { value: "3" },
    ],
    [
      "takes enums, computed and of strings",
      ['enum E1 { A, B = 1 << 2, C = "x".length, D = "d" }\n[E1.A, E1.B, E1.C, E1.D, E1[4]]'],
      { value: "[ 0, 4, 1, 'd', 'B' ]" },
    ],
    [
      "merges an enum within a cell and begins it anew in the next",
      ["enum E2 { A }\nenum E2 { B = 1 }", "enum E2 { C }", "E2"],
      { value: "{ '0': 'C', C: 0 }" },
    ],
    ["keeps constant enums for later cells", ["const enum E3 { A = 7 }", "E3.A"], { value: "7" }],
    [
      "takes parameter properties",
      [
        "class P2 { constructor(public a: number, private b = 2) {} sum() { return this.a + this.b } }\nnew P2(1).sum()",
      ],
      { value: "3" },
    ],
    [
      "takes namespaces with variables and merged parts",
      [
        "namespace N1 { export let a = 1; export const b = 2 }\nnamespace N1 { export const c = a + b; export namespace In { export class K {} } }\nN1.a = 5; [N1.c, N1.a, new N1.In.K()]",
      ],
      { value: "[ 3, 5, K {} ]" },
    ],
    [
      "merges a namespace with a function, a class and an enum",
      [
        "function F2() { return F2.x }\nnamespace F2 { export const x = 1 }\nclass C2 {}\nnamespace C2 { export const y = 2 }\nenum E4 { A }\nnamespace E4 { export const z = 3 }\n[F2(), C2.y, E4.z]",
      ],
      { value: "[ 1, 2, 3 ]" },
    ],
    [
      "takes decorators and accessors",
      [
        "const log: string[] = []\nfunction dec(v: any, c: any) { log.push(`${c.kind} ${String(c.name)}`); return undefined as any }\n@dec class A1 { @dec m() { return new A1() } accessor z = 1; static s = 2 }\n[new A1().m().z, A1.s, A1.name, log]",
      ],
      { value: "[ 1, 2, 'A1', [ 'method m', 'class A1' ] ]" },
    ],
    [
      "disposes of what is used at the cell's end, last first",
      [
        "const order: string[] = []\nconst thing = (name: string) => ({ name, [Symbol.dispose]() { order.push(name) } })\nusing u1 = thing('a'); using u2 = thing('b'); u1.name + u2.name + order.length",
        "order",
      ],
      { value: "[ 'b', 'a' ]" },
    ],
    [
      "reports a value among used things",
      ["using u3 = null; await using u4 = null; function after() { return 8 }\nlet plain = after(); plain"],
      { value: "8" },
    ],
    [
      "lets later cells see what a lowered cell declared",
      [
        "using u5 = null; const c5 = 5; let { l5 } = { l5: 6 }; class K5 { static me() { return K5 } }\nfunction f5() { return c5 + l5 }",
        "[f5(), K5.me() === K5, u5]",
      ],
      { value: "[ 11, true, null ]" },
    ],
    [
      "keeps a lowered cell's constants constant",
      ["using u6 = null; const c6 = 5", "c6 = 6"],
      { error: "TypeError: Assignment to constant variable.", place: { line: 1, column: 1 } },
    ],
    [
      "hides the tools of a lowered cell",
      ["let _stack = 1, __using = 2", "using u7 = null", "[_stack, __using, typeof __callDispose, typeof _error]"],
      { value: "[ 1, 2, 'undefined', 'undefined' ]" },
    ],

    [
      "survives its own source URL and the likes",
      ["//# sourceURL=other.js\nlet html = '</script><!--'; /* --> */\n//# sourceMappingURL=x\nhtml.length // */"],
      { value: "13" },
    ],
    ["keeps odd line ends in texts", ["`a\u2028b`.length + 'c\u2029d'.length"], { value: "6" }],
    ["takes names beyond ASCII", ["let größe = '😀'; größe.length"], { value: "2" }],
    [
      "leaves a name free whose first value threw",
      ["let h1 = (() => { throw 1 })(), h2 = 2", "let h1 = 3", "h1"],
      { value: "3" },
    ],
    [
      "calls a name not defined whose first value threw",
      ["let h3 = (() => { throw 1 })()", "h3"],
      { error: "ReferenceError: h3 is not defined", place: { line: 1, column: 1 } },
    ],
    [
      "calls a name not defined before its line",
      ["h4; let h4 = 1"],
      { error: "ReferenceError: h4 is not defined", place: { line: 1, column: 1 } },
    ],
  ];
  for (const [title, sources, ending] of rows) {
    it(title, async () => {
      for (const source of sources.slice(0, -1)) await cells.run(source);
      expect(await cells.run(sources.at(-1) as string)).to.deep.equal(ending);
    });
  }

  it("lets cells take any global's name", async () => {
    const own = new Cells();
    const names = [
      "process",
      "console",
      "globalThis",
      "Promise",
      "Array",
      "Error",
      "Object",
      "Symbol",
      "__proto__",
      "require",
    ];
    for (const name of names) await own.run(`let ${name} = "${name}"`);
    expect(await own.last(`var late = "x"; function f() { return late }\n[${names.join(", ")}].join() + f()`)).to.equal(
      `'${names.join()}x'`,
    );
    expect(await own.last('const { sep } = await import("node:path"); sep')).to.equal("'/'");
    await own.close();
  });

  it("reports the result of a cell whose imports are all of types", async () => {
    const { code } = await compileCell('import type { A } from "a";\n({ a: 1 }) satisfies A', { run: 7, cell: 1 });
    expect(code).to.include("__axonlab.result(7, (");
  });

  it("reports no result where none is asked for", async () => {
    const { code } = await compileCell("1 + 1", { run: 1, cell: 1, result: false });
    expect(code).not.to.include("__axonlab");
  });

  const faulty: [source: string, at: string, message: RegExp][] = [
    ["let x = )", ")", /unexpected/i],
    ['let é = "😀"; let y = ]', "]", /unexpected/i],
    ["let twice = 1; let twice = 2", "twice = 2", /already been declared/],
    ["with (a) {}", "with", /with/],
    ["@dec class A { constructor( }", "}", /./],
    ["let undefined = 1", "undefined", /cannot declare/],
    ["let __axonlab = 1", "__axonlab", /cannot declare/],
  ];
  for (const [source, at, message] of faulty) {
    it(`says where ${JSON.stringify(source)} is wrong`, async () => {
      const error = await compileCell(source, { run: 1, cell: 1 }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(CellSyntaxError);
      const [fault] = (error as CellSyntaxError).faults;
      expect(fault?.message).to.match(message);
      expect(fault?.start).to.equal(source.indexOf(at));
    });
  }
});
