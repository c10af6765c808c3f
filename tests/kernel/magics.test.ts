import { expect } from "chai";
import fc from "fast-check";
import { helpText, magicCompletions, readMagics } from "../../kernel/engine/magics.ts";

describe("magics", () => {
  it("leave a cell without any as it is", () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        fc.pre(!/^\s*(\/\/.*\s*)*%/.test(code));
        expect(readMagics(code)).to.deep.equal({ source: code, time: false, actions: [] });
      }),
      { seed: 1 },
    );
  });

  it("are blanked out, so that every place in the cell stays what it was", () => {
    const { source, types } = readMagics("%%types off\nlet x = 1\n");
    expect(source).to.equal(`${" ".repeat(11)}\nlet x = 1\n`);
    expect(types).to.equal("off");
  });

  it("set the policy for the cell or for the notebook", () => {
    expect(readMagics("%%types warn").types).to.equal("warn");
    expect(readMagics("%types on").notebookTypes).to.equal("stop");
    expect(readMagics("%types").actions).to.deep.equal(["types"]);
  });

  it("keep the code that %time times", () => {
    const { source, time } = readMagics("%time f(1)\ng()");
    expect(time).to.equal(true);
    expect(source).to.equal("      f(1)\ng()");
  });

  it("stand after comments and blank lines, but not after code", () => {
    expect(readMagics("// why\n\n%who\nx").actions).to.deep.equal(["who"]);
    expect(readMagics("let a = 7\n% 4").source).to.equal("let a = 7\n% 4");
  });

  it("say what is wrong with one that does not exist or has a wrong argument", () => {
    expect(() => readMagics("%halp")).to.throw('got %halp (did you mean "%help"?); %help lists them');
    expect(() => readMagics("%tme x")).to.throw('did you mean "%t');
    expect(() => readMagics("%%types maybe")).to.throw('%%types on|warn|off, got "maybe"');
    expect(() => readMagics("%who x")).to.throw("with nothing after it");
    expect(() => readMagics("%toString")).to.throw("got %toString");
  });

  it("are all named by %help, and complete", () => {
    for (const name of ["%help", "%types", "%%types", "%time", "%%time", "%reset", "%who"])
      expect(helpText()).to.include(`${name}`);
    expect(magicCompletions("%t", 2)?.items.map((item) => item.text)).to.deep.equal(["%types", "%time"]);
    expect(magicCompletions("%who\n%%t", 8)).to.deep.include({ start: 5, end: 8 });
    expect(magicCompletions("let a = b % c", 13)).to.equal(undefined);
  });
});
