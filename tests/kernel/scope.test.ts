import { expect } from "chai";
import { parseCell } from "../../kernel/scope/parse.ts";

const declared = (source: string) => parseCell(source).declarations.map(({ name, kind }) => `${name}: ${kind}`);

describe("parseCell", () => {
  const cells: [string, string, string[]][] = [
    [
      "variables of each kind",
      "let a = 1; const b = 2; using c = d(); await using e = d()",
      ["a: let", "b: const", "c: using", "e: using"],
    ],
    [
      "nested patterns",
      "const { a, b: [c, , ...d], ...e } = f, [g = 1] = h",
      ["a: const", "c: const", "d: const", "e: const", "g: const"],
    ],
    [
      "a var inside blocks and loops",
      "for (var i = 0; ; ) { var [j] = k } if (1) { var l }",
      ["i: var", "j: var", "l: var"],
    ],
    [
      "no var of a function, a static block or a namespace",
      "function f() { var a } class C { static { var b } } namespace N { var c } () => { var d }",
      ["f: function", "C: class", "N: namespace"],
    ],
    ["no block-scoped name of a block", "{ let a; function b() {} class C {} }", []],
    [
      "each overload of a function",
      "function f(a: number): void; function f(a: string): void; function f(a: any) {}",
      ["f: function", "f: function", "f: function"],
    ],
    [
      "types",
      "interface I {} interface I {} type T = 1; enum E {} const enum F {} namespace A.B {}",
      ["I: interface", "I: interface", "T: type", "E: enum", "F: enum", "A: namespace"],
    ],
    [
      "imports",
      "import a, { type b, c as d } from 'x'; import type { e } from 'x'; import * as f from 'x'; import g = require('g')",
      ["a: import", "b: importType", "d: import", "e: importType", "f: import", "g: import"],
    ],
    [
      "exported declarations",
      "export const a = 1; export default function b() {} export { a as c }; export * as d from 'x'",
      ["a: const", "b: function"],
    ],
    [
      "ambient declarations but no augmentation",
      "declare const a: number; declare global { interface X {} } declare module 'm' { const z: 1 }",
      ["a: const"],
    ],
  ];
  for (const [what, source, expected] of cells) {
    it(`finds ${what}`, () => {
      expect(declared(source)).to.deep.equal(expected);
    });
  }

  it("gives UTF-16 offsets after an emoji", () => {
    const source = "let a = '😀'; let b = 2";
    const [, b] = parseCell(source).declarations;
    expect(source.slice(b?.start, b?.end)).to.equal("let b = 2");
  });

  it("mentions names of values and types, and no member's name", () => {
    const { mentions } = parseCell("const a: B<C.d> = e.f + { g: h }[i] as typeof j");
    expect([...mentions]).to.include.members(["B", "C", "e", "h", "i", "j"]);
    expect([...mentions]).to.not.include.members(["d", "f"]);
  });

  it("reports the place of a syntax error, and mentions every word then", () => {
    const { faults, mentions } = parseCell("let x = y +");
    expect(faults).to.have.lengthOf(1);
    expect(faults[0]?.start).to.equal(11);
    expect([...mentions]).to.include("y");
  });

  it("takes an empty cell and a lone byte order mark", () => {
    for (const source of ["", "\n", "\ufeff", "// only a comment"]) {
      expect(parseCell(source)).to.deep.include({ declarations: [], faults: [] });
    }
  });
});
