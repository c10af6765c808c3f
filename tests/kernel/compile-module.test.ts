import { expect } from "chai";
import { compileCommonJs, compileModule } from "../../kernel/compile/module.ts";
import { tracePosition } from "../../kernel/compile/positions.ts";
import { CellSyntaxError } from "../../kernel/compile/syntax-error.ts";

/** Evaluates an ECMAScript module without imports. */
async function exportsOf(code: string): Promise<Record<string, unknown>> {
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<string, unknown>;
}

/** Evaluates a CommonJS module which may require `dep`, whose only export is `seven`. */
function requireOf(code: string): unknown {
  const module = { exports: {} };
  new Function("module", "exports", "require", code)(module, module.exports, () => ({ seven: 7 }));
  return module.exports;
}

describe("the compiler of local files", () => {
  it("makes an ECMAScript module of TypeScript, without imports that are types only", async () => {
    const source =
      'import { Shape } from "./no-such-file"\nexport enum E { A = 1 }\nexport const s: Shape | number = E.A';
    const { code, maps } = await compileModule(source, "a.ts");
    expect(await exportsOf(code)).to.include({ s: 1 });
    expect(maps).to.have.length(1);
  });

  it("lowers decorators, using and namespaces", async () => {
    const source =
      "let ended = 0\nfunction d(v: any, c: any) {}\n@d export class A { accessor z = 1 }\nexport namespace N { export let x = 2 }\n{ using u = { [Symbol.dispose]() { ended = 3 } } }\nexport { ended }";
    const { A, N, ended } = (await exportsOf((await compileModule(source, "a.mts")).code)) as {
      A: new () => { z: number };
      N: { x: number };
      ended: number;
    };
    expect([new A().z, N.x, ended]).to.deep.equal([1, 2, 3]);
  });

  it("turns JSX into calls of the automatic runtime", async () => {
    for (const path of ["a.tsx", "a.jsx"]) {
      const { code } = await compileModule("export default <b id='1'>x</b>", path);
      expect(code).to.match(/jsx.* from "react\/jsx-runtime"/);
    }
  });

  it("leaves JavaScript alone that runs as it is", async () => {
    const source = "export  const   x = 1 // as it is";
    expect(await compileModule(source, "a.js")).to.deep.equal({ code: source, maps: [] });
    expect(compileCommonJs("module.exports  = 1", "a.cjs")).to.deep.equal({ code: "module.exports  = 1", maps: [] });
  });

  it("makes CommonJS of both kinds of modules", () => {
    const asModule = 'import { seven } from "dep"\nexport const twice: number = seven * 2\nexport default 1';
    expect(requireOf(compileCommonJs(asModule, "a.ts").code)).to.include({ twice: 14, default: 1 });
    const asCommonJs = 'import dep = require("dep")\nexport = { thrice: (dep.seven as number) * 3 }';
    expect(requireOf(compileCommonJs(asCommonJs, "a.cts").code)).to.deep.equal({ thrice: 21 });
    const plain = "const dep: any = require('dep'); if (!dep) return; module.exports = dep.seven as number";
    expect(requireOf(compileCommonJs(plain, "a.cts").code)).to.equal(7);
  });

  it("leads back to the file's own lines", async () => {
    const source = "interface Gone {}\n\nexport function f(a: number): never {\n  throw new Error(`at ${a}`)\n}\n";
    for (const { code, maps } of [await compileModule(source, "a.ts"), compileCommonJs(source, "a.ts")]) {
      const lines = code.slice(0, code.indexOf("new Error")).split("\n");
      const place = tracePosition(maps, lines.length, (lines.at(-1) as string).length + 1);
      expect(place).to.deep.equal({ line: 4, column: 9 });
    }
  });

  it("says where a file is wrong", async () => {
    const error = await compileModule("const 😀 = 1", "a.ts").catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(CellSyntaxError);
    expect((error as CellSyntaxError).faults[0]?.start).to.equal(6);
    expect(() => compileCommonJs("import a from 'b'; let = )", "a.ts")).to.throw(CellSyntaxError);
  });
});
