import { expect } from "chai";
import { NnError } from "../../src/index.ts";
import { calls } from "./hostile/calls.ts";
import { plotCalls } from "./hostile/plot-calls.ts";

/** A list in itself: whoever shows all of it never ends. */
const cycle: unknown[] = [];
cycle.push(cycle);

/** What nobody means to hand over, and what somebody will. */
const hostile: Readonly<Record<string, unknown>> = {
  ...{
    undefined: undefined,
    null: null,
    NaN: Number.NaN,
    Infinity: Infinity,
    "−Infinity": -Infinity,
    "−1": -1,
    "−0": -0,
  },
  ...{
    half: 0.5,
    two: 2,
    huge: 1e300,
    word: "foo",
    digit: "1",
    nothing: "",
    true: true,
    symbol: Symbol("s"),
    big: 10n,
  },
  ...{
    object: {},
    "bare object": Object.create(null),
    list: [],
    nested: [[]],
    numbers: [1, 2, 3],
    "a NaN": [Number.NaN],
  },
  ...{ ragged: [[1], [1, 2]], holes: new Array(3), words: ["a", "b"], function: () => 1, date: new Date(0) },
  ...{ typed: new Float64Array([1, 2, 3]), __proto: "__proto__", constructor: "constructor" },
  ...{
    map: new Map([["maxIter", 1]]),
    promise: Promise.resolve({}),
    cycle,
    "a hole": Object.assign(new Array(2), [1]),
  },
};

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The places of a value that can be spoilt: itself, the first and the last of a list, every part of an object. */
function places(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const here = path.length > 0 ? [path] : [];
  if (Array.isArray(value)) {
    const which = path.length === 0 ? value.map((_, i) => i) : [...new Set([0, value.length - 1])];
    return [...here, ...which.filter((i) => i in value).flatMap((i) => places(value[i], [...path, i]))];
  }
  return isPlain(value) ? [...here, ...Object.keys(value).flatMap((key) => places(value[key], [...path, key]))] : here;
}

/** The value with something else in that place; nothing of the old one is changed. */
function spoilt(value: unknown, [key, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((part, i) => (i === key ? spoilt(part, rest, by) : part));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: spoilt(object[key], rest, by) };
}

/** The last argument with a name in Python's spelling; what comes before it may be data, which may hold more than is read. */
function renamed(values: readonly unknown[]): (readonly [what: string, values: unknown])[] {
  return places(values).flatMap((path) => {
    const part = path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], values);
    // What was saved may hold more than is read today.
    if (path.length > 1 || path[0] !== values.length - 1 || !isPlain(part) || "kind" in part) return [];
    return Object.keys(part).flatMap((key) => {
      const python = key.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return python === key ? [] : [[python, spoilt(values, path, { ...part, [python]: part[key] })] as const];
    });
  });
}

/** What a call ended with: nothing, or its error. */
async function outcome(what: (...values: never[]) => unknown, values: readonly unknown[]): Promise<unknown> {
  const { log, warn } = console;
  // What is told of a training that did not converge is not what is looked at.
  console.log = () => {};
  console.warn = () => {};
  try {
    await what(...(values as never[]));
    return undefined;
  } catch (error) {
    return error;
  } finally {
    console.log = log;
    console.warn = warn;
  }
}

describe("hostile input", () => {
  let tried = 0;

  for (const [name, [what, values]] of Object.entries({ ...calls, ...plotCalls })) {
    it(`gets an error of ours, or none, from ${name}`, async () => {
      expect(await outcome(what, values), "rightly used").to.equal(undefined);
      for (const path of places(values)) {
        for (const [kind, by] of Object.entries(hostile)) {
          const error = await outcome(what, spoilt(values, path, by) as unknown[]);
          tried++;
          if (error === undefined) continue;
          const where = `${kind} as ${path.join(".")}: ${error instanceof Error ? error.message : String(error)}`;
          expect(error instanceof NnError, where).to.equal(true);
          expect((error as Error).message).to.match(/^\[nn\] expected [\s\S]+ got [\s\S]+: ./);
        }
      }
    });

    for (const [python, wrong] of renamed(values)) {
      it(`gets to know from ${name} that "${python}" is spelt otherwise`, async () => {
        const error = await outcome(what, wrong as unknown[]);
        expect(error, "passed over in silence").to.be.instanceOf(NnError);
        expect((error as Error).message).to.include(`"${python}"`);
      });
    }
  }

  after(() => console.log(`      ${tried} spoilt calls tried`));
});
