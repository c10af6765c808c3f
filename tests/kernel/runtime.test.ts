import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import { gone } from "./processes.ts";
import { Child, traceOf } from "./runtime-child.ts";

describe("the runtime", () => {
  let child: Child;
  before(async () => {
    child = await Child.start();
  });
  after(() => child.stop());

  it("keeps variables from cell to cell and gives the last expression's value", async () => {
    expect(await child.value("let a = 41; a + 1")).to.equal("42");
    expect(await child.value("a")).to.equal("41");
    expect((await child.run("const b = 1")).value).to.equal(undefined);
    expect((await child.run("undefined")).value).to.equal(undefined);
  });

  it("shows no result of a silent run, and evaluates user expressions after the code", async () => {
    const silent = await child.run("a", { silent: true });
    expect(silent.value).to.equal(undefined);
    const code = (expression: string) => `__axonlab.result(0, (${expression}))`;
    const { done } = await child.run("a = 7", { expressions: { twice: code("a * 2"), bad: code("nowhere") } });
    expect(done?.expressions.twice).to.deep.include({ status: "ok", data: { "text/plain": "14" } });
    expect(done?.expressions.bad).to.deep.include({ status: "error", ename: "ReferenceError" });
  });

  it("puts out console, process streams and descriptors before done, in order within the channel", async () => {
    const { events, stdout, stderr } = await child.run(`
      console.log("one", { two: 2 }); process.stdout.write("three\\n"); console.error("err"); console.table([{ x: 1 }]);
      require("node:child_process").execSync("echo raw; echo rawerr >&2", { stdio: "inherit" });`);
    expect(stdout).to.include("one { two: 2 }\nthree\n").and.to.include("│").and.to.include("raw\n");
    expect(stderr).to.include("err\n").and.to.include("rawerr\n");
    expect(events.at(-1)?.op).to.equal("done");
  });

  it("loses nothing of 100,000 lines and of a line of 50 MB", async () => {
    const lines = await child.run("for (let line = 0; line < 100_000; line++) console.log(line)");
    expect(lines.stdout).to.equal(Array.from({ length: 100_000 }, (_, line) => `${line}\n`).join(""));
    const long = await child.run('console.log("é".repeat(25_000_000))');
    expect(long.stdout.length).to.equal(25_000_001);
    expect(/^é+\n$/.test(long.stdout)).to.equal(true);
  });

  it("shows all that was printed before a long computation during it, however much that was", async () => {
    for (const lines of [1, 64, 65, 1000, 20_000]) {
      child.events.length = 0;
      const running = child.run(`for (let i = 1; i <= ${lines}; i++) console.log("line", i); while (true) {}`);
      await child.until(() => child.text().endsWith(`line ${lines}\n`));
      child.runtime.interrupt();
      const { stdout } = await running;
      expect(stdout.split("\n").length).to.equal(lines + 1);
    }
  });

  it("keeps the order of streams, displays and halves of an emoji in a burst with long pauses", async () => {
    const { events } = await child.run(`
      for (let i = 0; i < 3000; i++) {
        console.log(i); console.error(i);
        if (i % 500 === 0) { display.text(String(i)); const end = performance.now() + 60; while (performance.now() < end); }
      }
      for (const half of "😀".repeat(100).split("")) process.stdout.write(half);`);
    let order = "";
    for (const event of events) {
      if (event.op === "display") order += `[${String(event.data["text/plain"])}]\n`;
      if (event.op === "stream") order += event.text;
    }
    const expected = Array.from({ length: 3000 }, (_, i) => `${i}\n${i}\n${i % 500 === 0 ? `[${i}]\n` : ""}`).join("");
    expect(order).to.equal(expected + "😀".repeat(100));
  });

  it("names the run of what a timer prints after its cell", async () => {
    const first = await child.run("setTimeout(() => console.log('late text'), 30)");
    const run = first.done?.run;
    await child.run("await new Promise((resolve) => setTimeout(resolve, 60))");
    expect(child.text("stdout", run)).to.equal("late text\n");
  });

  it("reports what nobody catches under the cell that caused it, and goes on", async () => {
    const { done } = await child.run(
      "setTimeout(() => { throw new Error('of a timer') }, 1); void Promise.reject(new Error('of a promise'));",
    );
    await child.run("await new Promise((resolve) => setTimeout(resolve, 20))");
    const late = child.events.flatMap((event) => (event.op === "late" ? [[event.run, event.error.evalue]] : []));
    expect(late).to.deep.equal([
      [done?.run, "of a promise"],
      [done?.run, "of a timer"],
    ]);
  });

  it("asks by prompt and input, and refuses where the frontend cannot ask", async () => {
    const answer = async () => {
      for (const [id, text] of [
        ["1", "Ada"],
        ["2", "secret"],
      ] as const) {
        await child.until(() => child.events.some((event) => event.op === "input" && String(event.id) === id));
        child.runtime.input(Number(id), text);
      }
    };
    const [value] = await Promise.all([
      child.value("[prompt('name?'), await input('password?', { password: true })]"),
      answer(),
    ]);
    expect(value).to.equal("[ 'Ada', 'secret' ]");
    const refused = await child.run("prompt('x')", { allowStdin: false });
    expect(refused.error?.ename).to.equal("StdinNotAllowed");
  });

  it("goes on although the code takes away the globals that it works with", async () => {
    const other = await Child.start();
    await other.run("const Object = 1; class Map {}; class Set {}; let Promise, Array, Symbol, Reflect, String;");
    await other.run(`let process = 3; let console2 = console; (Array.prototype as any).map = () => { throw new Error("map") };
      (globalThis as any).JSON = null; (globalThis as any).setTimeout = null; delete (globalThis as any).console; (Object.prototype as any).surprise = 1;`);
    const { value, stdout } = await other.run("console2.log('still here'); process + 1");
    expect([value, stdout]).to.deep.equal(["4", "still here\n"]);
    await other.stop();
  });
});

