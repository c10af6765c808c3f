import { expect } from "chai";
import fc from "fast-check";
import { NnError, readCsv } from "../../../src/index.ts";

describe("readCsv", () => {
  it("reads quoted fields with separators, quotes and line ends in them, of every platform's lines", () => {
    const text = '\uFEFFa;"b ""x""";kind\r\n1;2.5;"one; two"\r\n-3e2;0;"three\nfour"\r\n';
    expect(readCsv(text, { separator: ";" })).to.deep.equal({
      X: [
        [1, 2.5],
        [-300, 0],
      ],
      y: ["one; two", "three\nfour"],
      featureNames: ["a", 'b "x"'],
      targetName: "kind",
    });
  });

  it("takes any column as target, and numbers where all are", () => {
    expect(readCsv("1,2\n3,4", { target: 0 })).to.deep.equal({
      X: [[2], [4]],
      y: [1, 3],
      featureNames: ["column 2"],
      targetName: "column 1",
    });
  });

  it("names the place of what is wrong", () => {
    expect(() => readCsv("a,b\n1,2\n,3")).to.throw(NnError, 'line 3, "a"');
    expect(() => readCsv("a,b\n1,2\n3")).to.throw(NnError, "line 3");
    expect(() => readCsv("a,b\n1,2", { target: "c" })).to.throw(NnError, "one of a, b");
    for (const empty of ["", "  \n", "a,b\n"]) expect(() => readCsv(empty)).to.throw(NnError, "at least one");
  });

  it("counts the file's own lines, blank ones and those inside quotes too", () => {
    expect(() => readCsv('a,b\r\n\r\n1,"two\r\nlines"\r\n,3')).to.throw(NnError, 'line 5, "a"');
    expect(readCsv("a,b\r1,2\r3,4").y).to.deep.equal([2, 4]);
  });

  it("takes a first line without names for a sample, even where its class is a word", () => {
    const flowers = "5.1,3.5,setosa\n4.9,3.0,setosa\n";
    expect(readCsv(flowers)).to.deep.include({ y: ["setosa", "setosa"], featureNames: ["column 1", "column 2"] });
    expect(readCsv("150,2,setosa\n1,2,0").featureNames).to.deep.equal(["150", "2"]);
    expect(readCsv(flowers, { header: true }).X).to.deep.equal([[4.9, 3]]);
  });

  it("never takes a missing target for a class of no name", () => {
    expect(() => readCsv("a,kind\n1,cat\n2,\n")).to.throw(NnError, 'line 3, "kind" to be a target');
  });

  it("leaves out what is incomplete when it is told to, and only that", () => {
    const text = "a,b,kind\n1,2,cat\nNA,2,dog\n3,,dog\n4,5,?\n6,7,dog\n";
    expect(readCsv(text, { missing: "skip" })).to.deep.include({
      X: [
        [1, 2],
        [6, 7],
      ],
      y: ["cat", "dog"],
    });
    expect(() => readCsv("a,b\n1,2\n1,2,3", { missing: "skip" })).to.throw(NnError, "line 3 to hold 2 fields");
    expect(() => readCsv("a,b\n,2", { missing: "skip" })).to.throw(NnError, "at least one sample");
  });

  it("reads numbers as decimals alone, with a point or a comma", () => {
    expect(readCsv("x;y\n1,5;-,5e1", { separator: ";", decimal: "," })).to.deep.include({ X: [[1.5]], y: [-5] });
    for (const word of ["0x10", "1_000", "Infinity", "1e999", "1,5", "1 2"])
      expect(() => readCsv(`a;b\n${word};1`, { separator: ";" })).to.throw(NnError, 'line 2, "a"');
  });

  it("keeps quotes inside a field, and refuses quotes that never close", () => {
    expect(readCsv('a,b\n1,5" pipe').y).to.deep.equal(['5" pipe']);
    expect(readCsv('a,b\n1, "x, y" ').y).to.deep.equal(["x, y"]);
    expect(() => readCsv('a,b\n1,"x\n2,y\n')).to.throw(NnError, "the quotes of line 2");
    expect(() => readCsv('a,b\n1,"x"y\n')).to.throw(NnError, "line 2");
  });

  it("gives back every table that was written by the rules", () => {
    const field = fc
      .string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r\n", " ", "é") })
      .map((text) => `k${text}k`);
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), field), { minLength: 1, maxLength: 8 }), (samples) => {
        const text = ["n,kind", ...samples.map(([n, kind]) => `${n},${quoted(kind)}`)].join("\r\n");
        expect(readCsv(text)).to.deep.include({ X: samples.map(([n]) => [n]), y: samples.map(([, kind]) => kind) });
      }),
      { seed: 1 },
    );
  });

  const refusals: Record<string, () => unknown> = {
    "a separator that is also the decimal one": () => readCsv("1,2", { decimal: "," }),
    "something else to do with what is missing": () => readCsv("1,2", { missing: "guess" as "skip" }),
    "a table without a feature": () => readCsv("kind\ncat"),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
