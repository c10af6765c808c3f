import { expect } from "chai";
import { agrees, numbersIn, numbersToProve } from "./prose.ts";

const keys = (text: string) => numbersIn(text).map(({ key, negative }) => (negative ? `-${key}` : key));

describe("reading numbers in prose", () => {
  const CASES: Record<string, [text: string, numbers: string[]]> = {
    "finds numbers in words": ["It fell from 3.41 to 0.405 in 250 epochs.", ["3.41", "0.405", "250"]],
    "reads thousands however they are set apart": [
      "1,882 of 65\u202f536 are, $65{,}536$ and $1\\,000$",
      ["1882", "65536", "65536", "1000"],
    ],
    "does not take a list for thousands": ["at 1, 250 and 3,45", ["1", "250", "3", "45"]],
    "finds them in formulas": ["$0.3\\,x_1 + 0.8x_2 \\ge 3$ and $$-\\log_2 0.755$$", ["0.3", "0.8", "3", "0.755"]],
    "reads a formula over lines": [
      "$$\n\\begin{aligned}\na &= 12 \\\\[4pt]\nb &= 13\n\\end{aligned}\n$$",
      ["12", "13"],
    ],
    "takes fractions without braces apart": ["$\\tfrac12 + \\frac{11}{12}$", ["1", "2", "11", "12"]],
    "leaves indices out": ["$w_{21} + w_{12} x_1^{11}$", ["11"]],
    "reads signs": ["from -0.5 to −12.5, and 5-12", ["-0.5", "-12.5", "5", "12"]],
    "reads exponents": ["about 1e-8, $10^{-12}$ and $1.5 \\cdot 10^3$", ["1e-8", "1e-12", "1.5e3"]],
    "leaves code, links' addresses, attributes and comments out": [
      '`x = 11` [12](https://a.b/13#14 "15") <img width="16"> <!-- 17 --> https://a.b/18\n```ts\n19\n```\n',
      ["12"],
    ],
    "leaves names out": ["CIFAR-10, H100, GPT-3 and x_17", []],
    "leaves references out": [
      "# 12 · Title\n\n12. one\n\n**13.** two, slides 21, 22 and 24–26, Chapter 11, exercise 14",
      [],
    ],
    "leaves the years of citations out": [
      "In 1957 Rosenblatt; (Novikoff, 1962); McCulloch and Pitts 1943; 2020",
      ["2020"],
    ],
    "finds numbers that look like years": ["it has 1943 weights", ["1943"]],
    "leaves ordinals out": ["the 12th", []],
  };
  for (const [what, [text, numbers]] of Object.entries(CASES)) {
    it(what, () => expect(keys(text)).to.deep.equal(numbers));
  }

  it("asks no proof of integers up to 10", () => {
    const cell = { id: "a", cell_type: "markdown" as const, metadata: {}, source: "0, 7, 10, 11, 7.0 and 11 again" };
    expect(numbersToProve(cell).map(({ key }) => key)).to.deep.equal(["11", "7.0"]);
  });

  it("compares at the printed precision", () => {
    expect([agrees("0.405", 0.40545), agrees("0.405", 0.40551), agrees("3.41", 3.4142)]).to.deep.equal([
      true,
      false,
      true,
    ]);
    expect([agrees("12", 12.49), agrees("12", 12.51), agrees("-0.2", -0.2), agrees("-0.2", 0.2)]).to.deep.equal([
      true,
      false,
      true,
      false,
    ]);
    expect([agrees("1.5e-3", 0.00154), agrees("1.5e-3", 0.0016), agrees("0.13", 0.125)]).to.deep.equal([
      true,
      false,
      true,
    ]);
  });
});