describe("the end of a runtime", () => {
  const ends: Record<string, [string, object]> = {
    "process.exit(3)": ["process.exit(3)", { code: 3, signal: null, oom: false }],
    "an abort": ["process.abort()", { code: null, signal: "SIGABRT", oom: false }],
    "its own SIGKILL": ["process.kill(process.pid, 'SIGKILL')", { code: null, signal: "SIGKILL", oom: false }],
    "too little memory": [
      "const all: unknown[] = []; for (;;) all.push(new Array(100_000).fill({}))",
      { code: null, oom: true },
    ],
  };
  for (const [name, [source, expected]] of Object.entries(ends)) {
    it(`says that it was ${name}, after everything that was printed`, async () => {
      const child = await Child.start({ memoryMb: 60 });
      const { exit, stdout } = await child.run(`console.log("before"); ${source}`);
      expect(exit).to.include(expected);
      expect(stdout).to.equal("before\n");
      await child.stop();
    });
  }

  it("takes along the processes that the code started", async () => {
    const child = await Child.start();
    const pid = Number(await child.value(`require("node:child_process").spawn("sleep", ["60"]).pid`));
    await child.stop();
    await gone(pid);
  });

  it("comes by itself when its front ends, even in an endless loop", async () => {
    const driver = new URL("./runtime-orphan.ts", import.meta.url).pathname;
    const front = spawn(process.execPath, ["--import", "tsx", decodeURIComponent(driver)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [piece] = (await once(front.stdout, "data")) as [Buffer];
    const pid = Number(piece);
    expect(pid).to.be.greaterThan(1);
    front.kill("SIGKILL");
    await gone(pid);
  });
});

describe("an error's report", () => {
  let child: Child;
  before(async () => {
    child = await Child.start();
  });
  after(() => child.stop());

  it("names the cell, line and column of the user's TypeScript, shows the line, and no frame of the kernel", async () => {
    await child.run(
      "interface Named { name: string }\nfunction fail(x: Named): never {\n  throw new TypeError(`no ${x.name}`);\n}",
    );
    const trace = traceOf(await child.run("const named: { name: string } = { name: 'é' };\nfail(named)"));
    expect(trace.split("\n")).to.deep.equal([
      "TypeError: no é",
      "  3 |   throw new TypeError(`no ${x.name}`);",
      "              ^",
      "    at fail (In [1]:3:9)",
      "    at In [2]:2:1",
    ]);
  });

  it("gives the same stack to the code itself", async () => {
    await child.run(
      "let stack = ''; try { fail({ name: 'x' }) } catch (error) { stack = (error as Error).stack ?? '' }",
    );
    expect(await child.value("stack.split('\\n')[1]")).to.equal("'    at fail (In [1]:3:9)'");
  });

  it("shows causes and the members of an AggregateError", async () => {
    const cause = traceOf(
      await child.run("throw new Error('outer', { cause: new RangeError('inner', { cause: 'text' }) })"),
    );
    expect(cause).to.match(/^Error: outer\n[\s\S]*\nCaused by: RangeError: inner\n[\s\S]*\nCaused by: 'text'$/);
    const many = traceOf(
      await child.run("await Promise.any([Promise.reject(new Error('a')), Promise.reject(new Error('b'))])"),
    );
    expect(many).to.match(/Error 1 of 2: Error: a\n[\s\S]*Error 2 of 2: Error: b/);
  });

  it("takes whatever is thrown", async () => {
    const thrown = {
      "5": "5",
      "{ a: 1 }": "{ a: 1 }",
      null: "null",
      undefined: "undefined",
      "-0": "-0",
      "10n": "10n",
      "Symbol('s')": "Symbol(s)",
    };
    for (const [source, evalue] of Object.entries(thrown)) {
      expect((await child.run(`throw ${source}`)).error).to.include({ ename: "Uncaught", evalue });
    }
    const hostile =
      "const hostile = new Error('x'); for (const key of ['message', 'stack', 'name', 'cause']) Object.defineProperty(hostile, key, { get() { throw 1 } }); throw Object.freeze(hostile)";
    expect((await child.run(hostile)).error?.ename).to.equal("Error");
    expect(
      (await child.run("throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } })")).error?.ename,
    ).to.equal("Uncaught");
  });

  it("shortens the stack of an endless recursion", async () => {
    const trace = traceOf(await child.run("function again(): void { again() }\nagain()"));
    expect(trace).to.match(/^RangeError: Maximum call stack size exceeded\n/);
    expect(trace.split("\n").length).to.be.lessThan(10);
  });
});
