import { expect } from "chai";
import { Notebook } from "./checking.ts";

const files = {
  "package.json": '{ "type": "commonjs" }',
  "local.ts":
    "import { deep } from './sub/deep'; export const two: number = deep; export interface Shape { sides: number }",
  "sub/deep.ts": "export const deep = 2;",
  "plain.js": "export const three = 3;",
  "view.tsx": "export const four = 4;",
  "data.json": '{ "rows": [1, 2] }',
  "wrong.ts": "import './alsowrong.ts';\nexport const x: string = 5;",
  "alsowrong.ts": "export const emoji = '😀'; const y: number = emoji;",
  "node_modules/typed/package.json": '{ "name": "typed", "version": "1.0.0", "type": "module", "types": "index.d.ts" }',
  "node_modules/typed/index.d.ts":
    "interface Hidden { h: number } export interface Options { a: number } export declare function make(o: Options): Hidden; declare const d: { v: 1 }; export default d; export namespace Sub { type Leaf = 'leaf' }",
  "node_modules/old/package.json": '{ "name": "old", "version": "1.0.0", "main": "index.js" }',
  "node_modules/old/index.js": "module.exports = { f() {} }",
  "node_modules/@types/old/index.d.ts": "declare const old: { f(): number }; export = old;",
  "node_modules/@types/old/package.json": '{ "name": "@types/old", "version": "1.0.0" }',
  "node_modules/untyped/package.json": '{ "name": "untyped", "version": "1.0.0", "main": "index.js" }',
  "node_modules/untyped/index.js": "exports.x = 1",
};

/** A cell, and the codes of the complaints about it. */
type Cell = [source: string, ...codes: number[]];

