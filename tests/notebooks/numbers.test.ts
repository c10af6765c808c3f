import { expect } from "chai";
import { type Notebook, notebookNames, readNotebook, textOf } from "./notebook.ts";
import { boundNumbers, computedOf, givenOf } from "./numbers.ts";
import { agrees, numbersIn, numbersToProve } from "./prose.ts";
import { numberCellId, ranOf, resultOf, textOfTrouble } from "./variants.ts";

const proseOf = ({ cells }: Notebook) => cells.filter(({ cell_type: type }) => type === "markdown");

for (const name of notebookNames()) {
  describe(`the numbers in the prose of ${name}`, () => {
    const notebook = readNotebook(name);
    const bound = boundNumbers(notebook);
    const printed = proseOf(notebook).flatMap((cell) => numbersToProve(cell).map((number) => ({ cell, ...number })));

    it("are all computed, or given with a reason", () => {
      const loose = printed.filter(({ cell, key, negative }) => {
        const known = new Set([...computedOf(cell).keys(), ...givenOf(cell).keys()]);
        return !known.has(key) && !(negative && known.has(`-${key}`));
      });
      expect(loose.map(({ cell, key }) => `${cell.id}: ${key}`)).to.deep.equal([]);
      const given = proseOf(notebook).reduce((sum, cell) => sum + givenOf(cell).size, 0);
      console.log(`      ${printed.length} numbers need a proof: ${bound.length} computed, ${given} given`);
    });

    it("are what their computations come to, at the printed precision", async () => {
      const { cells } = await ranOf(name, "source");
      const wrong = bound.flatMap(({ cell, key, expression }, at) => {
        const ran = cells.find(({ id }) => id === numberCellId(at));
        const result = ran ? resultOf(ran) : "";
        const value = Number(result.replace(/n$/, "").replace(/^'(.*)'$/, "$1"));
        const both = [value, -value];
        // A key without a sign may stand after a minus in the text.
        const signed = printed.some((one) => one.cell.id === cell && one.key === key && one.negative);
        if (result !== "" && both.slice(0, signed ? 2 : 1).some((each) => agrees(key, each))) return [];
        return [`${cell}: ${key} but ${expression} is ${result || (ran ? textOfTrouble(ran) : "not there")}`];
      });
      expect(wrong).to.deep.equal([]);
    }).timeout(600_000);

    it("have no computation or reason too many, and none that only repeats the number", () => {
      const faults = notebook.cells.flatMap((cell) => {
        const there = new Set(numbersIn(textOf(cell.source), true).flatMap(({ key }) => [key, `-${key}`]));
        const stale = [...computedOf(cell).keys(), ...givenOf(cell).keys()].filter((key) => !there.has(key));
        const empty = [...computedOf(cell)].filter(([, expression]) => /^[-+\d._eE\s()n]*$/.test(expression));
        const mute = [...givenOf(cell)].filter(([, reason]) => reason.trim().length < 4);
        return [
          ...stale.map((key) => `${cell.id}: ${key} is not in the text`),
          ...empty.map(([key]) => `${cell.id}: ${key} is not computed`),
          ...mute.map(([key]) => `${cell.id}: ${key} is given without a reason`),
        ];
      });
      expect(faults).to.deep.equal([]);
    });
  });
}
