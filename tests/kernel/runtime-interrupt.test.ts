import { expect } from "chai";
import { Child } from "./runtime-child.ts";

/** Loops for ever at every door by which Node enters JavaScript. Each prints `begun` right before it loops. */
const LOOPS: Record<string, string> = {
  "a loop": "loop()",
  "a loop in finally": "try { loop() } finally { loop() }",
  "a loop that catches everything": "while (true) { try { loop() } catch {} }",
  "a loop after an await": "await 1; loop()",
  "a loop after an import": 'await import("node:os"); loop()',
  "a pending await": "console.log('begun'); await new Promise(() => {})",
  "a timer's callback": "setTimeout(loop, 1); await never",
  "an interval's callback": "setInterval(loop, 1); await never",
  "an immediate's callback": "setImmediate(loop); await never",
  "a tick": "process.nextTick(loop); await never",
  "a microtask": "queueMicrotask(loop); await never",
  "an endless chain of microtasks": "console.log('begun'); (function again() { queueMicrotask(again) })(); await never",
  "an endless chain of ticks": "console.log('begun'); (function again() { process.nextTick(again) })(); await never",
  "an endless chain of immediates": "console.log('begun'); (function again() { setImmediate(again) })(); await never",
  "a loop of awaits": "console.log('begun'); while (true) await null",
  "a file system callback": "fs.readFile('.', loop); await never",
  "a continuation of the file system's promise": "await fs.promises.stat('.'); loop()",
  "an HTTP handler":
    "const server = http.createServer(loop).listen(0, () => http.get({ port: (server.address() as any).port }).on('error', () => {})); await never",
  "a message's handler":
    "const { port1, port2 } = new MessageChannel(); port1.onmessage = loop; port2.postMessage(1); await never",
  "a catastrophic regular expression": "console.log('begun'); /^(a+)+$/.test('a'.repeat(50) + 'b')",
  "Atomics.wait": "console.log('begun'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
  "a display's method": "({ [Symbol.for('Jupyter.display')]: loop })",
};

const PRELUDE = `
  import fs from "node:fs"; import http from "node:http"; import cp from "node:child_process";
  let kept = 42;
  const never = new Promise<void>(() => {});
  function loop(): never { console.log("begun"); while (true) {} }`;

