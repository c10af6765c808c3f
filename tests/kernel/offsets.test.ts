import { expect } from "chai";
import fc from "fast-check";
import { placeOf, pointsFromUtf16, utf16FromPoints } from "../../kernel/wire/offsets.ts";

/** Letters of one unit and of two, halves of such, and ends of lines. */
const anyText = fc.string({ unit: fc.constantFrom("a", "é", "😀", "\ud83d", "\ude00", "\n") });

describe("offsets", () => {
  it("counts an emoji as one code point and two UTF-16 units", () => {
    expect(utf16FromPoints("a😀b", 2)).to.equal(3);
    expect(pointsFromUtf16("a😀b", 3)).to.equal(2);
  });

  it("goes to code points and back for every place between code points", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(), (text, seed) => {
        const points = [...text].length;
        const at = points === 0 ? 0 : seed % (points + 1);
        expect(pointsFromUtf16(text, utf16FromPoints(text, at))).to.equal(at);
        expect(utf16FromPoints(text, at)).to.equal([...text].slice(0, at).join("").length);
      }),
      { seed: 1 },
    );
  });

  it("stays inside the text for offsets beyond it, and does not split a surrogate pair", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: -5, max: 50 }), (text, at) => {
        expect(utf16FromPoints(text, at)).to.be.within(0, text.length);
        expect(pointsFromUtf16(text, at)).to.be.within(0, [...text].length);
      }),
      { seed: 1 },
    );
    expect(pointsFromUtf16("😀", 1)).to.equal(0);
  });

  it("names places by line and column as TypeScript does, whatever ends the lines", () => {
    const source = "one\r\ntwo\rthree\u2028four\n";
    expect(placeOf(source, 0)).to.deep.equal({ line: 1, column: 1, text: "one" });
    expect(placeOf(source, source.indexOf("two") + 1)).to.deep.equal({ line: 2, column: 2, text: "two" });
    expect(placeOf(source, source.indexOf("hree"))).to.deep.equal({ line: 3, column: 2, text: "three" });
    expect(placeOf(source, source.indexOf("four"))).to.deep.equal({ line: 4, column: 1, text: "four" });
    expect(placeOf(source, source.length)).to.deep.equal({ line: 5, column: 1, text: "" });
  });
});
