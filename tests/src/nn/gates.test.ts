import { expect } from "chai";
import { type GateName, gates, NnError, truthTable } from "../../../src/index.ts";

/** The Boolean functions, as JavaScript's own operators have them. */
const truth: Record<GateName, (a: boolean, b: boolean) => boolean> = {
  NOT: (a) => !a,
  AND: (a, b) => a && b,
  OR: (a, b) => a || b,
  NAND: (a, b) => !(a && b),
  NOR: (a, b) => !(a || b),
  XOR: (a, b) => a !== b,
};

describe("the gates", () => {
  for (const name of Object.keys(gates) as GateName[]) {
    it(`have ${name}'s truth table`, () => {
      const { X, y } = truthTable(name);
      expect(X.map(([a, b]) => (truth[name](a === 1, b === 1) ? 1 : 0))).to.deep.equal(y);
      expect(new Set(X.map(String)).size).to.equal(2 ** (name === "NOT" ? 1 : 2));
    });
  }

  it("have a neuron by hand that answers every row, for all but XOR", () => {
    const { XOR, ...others } = gates;
    for (const [name, { X, y, neuron }] of Object.entries(others)) expect(neuron.outputs(X), name).to.deep.equal(y);
    // @ts-expect-error there is no such neuron, and the types know it
    expect(XOR.neuron).to.equal(undefined);
  });

  it("make XOR from three neurons in two layers", () => {
    const { OR, NAND, AND, XOR } = gates;
    expect(XOR.X.map((x) => AND.neuron.output([OR.neuron.output(x), NAND.neuron.output(x)]))).to.deep.equal(XOR.y);
  });

  it("cannot be changed, for everybody reads the same", () => {
    const { X, y } = gates.AND as unknown as { X: [number[]]; y: number[] };
    expect(() => y.push(1)).to.throw(TypeError);
    expect(() => X[0].fill(7)).to.throw(TypeError);
    expect(gates.AND).to.deep.include({ y: [0, 0, 0, 1] });
  });

  it("know a name that is nearly right, and list the names otherwise", () => {
    expect(() => truthTable("nand" as GateName)).to.throw(NnError, 'did you mean "NAND"?');
    expect(() => truthTable("IMPLIES" as GateName)).to.throw(NnError, "use one of NOT, AND, OR, NAND, NOR, XOR");
  });
});
