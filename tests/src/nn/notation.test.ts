import { expect } from "chai";
import { term, variable, written } from "../../../src/nn/notation.ts";

describe("numbers and terms, written as mathematics", () => {
  it("have four digits and a minus sign", () => {
    expect([-1.5, 1 / 3, 12345.678, 0].map(written)).to.deep.equal(["−1.5", "0.3333", "12350", "0"]);
  });

  it("count inputs from 1", () => {
    expect([0, 9, 122].map(variable)).to.deep.equal(["x₁", "x₁₀", "x₁₂₃"]);
  });

  it("leave out a factor of one and put the sign where a sum wants it", () => {
    expect([term(1, "x₁", true), term(-1, "x₂", false), term(0.5, "", false)].join(" ")).to.equal("x₁ − x₂ + 0.5");
    expect(term(-2, "x₁", true)).to.equal("−2·x₁");
  });
});
