import { expect } from "chai";
import { NnError, Random } from "../../../src/index.ts";

describe("Random", () => {
  it("gives the same numbers for the same seed and others for another", () => {
    const ten = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 10 }, () => random.uniform());
    };
    expect(ten(1)).to.deep.equal(ten(1));
    expect(ten(1)).to.not.deep.equal(ten(2));
  });

  it("spreads evenly: mean 1/2, variance 1/12, and each of ten boxes a tenth", () => {
    const random = new Random(42);
    const values = Array.from({ length: 100_000 }, () => random.uniform());
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
    expect(mean).to.be.closeTo(1 / 2, 0.005);
    expect(variance).to.be.closeTo(1 / 12, 0.002);
    const boxes = new Array<number>(10).fill(0);
    for (const v of values) boxes[Math.floor(v * 10)] = (boxes[Math.floor(v * 10)] as number) + 1;
    for (const count of boxes) expect(count).to.be.closeTo(10_000, 500);
  });

  it("shuffles into every order about equally often, and keeps the deck", () => {
    const random = new Random(9);
    const counts = new Map<string, number>();
    const deck = ["a", "b", "c"];
    for (let i = 0; i < 6000; i++) {
      const order = random.shuffle(deck).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).to.equal(6);
    for (const count of counts.values()) expect(count).to.be.closeTo(1000, 150);
    expect(deck).to.deep.equal(["a", "b", "c"]);
  });

  it("refuses a seed or a bound that it cannot use", () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 32])
      expect(() => new Random(seed)).to.throw(NnError, "[nn] expected seed");
    for (const n of [0, 1.5, -3]) expect(() => new Random(1).integer(n)).to.throw(NnError, "[nn] expected n");
  });
});
