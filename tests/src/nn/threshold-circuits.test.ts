import { expect } from "chai";
import {
  allBits,
  circuitSizes,
  gates,
  majorityNetwork,
  Network,
  NnError,
  parityNetwork,
  train,
  xorNetwork,
} from "../../../src/index.ts";

const ones = (bits: readonly number[]) => bits.reduce((sum, bit) => sum + bit, 0);

describe("XOR", () => {
  it("is computed by two layers found by hand", () => {
    expect(xorNetwork().outputs(gates.XOR.X).flat()).to.deep.equal(gates.XOR.y);
    expect(xorNetwork().sizes).to.deep.equal([2, 2, 1]);
  });

  it("is learnt by two hidden neurons", () => {
    const start = Network.random({ sizes: [2, 2, 1], output: "sigmoid", seed: 4 });
    const { network } = train(start, gates.XOR, { optimizer: "adam", epochs: 500, loss: "binaryCrossEntropy" });
    expect(network.outputs(gates.XOR.X).map(([yHat]) => Math.round(yHat as number))).to.deep.equal(gates.XOR.y);
  });
});

describe("parity", () => {
  it("of 1 to 8 bits is computed by as many hidden threshold neurons, on every row of its table", () => {
    for (let n = 1; n <= 8; n++)
      for (const bits of allBits(n))
        expect(parityNetwork(n).output(bits), String(bits)).to.deep.equal([ones(bits) % 2]);
  });
});

describe("majority", () => {
  it("of 1 to 9 bits is computed by one threshold neuron, on every row of its table", () => {
    for (let n = 1; n <= 9; n++)
      for (const bits of allBits(n))
        expect(majorityNetwork(n).output(bits), String(bits)).to.deep.equal([ones(bits) > n / 2 ? 1 : 0]);
  });
});

/** How many prime implicants a function has that no other could replace: merges neighbours as long as there are any. */
function primeImplicants(n: number, f: (bits: readonly number[]) => boolean): string[] {
  let cubes = new Set(
    allBits(n)
      .filter(f)
      .map((bits) => bits.join("")),
  );
  const primes: string[] = [];
  while (cubes.size > 0) {
    const merged = new Set<string>();
    const used = new Set<string>();
    for (const cube of cubes)
      for (let i = 0; i < n; i++) {
        if (cube[i] !== "0") continue;
        const neighbour = `${cube.slice(0, i)}1${cube.slice(i + 1)}`;
        if (!cubes.has(neighbour)) continue;
        merged.add(`${cube.slice(0, i)}-${cube.slice(i + 1)}`);
        used.add(cube).add(neighbour);
      }
    primes.push(...[...cubes].filter((cube) => !used.has(cube)));
    cubes = merged;
  }
  return primes;
}

describe("circuitSizes", () => {
  it("counts the ANDs that Quine's method finds, each of them needed", () => {
    for (let n = 1; n <= 7; n++) {
      const { parityAnds, majorityAnds } = circuitSizes(n);
      const functions = [
        { ands: parityAnds, f: (bits: readonly number[]) => ones(bits) % 2 === 1 },
        { ands: majorityAnds, f: (bits: readonly number[]) => ones(bits) > n / 2 },
      ];
      for (const { ands, f } of functions) {
        const primes = primeImplicants(n, f);
        expect(BigInt(primes.length), `n = ${n}`).to.equal(ands);
        // Each covers a row that no other does: the one where all that it leaves open is off.
        for (const prime of primes) {
          const row = prime.replaceAll("-", "0");
          const covering = primes.filter((other) => [...other].every((bit, i) => bit === "-" || bit === row[i]));
          expect(covering, prime).to.deep.equal([prime]);
        }
      }
    }
  });

  it("stays exact beyond what a double can hold", () => {
    expect(circuitSizes(101).parityAnds).to.equal(1267650600228229401496703205376n);
    expect(circuitSizes(101).majorityAnds).to.equal(199804427433372226016001220056n);
  });

  it("and the circuits refuse bits that are none", () => {
    for (const refused of [
      () => circuitSizes(0),
      () => parityNetwork(1.5),
      () => majorityNetwork(0),
      () => allBits(21),
    ])
      expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /);
  });
});
