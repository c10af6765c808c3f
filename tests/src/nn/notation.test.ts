import { expect } from "chai";
import { latex, linear, variable, written } from "../../../src/nn/notation.ts";

describe("numbers and sums, written as mathematics", () => {
  it("have four digits and a minus sign", () => {
    expect([-1.5, 1 / 3, 12345.678, 0].map((value) => written(value))).to.deep.equal(["−1.5", "0.3333", "12350", "0"]);
  });

  it("count inputs from 1", () => {
    expect([0, 9, 122].map(variable)).to.deep.equal(["x₁", "x₁₀", "x₁₂₃"]);
  });

  it("leave out a factor of one and a bias of nothing, and put the sign where a sum wants it", () => {
    expect(linear([1, -1], 0.5)).to.equal("x₁ − x₂ + 0.5");
    expect(linear([-2, 0], -1)).to.equal("−2·x₁ + 0·x₂ − 1");
    expect(linear([-1], 0)).to.equal("−x₁");
  });

  it("can be set by LaTeX", () => {
    expect(linear([0.3, -1], -3, latex)).to.equal("0.3\\,x_{1} - x_{2} - 3");
  });
});
