import { expect } from "chai";
import fc from "fast-check";
import { difference } from "../../../src/course/difference.ts";
import { farDifference, isClose } from "../../../src/course/nearness.ts";

const round = () => {
  const ring: { name: string; self?: unknown } = { name: "ring" };
  ring.self = ring;
  return ring;
};

class Secret {
  readonly #value: number;
  constructor(value: number) {
    this.#value = value;
  }
  get value() {
    return this.#value;
  }
}

describe("equality by structure", () => {
  const EQUAL: Record<string, [unknown, unknown]> = {
    "NaN and NaN": [Number.NaN, Number.NaN],
    "0 and −0": [0, -0],
    "nested arrays": [
      [1, [2, [3]]],
      [1, [2, [3]]],
    ],
    "typed arrays": [new Float64Array([1, Number.NaN]), new Float64Array([1, Number.NaN])],
    "maps in another order": [
      new Map<unknown, unknown>([
        ["a", [1]],
        ["b", 2],
      ]),
      new Map<unknown, unknown>([
        ["b", 2],
        ["a", [1]],
      ]),
    ],
    "maps with objects for keys": [new Map([[{ x: 1 }, 2]]), new Map([[{ x: 1 }, 2]])],
    "sets of objects": [new Set([[1], [2]]), new Set([[2], [1]])],
    "objects whose keys have another order": [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    "an instance and an object that holds the same": [
      new (class Point {
        x = 1;
      })(),
      { x: 1 },
    ],
    dates: [new Date(5), new Date(5)],
    "regular expressions": [/a/g, /a/g],
    errors: [new RangeError("a"), new RangeError("a")],
    "round trips": [round(), round()],
    bigints: [5n, 5n],
    bytes: [new Uint8Array([1]).buffer, new Uint8Array([1]).buffer],
  };
  for (const [what, [a, b]] of Object.entries(EQUAL)) {
    it(`finds no difference between ${what}`, () => expect(difference(a, b)).to.equal(undefined));
  }

  const DIFFERENT: Record<string, [expected: unknown, got: unknown, path: string, text: string]> = {
    numbers: [1, 2, "", "expected 1, got 2"],
    "a number and its text": [1, "1", "", "expected 1, got '1'"],
    "null and undefined": [null, undefined, "", "expected null, got undefined"],
    "a number in a list": [[1, 2, 3], [1, 5, 3], "[1]", "expected 2, got 5"],
    "lists of different length": [[1, 2], [1, 2, 3], "", "expected 2 values, got 3"],
    "lists that differ before one ends": [[1, 2], [0], "[0]", "expected 1, got 0 (and expected 2 values, got 1)"],
    "a place deep inside": [{ a: [{ "b c": 1 }] }, { a: [{ "b c": 2 }] }, '.a[0]["b c"]', "expected 1, got 2"],
    "a missing key": [{ a: 1 }, {}, ".a", "expected 1, got no such key"],
    "a key too many": [{}, { a: 1 }, "", 'expected no key "a", got one'],
    "an undefined and a missing key": [{ a: undefined }, {}, ".a", "expected undefined, got no such key"],
    "an array and a typed array": [[1], new Float64Array([1]), "", "expected an Array, got a Float64Array"],
    "an array and an object": [[1], { 0: 1 }, "", "expected an Array, got an object"],
    "a map and a set": [new Map(), new Set(), "", "expected a Map, got a Set"],
    "a map's value": [new Map([["a", 1]]), new Map([["a", 2]]), ".get('a')", "expected 1, got 2"],
    "a set's member": [new Set([1, 2]), new Set([1, 3]), "", "expected 2 in it, got a Set without"],
    "a set too large": [new Set([1]), new Set([1, 2]), "", "expected 1 entries, got 2"],
    "two functions": [isClose, farDifference, "", "expected [Function: isClose], got [Function: farDifference]"],
    "instances that hide what they hold": [new Secret(1), new Secret(2), "", "expected Secret {}, got Secret {}"],
    "an error's text": [new Error("a"), new Error("b"), "", ""],
  };
  for (const [what, [expected, got, path, text]] of Object.entries(DIFFERENT)) {
    it(`finds and names the difference between ${what}`, () => {
      const found = difference(expected, got);
      expect(found?.path).to.equal(path);
      if (text !== "") expect(found?.text).to.equal(text);
    });
  }

  it("finds none between a value and its structured clone, whatever it is", () => {
    const anything = fc.anything({
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withDate: true,
      withBigInt: true,
    });
    fc.assert(
      fc.property(anything, (value) => difference(value, structuredClone(value)) === undefined),
      { seed: 1 },
    );
  });

  it("says yes and no the same way round and the other way round", () => {
    const anything = fc.anything({ maxDepth: 2 });
    fc.assert(
      fc.property(anything, anything, (a, b) => (difference(a, b) === undefined) === (difference(b, a) === undefined)),
      { seed: 2 },
    );
  });
});

describe("nearness of numbers", () => {
  it("is relative for large numbers and absolute for small", () => {
    expect([isClose(1e6, 1e6 + 0.5, 1e-6), isClose(1e6, 1e6 + 2, 1e-6)]).to.deep.equal([true, false]);
    expect([isClose(0, 5e-7, 1e-6), isClose(0, 2e-6, 1e-6)]).to.deep.equal([true, false]);
  });

  it("takes NaN for NaN, and an infinity for itself alone", () => {
    const { NaN: none, POSITIVE_INFINITY: all } = Number;
    expect([isClose(none, none, 0), isClose(none, 1, 1), isClose(1, none, 1)]).to.deep.equal([true, false, false]);
    expect([isClose(all, all, 0), isClose(all, -all, 1), isClose(all, 1e308, 1), isClose(1, all, 1)]).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
  });

  it("looks into arrays of any depth and kind, and names the place", () => {
    expect(
      farDifference(
        [
          [1, 2],
          [3, 4],
        ],
        [new Float32Array([1, 2]), [3, 4]],
        1e-6,
      ),
    ).to.equal(undefined);
    expect(
      farDifference(
        [
          [1, 2],
          [3, 4],
        ],
        [
          [1, 2],
          [3, 4.5],
        ],
        1e-6,
      )?.path,
    ).to.equal("[1][1]");
    expect(farDifference([1, 2], [1], 1e-6)?.text).to.equal("expected 2 values, got 1");
    expect(farDifference([1], "1", 1e-6)?.text).to.equal("expected 1 numbers, got '1'");
    expect(farDifference(1, "1", 1e-6)?.text).to.equal("expected a number, got '1'");
  });

  it("does not change when a notebook replaces Math's functions", () => {
    const { abs } = Math;
    Math.abs = () => 0;
    try {
      expect(isClose(1, 2, 1e-6)).to.equal(false);
    } finally {
      Math.abs = abs;
    }
  });
});
