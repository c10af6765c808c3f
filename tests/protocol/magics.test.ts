import { expect } from "chai";
import { Client } from "./client.ts";
import { outcomeOf } from "./outcome.ts";

const MAGICS = ["%help", "%who", "%reset", "%types", "%%types", "%time", "%%time"];

describe("a magic", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  it("%help lists them all, with their meaning", async () => {
    const { stdout } = await outcomeOf(client, "%help");
    for (const name of MAGICS) expect(stdout).to.match(new RegExp(`^${name}\\b.*\\s{2}\\w`, "m"));
  });

  it("%who lists the names with their types, those of failed cells not", async () => {
    await client.value("interface P { x: number }\nconst p: P = { x: 1 }; function f(a: string) { return a.length }");
    await outcomeOf(client, "const wrong: number = 'text'");
    const { stdout } = await outcomeOf(client, "%who");
    expect(stdout).to.include("interface P\n").and.to.include("const p: P\n").and.to.include("f(a: string): number");
    expect(stdout).to.not.include("wrong");
  });

  it("%time and %%time say how long the cell took, whose result and places stay", async () => {
    for (const code of ["%time 6 * 7", "%%time\n6 * 7"]) {
      const { value, stdout } = await outcomeOf(client, code);
      expect([value, /^Wall time: [\d.e+]+ m?s\n$/.test(stdout)], stdout).to.deep.equal(["42", true]);
    }
    expect((await outcomeOf(client, "%time throw new Error('x')")).error).to.match(/at In \[\d+\]:1:13/);
    expect((await outcomeOf(client, "%%time\n\nthrow new Error('x')")).error).to.match(/at In \[\d+\]:3:7/);
  });

  it("%%types warn prints the complaint and runs the cell; %types says and sets the notebook's way", async () => {
    const { stderr, value } = await outcomeOf(client, "%%types warn\nlet warned: number = 'text'; warned");
    expect(stderr).to.match(/^In \[\d+\]:2:5 - error TS2322/);
    expect(value).to.equal("'text'");
    expect((await outcomeOf(client, "%types")).stdout).to.include("%types on");
    await outcomeOf(client, "%types warn");
    expect((await outcomeOf(client, "%types")).stdout).to.include("%types warn");
    expect((await outcomeOf(client, "let again: number = 'text'; again")).value).to.equal("'text'");
    await outcomeOf(client, "%types on");
    expect((await outcomeOf(client, "let last: number = 'text'")).error).to.include("TS2322");
  });

  it("stands on the cell's first lines, after comments, several of them; wrong ones are refused with help", async () => {
    expect((await outcomeOf(client, "// first\n%%types off\n%%time\nlet some: number = 'a'; some")).value).to.equal(
      "'a'",
    );
    for (const [code, told] of [
      ["%rest", 'did you mean "%reset"?'],
      ["%matplotlib inline", "%help lists them"],
      ["%who am I", 'got "am I"'],
      ["%%types maybe", "%%types on|warn|off"],
    ] as const) {
      expect((await outcomeOf(client, code)).error, code).to.include(told);
    }
    expect(await client.value("7 %3")).to.equal("1");
    expect(await client.value("7\n%3")).to.equal("1");
  });

  it("%reset forgets variables, types and constants; the rest of its cell runs in the fresh runtime", async () => {
    await client.value("const kept = 1; class Old {}; (globalThis as any).left = 1");
    expect((await outcomeOf(client, "%reset\nlet kept = 'new'; kept")).value).to.equal("'new'");
    expect(await client.value("kept = 'changed'; [kept, (globalThis as any).left]")).to.equal(
      "[ 'changed', undefined ]",
    );
    expect((await outcomeOf(client, "new Old()")).error).to.include("TS2304");
    expect((await outcomeOf(client, "%who")).stdout).to.equal("let kept: string\n");
  });
});
