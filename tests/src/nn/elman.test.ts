import { expect } from "chai";
import { Elman, Network, NnError, Random, train } from "../../../src/index.ts";

/** Bits, and as target the sum of each with the one before: what only a memory can know. */
function sums(length: number, seed: number) {
  const random = new Random(seed);
  const bits = Array.from({ length }, () => random.integer(2));
  return { inputs: bits.map((bit) => [bit]), targets: bits.map((bit, t) => [bit + (bits[t - 1] ?? 0)]) };
}

describe("Elman's recurrent network", () => {
  it("by hand, one neuron and W = U = V = 1, b = c = 0: h₁ = tanh 1, h₂ = tanh(0 + h₁)", () => {
    const net = new Elman({ inputs: 1, hidden: 1, outputs: 1 });
    net.parameters.set([1, 1, 0, 1, 0]);
    const h1 = Math.tanh(1);
    expect(net.forward([[1], [0]])).to.deep.equal({ h: [[h1], [Math.tanh(h1)]], yHat: [[h1], [Math.tanh(h1)]] });
  });

  it("has the gradient through time that central differences measure, for every parameter", () => {
    const net = new Elman({ inputs: 2, hidden: 3, outputs: 2, seed: 3 });
    const sequence = {
      inputs: [
        [1, 0.5],
        [-1, 0.2],
        [0.3, -0.7],
        [0, 1],
      ],
      targets: [
        [1, 0],
        [0, 1],
        [0.5, 0.5],
        [1, 1],
      ],
    };
    const { gradient } = net.backward(sequence);
    const d = 1e-6;
    gradient.forEach((slope, i) => {
      const at = (by: number) => {
        net.parameters[i] = (net.parameters[i] as number) + by;
        const { loss } = net.backward(sequence);
        net.parameters[i] = (net.parameters[i] as number) - by;
        return loss;
      };
      expect(slope, `parameter ${i}`).to.be.closeTo((at(d) - at(-d)) / (2 * d), 1e-8);
    });
  });

  it("learns what was a step before, which a network without memory cannot, on sequences that it has not seen", () => {
    const lessons = [1, 2, 3, 4].map((seed) => sums(12, seed));
    const net = new Elman({ inputs: 1, hidden: 4, outputs: 1, seed: 1 });
    const losses = net.train(lessons);
    expect(losses.at(-1)).to.be.below((losses[0] as number) / 20);
    const test = sums(30, 9);
    const off = net
      .forward(test.inputs)
      .yHat.map(([yHat], t) => Math.abs((yHat as number) - (test.targets[t]?.[0] as number)));
    expect(Math.max(...off)).to.be.below(0.5);
    const data = { X: lessons.flatMap(({ inputs }) => inputs), y: lessons.flatMap(({ targets }) => targets) };
    const plain = train(Network.random({ sizes: [1, 4, 1] }), data, {
      optimizer: "adam",
      learningRate: 0.05,
      epochs: 150,
    });
    expect((plain.losses.at(-1) as number) * 12).to.be.above((losses.at(-1) as number) * 10);
  });

  it("says that a training diverged, and keeps the last sound parameters", () => {
    const network = new Elman({ inputs: 1, hidden: 2, outputs: 1 });
    const wild = () => network.train([sums(5, 1)], { optimizer: "gradientDescent", learningRate: 1e13 });
    expect(wild).to.throw(NnError, "make learningRate smaller");
    expect(network.parameters.every(Number.isFinite)).to.equal(true);
  });

  it("is the same at every run with the same seed", () => {
    const run = () => new Elman({ inputs: 1, hidden: 2, outputs: 1, seed: 5 }).train([sums(5, 1)], { epochs: 5 });
    expect(run()).to.deep.equal(run());
  });

  const net = new Elman({ inputs: 1, hidden: 2, outputs: 1 });
  const refusals: Record<string, () => unknown> = {
    "no hidden neurons": () => new Elman({ inputs: 1, hidden: 0, outputs: 1 }),
    "inputs of another width": () => net.forward([[1, 2]]),
    "an empty sequence": () => net.forward([]),
    "a target too few": () => net.backward({ inputs: [[1], [2]], targets: [[1]] }),
    "nothing to learn": () => net.train([]),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
