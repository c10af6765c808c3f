import { expect } from "chai";
import { differentiate, NnError, type Surface, surface, surfaces } from "../../../src/index.ts";

const rows: Surface[] = Object.values(surfaces);

describe("each surface", () => {
  for (const { name, f, gradient, expression, minima, start, domain } of rows) {
    it(`${name} has the gradient that calculus finds for its expression`, async () => {
      for (const [x, y] of [start, [0.3, -0.7], [1.9, 1.1]] as const) {
        const { value, derivatives } = await differentiate(expression, { x, y });
        expect(f(x, y)).to.be.closeTo(value, 1e-9);
        gradient(x, y).forEach((part, i) => {
          expect(part).to.be.closeTo(derivatives[i]?.symbolic as number, 1e-9);
        });
      }
    });

    it(`${name} is flat and lowest where it says`, () => {
      for (const [x, y] of minima) {
        for (const part of gradient(x, y)) expect(part).to.be.closeTo(0, 1e-9);
        for (const [dx, dy] of [
          [0.1, 0],
          [-0.1, 0],
          [0, 0.1],
          [0, -0.1],
        ] as const)
          expect(f(x + dx, y + dy)).to.be.above(f(x, y));
      }
    });

    it(`${name} starts inside its domain`, () => {
      start.forEach((value, i) => {
        expect(value).to.be.within(...(domain[i] as [number, number]));
      });
    });
  }

  it("is called by its own name, and a wrong one is refused", () => {
    expect(Object.entries(surfaces).filter(([key, { name }]) => key !== name)).to.deep.equal([]);
    expect(() => surface("bowl2" as "bowl")).to.throw(NnError, 'did you mean "bowl"?');
  });
});
