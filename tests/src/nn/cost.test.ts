import { expect } from "chai";
import {
  exampleMachines,
  examplePrices,
  Network,
  NnError,
  networkCost,
  type OptimizerName,
  optimizerNames,
  ownOrRent,
  trainingEstimates,
  trainingSeconds,
} from "../../../src/index.ts";

describe("networkCost", () => {
  it("by hand for 2 → 3 → 1: 9 weights, 4 biases; 2·9 FLOP forward; 18 + 18 + 2·3 to learn", () => {
    const cost = networkCost([2, 3, 1], { batchSize: 10, bytes: 8, optimizer: "momentum" });
    // memory: 8 · (3 · 13 + 10 · (2 + 2·4))
    expect(cost).to.deep.equal({ parameters: 13, forwardFlops: 18, trainingFlops: 42, trainingBytes: 8 * (39 + 100) });
  });

  it("counts what every optimizer remembers, and knows all their names", () => {
    const bytes = (optimizer: OptimizerName) => networkCost([1, 1], { optimizer, batchSize: 1 }).trainingBytes;
    // Two parameters of four bytes; momentum keeps one row of them, Adam two, AMSGrad a third.
    expect([bytes("momentum"), bytes("adam"), bytes("amsGrad")].map((n) => n - bytes("sgd"))).to.deep.equal([
      8, 16, 24,
    ]);
    for (const name of optimizerNames) expect(bytes(name), name).to.be.at.least(bytes("sgd"));
    expect(() => networkCost([1, 1], { optimizer: "adamm" as "adam" })).to.throw(NnError, 'did you mean "adam"');
  });

  it("counts the parameters that a network has", () => {
    for (const sizes of [
      [2, 1],
      [5, 4, 3],
      [64, 100, 10],
    ])
      expect(networkCost(sizes).parameters).to.equal(Network.random({ sizes }).parameterCount);
  });
});

describe("trainingSeconds", () => {
  it("is the work divided by what is reached of the peak", () => {
    expect(trainingSeconds({ flopsPerSample: 1e6, samples: 1000, epochs: 10, peak: 1e9, use: 0.5 })).to.equal(20);
  });
});

describe("ownOrRent", () => {
  it("by hand: 1200 at once, then 100 h of 500 W at 0.20 and 20 of care, against 1.10 an hour", () => {
    const prices = {
      asOf: "2000-01",
      purchase: 1200,
      watts: 500,
      energyPerKwh: 0.2,
      carePerMonth: 20,
      rentPerHour: 1.1,
    };
    const { own, rent, breakEven } = ownOrRent({ hoursPerMonth: 100, months: 20, prices });
    expect([own[0], own[1], own[15]]).to.deep.equal([1200, 1230, 1650]);
    expect([rent[0], rent[1]?.toFixed(6)]).to.deep.equal([0, "110.000000"]);
    expect(breakEven).to.equal(15);
  });

  it("with little use never pays", () =>
    expect(ownOrRent({ hoursPerMonth: 20, months: 60 }).breakEven).to.equal(undefined));

  it("says of when its prices are", () => expect(examplePrices.asOf).to.match(/^\d{4}-\d\d$/));
});

describe("the reckoning of costs refuses", () => {
  const refusals: Record<string, () => unknown> = {
    "one size": () => networkCost([3]),
    "half a batch": () => networkCost([2, 1], { batchSize: 0.5 }),
    "no samples": () => trainingSeconds({ flopsPerSample: 1, samples: 0, epochs: 1, peak: 1 }),
    "more than the peak": () => trainingSeconds({ flopsPerSample: 1, samples: 1, epochs: 1, peak: 1, use: 2 }),
    "more hours than a month has": () => ownOrRent({ hoursPerMonth: 800 }),
    "a negative price": () => ownOrRent({ hoursPerMonth: 10, prices: { ...examplePrices, watts: -1 } }),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(what, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});

describe("the estimates for a table of machines", () => {
  const mine = { since: 2026, peak: 1e12, bits: 32, memory: 1e9, watts: 360 } as const;
  const work = { flopsPerSample: 3e9, samples: 1000, epochs: 10, use: 0.3 };

  it("by hand: 3e13 FLOP at 0.3e12 a second are 100 s, at 360 W a hundredth of a kilowatt-hour", () => {
    expect(trainingEstimates({ ...work, bytes: 1e9 }, { mine })).to.deep.equal([
      { machine: "mine", seconds: 100, kilowattHours: 0.01, fits: true },
    ]);
    expect(trainingEstimates({ ...work, bytes: 1.1e9 }, { mine })[0]?.fits).to.equal(false);
  });

  it("say nothing of energy and memory that they do not know", () => {
    const [unknown] = trainingEstimates(work, { unknown: { since: 2026, peak: 1e12, bits: 32 } });
    expect(unknown).to.deep.equal({ machine: "unknown", seconds: 100, kilowattHours: undefined, fits: undefined });
  });

  it("are for every machine of the examples, each with the year of its figures", () => {
    const { trainingFlops, trainingBytes } = networkCost([784, 512, 512, 10]);
    const estimates = trainingEstimates({ ...work, flopsPerSample: trainingFlops, bytes: trainingBytes });
    expect(estimates.map(({ machine }) => machine)).to.deep.equal(Object.keys(exampleMachines));
    for (const { since, bits } of Object.values(exampleMachines)) {
      expect(since).to.be.within(2000, 2100);
      expect([16, 32, 64]).to.include(bits);
    }
    // Half as many bits, many times the speed: never the other way round.
    const seconds = (name: string) => estimates.find(({ machine }) => machine === name)?.seconds as number;
    expect(seconds("A100, 16 bits")).to.be.below(seconds("A100"));
  });

  it("refuse work or machines that are none", () => {
    const refusals = [
      () => trainingEstimates({ ...work, samples: 0 }),
      () => trainingEstimates(work, {}),
      () => trainingEstimates(work, { mine: { ...mine, peak: -1 } }),
      () => trainingEstimates(work, { mine: { ...mine, speed: 1 } as never }),
    ];
    for (const refused of refusals) expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /);
  });
});
