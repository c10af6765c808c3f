import { expect } from "chai";
import fc from "fast-check";
import { GENERATIONS, Generations } from "../../kernel/checker/generations.ts";
import { Notebook } from "./checking.ts";

const declared = (namespace: string) => ({ namespace, module: undefined, lasting: false });

describe("the declarations of a thousand cells", () => {
  it("are few files, of a size that grows by what each cell declares, and every name keeps its type", async () => {
    const notebook = new Notebook();
    const files: number[] = [];
    const sizes: number[] = [];
    for (let at = 0; at < 1000; at++) {
      const earlier = at === 0 ? "0" : `v${at - 1}.n${at - 1}`;
      const source = `interface T${at} { n${at}: number }\nconst v${at}: T${at} = { n${at}: ${earlier} + 1 }; v${at}`;
      expect(await notebook.run(source)).to.deep.equal([]);
      if (at % 100 !== 99) continue;
      files.push(notebook.workspace.extent.files);
      sizes.push(notebook.workspace.extent.size / (at + 1));
    }
    expect(new Set(files).size).to.equal(1);
    expect(files[0]).to.be.lessThan(GENERATIONS + 4);
    expect(sizes.at(-1)).to.be.lessThan((sizes[0] as number) * 1.2);
    for (const at of [0, 15, 16, 17, 255, 256, 271, 272, 500, 998, 999]) {
      expect(await notebook.run(`v${at}.n${at}.toFixed(); const t${at}: T${at} = v${at}`)).to.deep.equal([]);
      const [wrong] = await notebook.check(`const wrong: string = v${at}.n${at}`);
      expect(wrong?.message).to.include("Type 'number' is not assignable to type 'string'");
    }
    await notebook.close();
  }).timeout(180_000);

  it("lose what was declared again and is out of use, and nothing else", async () => {
    const notebook = new Notebook();
    await notebook.runAll(
      "interface Point { x: number }",
      "const old: Point = { x: 1 }",
      'import { sep } from "node:path"',
      "declare global { interface Array<T> { extra: T } }",
      "const p0 = 'p0'",
    );
    for (let at = 0; at < 100; at++) {
      const source = `interface Point { y${at}: number }\nconst shape: Point = { y${at}: 1 }; import { join as j } from "node:path"; const s = j("${at}")`;
      expect(await notebook.run(source)).to.deep.equal([]);
    }
    const { files, size } = notebook.workspace.extent;
    expect(files).to.be.lessThan(50);
    expect(size).to.be.lessThan(20_000);
    expect(await notebook.runAll("old.x.toFixed(); shape.y99.toFixed()", "sep.length; p0.length; j(s)")).to.deep.equal([
      [],
      [],
    ]);
    expect(await notebook.run("[1].extra.toFixed(); const again: string = old.x")).to.deep.equal([2322]);
    // The very first cell again: its declarations are in use, so this is no other Point than that of `old`.
    expect(await notebook.runAll("interface Point { x: number }", "const same: Point = old; same.x")).to.deep.equal([
      [],
      [],
    ]);
    // One that was left out is declared afresh.
    const left =
      'interface Point { y3: number }\nconst shape: Point = { y3: 1 }; import { join as j } from "node:path"; const s = j("3")';
    expect(await notebook.runAll(left, "shape.y3.toFixed(); const point: Point = shape")).to.deep.equal([[], []]);
    await notebook.close();
  });
});

describe("generations", () => {
  it("keep each cell that is in use once, and rewrite little", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 1500, size: "max" }), (shadowed) => {
        const generations = new Generations();
        const texts: string[] = Array.from({ length: GENERATIONS }, () => "");
        const visible = new Map<string, number>();
        const gone = new Set<number>();
        let rewritten = 0;
        for (const [index, name] of shadowed.entries()) {
          const cell = index + 1;
          // Most names are new, some replace an earlier one; each needs the cell before it where that is visible.
          const before = [...visible.values()].includes(cell - 1) ? `=__cell${cell - 1};` : "";
          visible.set(name === 0 ? "again" : `${name % 3}-${cell}`, cell);
          const change = generations.add(cell, declared(`<${cell}>__cell${cell}${before}`), visible.values());
          for (const [generation, text] of change.texts) {
            texts[generation] = text;
            rewritten += text.length;
          }
          for (const each of change.gone) gone.add(each);
        }
        const kept = [...texts.join("").matchAll(/<(\d+)>/g)].map(([, cell]) => Number(cell));
        expect(new Set(kept).size).to.equal(kept.length);
        expect(kept.length).to.equal(generations.size);
        expect(kept.length + gone.size).to.equal(shadowed.length);
        for (const cell of visible.values()) expect(kept).to.include(cell);
        const needed = [...texts.join("").matchAll(/=__cell(\d+)/g)].map(([, cell]) => Number(cell));
        for (const cell of needed) expect(kept).to.include(cell);
        expect(rewritten / shadowed.length).to.be.lessThan(40 * (16 + 16 + shadowed.length / 256));
      }),
      { numRuns: 30, seed: 4 },
    );
  });
});