describe("an interrupt of the runtime", () => {
  let child: Child;

  before(async () => {
    child = await Child.start({ graceMs: 20_000 });
    await child.run(PRELUDE);
  });
  after(() => child.stop());

  for (const [name, source] of Object.entries(LOOPS)) {
    it(`ends ${name} and keeps every variable`, async () => {
      const { interrupted, error } = await child.interrupted(source);
      expect(interrupted).to.equal(true);
      expect(error?.ename).to.equal("Interrupted");
      // Timers, promises and callbacks still work afterwards.
      const after = "await new Promise((resolve) => setTimeout(resolve, 1)); await fs.promises.stat('.'); kept";
      expect(await child.value(after)).to.equal("42");
    });
  }

  it("cuts no frame in half while a loop prints, and loses no line before it", async () => {
    for (let round = 0; round < 15; round++) {
      const { stdout, interrupted } = await child.interrupted(
        "for (let line = 0; ; line++) console.log(line)",
        () => child.text().length > 1000 + round * 997,
      );
      expect(interrupted).to.equal(true);
      const lines = stdout.trimEnd().split("\n").map(Number);
      expect(lines.slice(0, -1).findIndex((line, index) => line !== index)).to.equal(-1);
    }
    expect(await child.value("kept")).to.equal("42");
  });

  it("ends the process that a native call waits for, and keeps every variable", async () => {
    const { interrupted } = await child.interrupted("console.log('begun'); cp.execSync('sleep 60')");
    expect(interrupted).to.equal(true);
    expect(await child.value("kept")).to.equal("42");
  });

  it("clears the timers of the interrupted cell, and of no other", async () => {
    const busy = "for (const end = performance.now() + 2; performance.now() < end; )";
    await child.run(`let mine = 0; let others = 0; const other = setInterval(() => { others++; ${busy}; }, 1)`);
    for (let round = 0; round < 10; round++) {
      await child.interrupted("console.log('begun'); setInterval(() => mine++, 1); await never");
      await child.run("mine = 0; others = 0; await new Promise((resolve) => setTimeout(resolve, 50))");
      expect(await child.value("[mine, others > 0]")).to.equal("[ 0, true ]");
    }
    await child.run("clearInterval(other)");
  });

  it("leaves nothing behind that the next collection of garbage dies of", async () => {
    for (const waiting of ["await never", "queueMicrotask(loop)", "await null; loop()", "for (;;) await null"]) {
      const { interrupted } = await child.interrupted(`console.log("begun"); ${waiting}`);
      expect(interrupted).to.equal(true);
      // More than the young generation holds, twice over, so that what is unreachable goes.
      await child.run("for (let i = 0; i < 400; i++) new Array(50_000).fill({})");
      expect(await child.value("kept")).to.equal("42");
    }
  });

  it("ends every run, and strikes no other, whether it comes before, while or as the run ends", async () => {
    const runs = [
      "for (const end = performance.now() + 3; performance.now() < end; );",
      "await new Promise((resolve) => setTimeout(resolve, 3))",
      "for (const end = performance.now() + 3; performance.now() < end; ) await null",
      "for (let i = 0; i < 300; i++) console.log(i)",
    ];
    for (let round = 0; round < 60; round++) {
      const running = child.run(runs[round % runs.length] ?? "");
      await new Promise((resolve) => setTimeout(resolve, round % 7));
      child.runtime.interrupt();
      const { done, exit } = await running;
      expect(exit).to.equal(undefined);
      expect(done?.error?.ename).to.equal(done?.interrupted ? "Interrupted" : undefined);
      expect(await child.value("kept")).to.equal("42");
    }
  });

  it("keeps the immediates of other cells, and timers of every duration, wherever it strikes", async () => {
    await child.run(
      "let turns = 0; let turning = true; (function turn() { turns++; if (turning) setImmediate(turn); })()",
    );
    for (const busy of [
      "setImmediate(loop); await never",
      "for (let i = 1; ; i++) setTimeout(() => {}, (i % 900) + 50)",
    ]) {
      const { interrupted } = await child.interrupted(`console.log("begun"); ${busy}`);
      expect(interrupted).to.equal(true);
      expect(await child.value("turns = 0; await new Promise((r) => setTimeout(r, 20)); turns > 0")).to.equal("true");
    }
    const all =
      "await Promise.all(Array.from({ length: 950 }, (_, i) => new Promise((r) => setTimeout(r, i)))); turning = false; kept";
    expect(await child.value(all)).to.equal("42");
  });

  it("does nothing to a runtime that idles, nor to the command that comes right after it", async () => {
    for (let round = 0; round < 20; round++) {
      child.runtime.interrupt();
      expect(await child.value("kept")).to.equal("42");
    }
  });

  it("ends what a timer of an earlier cell loops in", async () => {
    child.events.length = 0;
    await child.run("setTimeout(loop, 1)");
    await child.until(() => child.text().includes("begun"));
    child.runtime.interrupt();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await child.value("kept")).to.equal("42");
  });

  it("replaces nothing by itself: a native call that nothing ends has its process ended, and the exit says why", async () => {
    const stuck = await Child.start({ graceMs: 300 });
    // Opening a pipe that nobody writes to is a call that no signal ends while its handler is installed.
    const finished = await stuck.interrupted(
      `import { execSync } from "node:child_process"; execSync("trap '' INT; echo begun; sleep 60 & wait; wait", { stdio: "inherit" })`,
    );
    expect(finished.exit).to.include({ unresponsive: true, oom: false });
    await stuck.stop();
  });
});