const sequences: Record<string, Cell[]> = {
  "keeps the types of variables": [
    ["let a = 1; const b = 'x'; var c = [1]; let d"],
    ["a.toFixed(); b.length; c.map((x) => x + 1); d = 5; a = 2"],
    ["a = 'no'; c = 3; b = 'y'", 2322, 2322, 2588],
  ],
  "widens what a const holds, as TypeScript does in one file": [
    ["const c = 4, s = 'x', t = true"],
    ["let d = c; d = 5; let e = s; e = 'y'; let f = t; f = false"],
    ["const lit: 4 = c"],
  ],
  "does not widen a declared literal type": [
    ["const c: 4 = 4; let m: 'a' | 'b' = 'a'"],
    ["let d = c; d = 5", 2322],
    ["m = 'c'", 2322],
  ],
  destructures: [
    ["const { a, b: [c, ...d], ...e } = { a: 1, b: ['x', 'y'], f: true, g: null }"],
    ["a.toFixed(); c.length; d[0].length; e.f === true; e.g; e.a", 2339],
  ],
  "infers functions": [
    ["function f<T extends object>(x: T, n = 2) { return { ...x, n } }"],
    ["f({ a: 1 }).a.toFixed(); f({}).n.toFixed(); f(3)", 2345],
    ["const g = f; g({ z: '' }).z.length; f = g", 2630],
  ],
  "keeps overloads": [
    ["function f(a: number): number; function f(a: string): string; function f(a: any) { return a }"],
    ["f(1).toFixed(); f('').length; f(true)", 2769],
  ],
  "keeps predicates and assertions": [
    [
      "function isS(x: unknown): x is string { return typeof x === 'string' } function must(x: unknown): asserts x { if (!x) throw 0 }",
    ],
    ["declare const u: unknown; if (isS(u)) u.length; const n: number | undefined = [1].pop(); must(n); n.toFixed()"],
  ],
  "keeps generators and promises": [
    ["async function* g() { yield 1 } const p = (async () => 'x')()"],
    ["for await (const x of g()) x.toFixed(); (await p).length; p.length", 2339],
  ],
  "keeps functions with properties": [
    ["function f() { return 1 } f.count = 0"],
    ["f.count++; f().toFixed(); f.nope", 2339],
  ],
  "keeps classes with private members, this types and generics": [
    [
      "class Box<T> { #s = 1; private p = 2; protected q = 3; static made = 0; constructor(public v: T, readonly r = 'x') {} set(v: T) { this.v = v; return this } get size() { return 1 } }",
    ],
    ["const b = new Box(5).set(6); b.v.toFixed(); b.r.length; Box.made++; b.size.toFixed()"],
    [
      "class Sub extends Box<string> { more() { return this.q + this.v.length } } const s: Box<string> = new Sub('x').set('y')",
    ],
    ["b.p; b.q; b.r = ''; b.set('x'); b.size = 2", 2341, 2445, 2540, 2345, 2540],
    ["const same: Box<number> = b; const list = [b, same]; list[0]!.set(1)"],
  ],
  "keeps abstract classes and mixins": [
    ["abstract class A { abstract f(): number; g() { return this.f() } }"],
    ["new A(); class B extends A {}", 2511, 2515],
    ["class C extends A { f() { return 1 } } new C().g().toFixed()"],
    [
      "const Named = <T extends new (...a: any[]) => object>(B: T) => class extends B { name = 'n' }; const D = Named(C)",
    ],
    ["new D().name.length; new D().g().toFixed(); const E = class { x = 1 }"],
    ["new E().x.toFixed(); new E().y", 2339],
  ],
  "takes decorators, accessors and using": [
    [
      "function log<T extends Function>(f: T, c: ClassMethodDecoratorContext) { return f } function res() { return { [Symbol.dispose]() {}, n: 1 } }",
    ],
    [
      "class A { @log m() { return 1 } accessor z = 2 } using r = res(); await using q = { async [Symbol.asyncDispose]() {} }",
    ],
    ["new A().m().toFixed(); new A().z = 3; r.n.toFixed(); r = res()", 2588],
  ],
  "takes enums, const enums and merged namespaces": [
    [
      "enum E { A, B = 'b'.length, C = 5 } const enum F { X = 1 } namespace N { export const v = 1; export interface I { z: number } } namespace N { export const w = 'w' }",
    ],
    [
      "let e: E = E.A; e = E.B; E[0].length; F.X.toFixed(); N.v.toFixed(); N.w.length; const i: N.I = { z: 1 }; import Alias = N.I",
    ],
    ["const j: Alias = { z: '' }; E.Q", 2322, 2339],
    ["function merged() { return 1 } namespace merged { export const extra = 'x' }"],
    ["merged().toFixed(); merged.extra.length"],
  ],
  "merges an interface in a cell and replaces it in a later one": [
    ["interface P { x: number } interface P { y: number }"],
    ["const p: P = { x: 1, y: 2 }"],
    ["interface P { z: string }"],
    ["const r: P = { z: '' }; p.x.toFixed(); r.x", 2339],
    ["const back: P = p", 2741],
  ],
  "lets a name be a type and a value": [
    ["type Unit = 'm' | 's'; const Unit = { m: 1, s: 2 }; interface K { a: 1 } function K(): K { return { a: 1 } }"],
    ["const u: Unit = 'm'; Unit.m.toFixed(); const k: K = K(); Unit = 3", 2588],
  ],
  "keeps generic types": [
    ["type Result<T> = { ok: true; value: T } | { ok: false }; type Keys = keyof typeof o; const o = { a: 1, b: 2 }"],
    ["const r = { ok: true, value: 1 } as Result<number>; if (r.ok) r.value.toFixed(); const k: Keys = 'c'", 2322],
  ],
  "keeps a type that has no name outside of its function": [
    ["function make() { class Local { private p = 1; v = 2 } return new Local() } const l = make()"],
    ["l.v.toFixed(); const all = [l, make()]"],
    ["all[0]!.v.toFixed(); l.p; l.w", 2341, 2339],
  ],
  "does not take an inner type for one of the same name": [
    ["function outer() { interface Point { q: 1 } return { q: 1 } as Point }"],
    ["interface Point { x: number } const a = outer(); const b: Point = { x: 1 }"],
    ["a.q; b.x; a.x; b.q", 2339, 2339],
  ],
  "keeps unique symbols": [
    ["const key = Symbol('k'); const o = { [key]: 1, s: Symbol.iterator }"],
    ["o[key].toFixed(); const own: { [key]: number } = o; const other = Symbol(); o[other]", 7053],
  ],
  "keeps recursive types": [
    [
      "interface Tree { kids: Tree[]; parent?: Tree } const t: Tree = { kids: [] }; const walk = (x: Tree): number => 1 + x.kids.map(walk).length",
    ],
    ["walk(t).toFixed(); t.kids[0]?.kids"],
  ],
  "allows a var twice": [["var a = 1; var a = 2"], ["var a = 'x'; a.length"]],
  "lets functions mention each other and later names of the cell": [
    [
      "function odd(n: number): boolean { return n !== 0 && even(n - 1) } function even(n: number): boolean { return n === 0 || odd(n - 1) } const x = () => odd(later); var later = 3",
    ],
    ["even(4) === true"],
  ],
  "narrows inside a cell": [
    ["let v: string | null = null as string | null"],
    ["if (v !== null) v.length; v.length", 18047],
    ["v = 'x'; v.length"],
  ],
  "exports do no harm": [
    ["export const a = 1; export default function f() { return 'x' } export { a as z }; export type T = number"],
    ["a.toFixed(); f().length; const t: T = a"],
  ],
  "keeps global augmentations": [
    ["declare global { interface Array<T> { second(): T } var shared: number }"],
    ["[1].second().toFixed(); shared.toFixed(); globalThis.shared = 2"],
    ["declare global { interface Array<T> { second(): T } var shared: number }"],
  ],
  "sees the kernel's own globals": [
    [
      "display({ a: 1 }, { id: 'x', update: true }); const p = prompt('?', 'y'); p?.length; (await input('?', { password: true })).length; process.cwd(); require('x').y; __dirname",
    ],
    ["p.length", 18047],
    ["document", 2584],
  ],
  "gives any to names of cells that were wrong": [
    ["const bad: Nope = 1, worse = nothing(); let x: number = 'x'; function h(a) { return a }", 2304, 2304, 2322, 7006],
    ["bad.anything.at.all; worse(); x.toFixed(); h(1).z"],
  ],
  "shadows globals": [
    ["const name = 1, Map = 'm', Array = 3, undefined1 = 2; type Promise = string"],
    ["name.toFixed(); Map.length; Array.toFixed(); const p: Promise = ''; const l: number[] = [1]"],
  ],
  "takes names in any script, and $": [
    ["const π = 3.14, $ = 1, größe = 'x', _ = 0; class Ünï {}"],
    ["π.toFixed(); $.toFixed(); größe.length; _.toFixed(); new Ünï()"],
  ],
  "checks satisfies and as const": [
    ["const conf = { mode: 'a', list: [1, 2] } as const satisfies { mode: string; list: readonly number[] }"],
    ["const m: 'a' = conf.mode; conf.list[0].toFixed(); conf.mode = 'b'", 2540],
  ],
  "imports Node's modules": [
    [
      "import * as fs from 'node:fs'; import path, { join as j, type ParsedPath } from 'path'; import type { Stats } from 'node:fs'; import os = require('node:os')",
    ],
    [
      "const s: Stats = fs.statSync('x'); j('a', 'b').length; path.sep; os.cpus(); let pp: ParsedPath; fs.nope; const b = fs.readFileSync('x')",
      2339,
    ],
    ["s.size.toFixed(); b.byteLength; new Stats()", 1361],
    ["fs = 3", 2632],
  ],
  "imports packages": [
    [
      "import dflt, { make, type Options } from 'typed'; import * as ns from 'typed'; import old from 'old'; import { Neuron } from 'axonlab'; import { x } from 'untyped'",
    ],
    [
      "const o: Options = { a: 1 }; const m = make(o); let leaf: ns.Sub.Leaf = 'leaf'; old.f().toFixed(); dflt.v; const n = new Neuron(); x.y.z",
    ],
    ["m.h.toFixed(); const list = [m, make({ a: 2 })]; leaf = 'no'; ns.make; n.weights.length; m.q", 2322, 2339],
    ["list[0]!.h.toFixed(); list[0]!.q", 2339],
  ],
  "imports local files": [
    [
      "import { two, type Shape } from './local'; import { three } from './plain.js'; import { four } from './view'; import data from './data.json'; import more from './data.json' with { type: 'json' }; import { deep } from './sub/deep.ts'",
    ],
    [
      "two.toFixed(); three.toFixed(); four.toFixed(); data.rows[0]!.toFixed(); more.rows; deep; const s: Shape = { sides: 'x' }; data.nope",
      2322,
      2339,
    ],
  ],
  "imports dynamically": [
    [
      "const os = await import('node:os'); const { make } = await import('typed'); const local = await import('./local.ts'); const any1 = await import(String('x'))",
    ],
    ["os.cpus().length; make({ a: 1 }).h.toFixed(); local.two.toFixed(); any1.whatever; os.nope", 2339],
  ],
  "complains once of each fault": [["const a = 1; const a = 2; delete a", 2451, 2451, 1102, 2703]],
  "finds faults of syntax": [
    ["let x = ", 1109],
    ["foo(1, 2", 1005],
    ["`abc", 1160],
    ["if (true) {", 1005],
    ["/* no end", 1010],
  ],
};

describe("Checker", () => {
  let notebook: Notebook;
  before(() => {
    notebook = new Notebook(files);
  });
  after(() => notebook.close());
  beforeEach(() => notebook.checker.reset());

  for (const [what, cells] of Object.entries(sequences)) {
    it(what, async () => {
      const got = await notebook.runAll(...cells.map(([source]) => source));
      const expected = cells.map(([, ...codes]) => codes);
      expect(got).to.deep.equal(expected);
    });
  }
});
