import { expect } from "chai";
import { judge } from "../../scripts/lib/run-part.mjs";
import { closingLine, readArguments } from "../../scripts/lib/test.mjs";

const skips = [{ title: "draws a chart", reason: "no browser" }];

describe("the counts of npm test", () => {
  it("are taken as reported when all is well", () => {
    expect(judge({ passed: 3, failed: 0, skips }, 0, false)).to.deep.equal({ passed: 3, failed: 0, skips });
    expect(judge({ passed: 3, failed: 2, skips: [] }, 2, false).failed).to.equal(2);
  });

  it("are one failure for a part that reported nothing", () => {
    expect(judge(undefined, null, true)).to.include({ passed: 0, failed: 1 });
  });

  it("are one failure more for a part that crashed after its last test", () => {
    expect(judge({ passed: 3, failed: 0, skips: [] }, 134, false)).to.include({ passed: 3, failed: 1 });
  });

  it("are one failure for a part without tests, unless only some were asked for", () => {
    expect(judge({ passed: 0, failed: 0, skips: [] }, 0, false).failed).to.equal(1);
    expect(judge({ passed: 0, failed: 0, skips: [] }, 0, true).failed).to.equal(0);
  });

  it("are one failure more for a skip without a reason", () => {
    expect(judge({ passed: 1, failed: 0, skips: [{ title: "x" }] }, 0, false).failed).to.equal(1);
  });

  it("are summed in the closing line, which speaks of skips only when there are any", () => {
    const part = { passed: 2, failed: 1, skips: [] };
    expect(closingLine([part, part])).to.equal("4 passed, 2 failed");
    expect(closingLine([part, { ...part, skips }])).to.equal("4 passed, 2 failed, 1 skipped");
  });
});

describe("the arguments of npm test", () => {
  it("choose tests by their title and parts by their name", () => {
    expect(readArguments(["--grep", "a b", "--part", "unit"])).to.deep.equal({ grep: "a b", parts: ["unit"] });
    expect(readArguments(["--grep=a=b", "--part=lint"])).to.deep.equal({ grep: "a=b", parts: ["lint"] });
  });

  it("are refused when they are not known, with those that are", () => {
    expect(() => readArguments(["--watch"])).to.throw("--grep PATTERN and --part NAME");
    expect(() => readArguments(["--part", "units"])).to.throw("the parts are format, lint");
    expect(() => readArguments(["--grep"])).to.throw("--grep PATTERN");
  });
});
