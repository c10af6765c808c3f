import { expect } from "chai";
import fc from "fast-check";
import { allBits, gates, McCullochPitts, NnError, separability } from "../../../src/index.ts";

describe("a McCulloch-Pitts unit", () => {
  it("computes AND, OR, NOT and NOR with a threshold and a veto alone", () => {
    const units = {
      AND: new McCullochPitts({ inputs: 2, threshold: 2 }),
      OR: new McCullochPitts({ inputs: 2, threshold: 1 }),
      NOT: new McCullochPitts({ inputs: 1, threshold: 0, inhibitory: [0] }),
      NOR: new McCullochPitts({ inputs: 2, threshold: 0, inhibitory: [0, 1] }),
    };
    for (const [name, unit] of Object.entries(units)) {
      const { X, y } = gates[name as keyof typeof units];
      expect(unit.outputs(X), name).to.deep.equal(y);
    }
  });

  it("is silent as soon as one inhibiting input is on, however many others are", () => {
    const unit = new McCullochPitts({ inputs: 4, threshold: 1, inhibitory: [3, 3] });
    expect([unit.output([1, 1, 1, 0]), unit.output([1, 1, 1, 1]), unit.output([0, 0, 0, 0])]).to.deep.equal([1, 0, 0]);
    expect(unit.inhibitory).to.deep.equal([3]);
  });

  it("needs two of its kind and one more for XOR: none alone has its table", () => {
    const pairs: (readonly number[])[] = [[], [0], [1], [0, 1]];
    for (const threshold of [0, 1, 2, 3])
      for (const inhibitory of pairs)
        expect(new McCullochPitts({ inputs: 2, threshold, inhibitory }).outputs(gates.XOR.X)).to.not.deep.equal(
          gates.XOR.y,
        );
    const [first, second] = [[1], [0]].map((inhibitory) => new McCullochPitts({ inputs: 2, threshold: 1, inhibitory }));
    const either = new McCullochPitts({ inputs: 2, threshold: 1 });
    const answers = gates.XOR.X.map((x) => either.output([first?.output(x) as number, second?.output(x) as number]));
    expect(answers).to.deep.equal(gates.XOR.y);
  });

  it("answers as the neuron with weights that it turns into, on every row of its table", () => {
    const units = fc.record({
      inputs: fc.integer({ min: 1, max: 6 }),
      threshold: fc.integer({ min: 0, max: 8 }),
      inhibitory: fc.array(fc.integer({ min: 0, max: 5 })),
    });
    fc.assert(
      fc.property(units, ({ inputs, threshold, inhibitory }) => {
        const unit = new McCullochPitts({ inputs, threshold, inhibitory: inhibitory.filter((i) => i < inputs) });
        const X = allBits(inputs);
        expect(unit.toNeuron().outputs(X)).to.deep.equal(unit.outputs(X));
        expect(separability({ X, y: unit.outputs(X) }).separable).to.equal(true);
      }),
      { seed: 1 },
    );
  });

  it("reads as a sentence", () => {
    const told = (options: ConstructorParameters<typeof McCullochPitts>[0]) => String(new McCullochPitts(options));
    expect(told({ inputs: 3, threshold: 2, inhibitory: [2] })).to.equal(
      "ŷ = 1 if at least 2 of x₁, x₂ are on, and x₃ is off",
    );
    expect(told({ inputs: 2, threshold: 0, inhibitory: [0, 1] })).to.equal("ŷ = 1 if x₁, x₂ are off");
    expect(told({ inputs: 2, threshold: 0 })).to.equal("ŷ = 1 always");
    expect(new McCullochPitts({ inputs: 2, threshold: 1 }).sentence(["sun", "time"])).to.equal(
      "ŷ = 1 if at least 1 of sun, time is on",
    );
    const unit = new McCullochPitts({ inputs: 1, threshold: 1 });
    const show = (unit as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for("Jupyter.display")];
    expect(show?.call(unit)).to.deep.equal({ "text/plain": "ŷ = 1 if at least 1 of x₁ is on" });
  });

  const unit = new McCullochPitts({ inputs: 2, threshold: 1 });
  const refusals: Record<string, () => unknown> = {
    "no inputs": () => new McCullochPitts({ inputs: 0, threshold: 1 }),
    "half a threshold": () => new McCullochPitts({ inputs: 2, threshold: 0.5 }),
    "a threshold below 0": () => new McCullochPitts({ inputs: 2, threshold: -1 }),
    "an inhibiting input that there is not": () => new McCullochPitts({ inputs: 2, threshold: 1, inhibitory: [2] }),
    "an input between 0 and 1": () => unit.output([0.5, 1]),
    "an input too few": () => unit.output([1]),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
