import { execFileSync, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Client, executeContent, streamText } from "./client.ts";

/** Whether a process runs; one that has ended but was not yet fetched by its parent does not. */
const alive = (pid: number): boolean => {
  try {
    return !execFileSync("ps", ["-o", "stat=", "-p", String(pid)])
      .toString()
      .trim()
      .startsWith("Z");
  } catch {
    return false;
  }
};

/** Waits until none of the processes is left; the test's own time limit is the bound. */
async function gone(pids: number[]): Promise<void> {
  while (pids.some(alive)) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** The processes that a kernel consists of. */
function descendants(pid: number): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="]).toString().trim().split("\n");
  const children = rows.map((row) => row.trim().split(/\s+/).map(Number)).filter(([, parent]) => parent === pid);
  return children.flatMap(([child = 0]) => [child, ...descendants(child)]);
}

/** Starts a cell that does not end by itself, and waits until its code runs. */
async function begin(client: Client, code: string): Promise<string> {
  const id = await client.send("execute_request", executeContent(`console.log("begun");\n${code}`));
  await client.publication(id, (seen) => seen.header.msg_type === "stream" && seen.content.text.includes("begun"));
  return id;
}

describe("interrupt", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
    await client.execute("let kept = 7");
  });
  after(() => client.stop());

  const ENDLESS = {
    "a synchronous loop": "while (true) {}",
    "a pending await": "await new Promise(() => {})",
    "a sleeping await": 'await (await import("node:timers/promises")).setTimeout(1e8)',
    "a loop in a timer's callback": "await new Promise(() => setTimeout(() => { for (;;); }, 1))",
    "a loop in a promise's reaction": "await Promise.resolve().then(() => { for (;;); })",
    "a catastrophic regular expression": '/^(a+)+$/.test("a".repeat(40) + "b")',
    "a native call that waits for another process": '(await import("node:child_process")).execSync("sleep 1000")',
    "an asynchronous loop": "for (;;) await null",
    "a loop of timers": "for (;;) await new Promise((done) => setTimeout(done, 1))",
  };

  for (const [what, code] of Object.entries(ENDLESS)) {
    it(`by message ends ${what}, and keeps the variables`, async () => {
      const id = await begin(client, code);
      await client.interrupt();
      const { reply } = await client.answer(id);
      expect(reply.content.status).to.equal("error");
      expect(await client.value("kept")).to.equal("7");
    });
  }

  for (const what of ["a synchronous loop", "a pending await"] as const) {
    it(`by SIGINT ends ${what}, and keeps the variables`, async () => {
      const id = await begin(client, ENDLESS[what]);
      client.child.kill("SIGINT");
      expect((await client.answer(id)).reply.content).to.deep.include({ status: "error", ename: "Interrupted" });
      expect(await client.value("kept")).to.equal("7");
    });
  }

  it("does nothing to a kernel that idles", async () => {
    await client.interrupt();
    client.child.kill("SIGINT");
    // A signal has no order among messages: by this answer it has arrived.
    await client.request("kernel_info_request", {});
    expect(await client.value("kept")).to.equal("7");
  });

  it("ends a timer's endless callback of a cell that is over, and keeps the variables", async () => {
    const { id } = await client.execute('setTimeout(() => { console.log("spinning"); for (;;); }, 5)');
    await client.publication(id, (seen) => seen.header.msg_type === "stream");
    await client.interrupt();
    expect(await client.value("kept")).to.equal("7");
  });

  it("can be caught by no code, and comes as often as it is asked for", async () => {
    const id = await begin(client, "for (;;) { try { for (;;); } catch {} finally { } }");
    await client.interrupt();
    expect((await client.answer(id)).reply.content.ename).to.equal("Interrupted");
    const again = await begin(client, "for (;;);");
    await client.interrupt();
    expect((await client.answer(again)).reply.content.ename).to.equal("Interrupted");
    expect(await client.value("kept")).to.equal("7");
  });

  it("replaces the runtime under a native call that cannot be ended, and says so", async () => {
    const id = await begin(
      client,
      "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); require('node:child_process').execSync('trap \"\" INT; sleep 1000')",
    );
    await client.interrupt();
    const { reply } = await client.answer(id);
    expect(reply.content.status).to.equal("error");
    expect(await client.value("1 + 1")).to.equal("2");
  });
});

describe("a runtime that dies", () => {
  let client: Client;
  before(async () => {
    client = await Client.start({ args: ["--memory", "64"] });
  });
  after(() => client.stop());

  const DEADLY: Record<string, [string, RegExp]> = {
    "process.exit(3)": ["process.exit(3)", /exit code 3/],
    "an abort": ["process.abort()", /SIGABRT|abort/],
    "a kill": ['process.kill(process.pid, "SIGKILL")', /SIGKILL/],
    "more memory than allowed": ["const all = []; for (;;) all.push(new Array(1e5).fill(Math.PI))", /64 MB/],
    "process.exit in an await": ["await null; process.exit()", /exit code 0/],
  };
  for (const [what, [code, reason]] of Object.entries(DEADLY)) {
    it(`of ${what} ends the cell with the reason, and the next cell works`, async () => {
      await client.execute("let before = 1");
      const { reply } = await client.execute(code);
      expect(reply.content.status).to.equal("error");
      expect(reply.content.evalue).to.match(reason).and.to.include("ariables are gone");
      expect(await client.value("let before = 'new'; before")).to.equal("'new'");
    });
  }

  it("forgets the types of what is gone too", async () => {
    await client.execute("let lost = 1");
    await client.execute("process.exit(1)");
    const { reply } = await client.execute("lost");
    expect(reply.content.ename).to.equal("TS2304");
  });

  it("while it idles is said under the cell that caused it, and the next cell works", async () => {
    const { id } = await client.execute("setTimeout(() => process.exit(4), 10); 1");
    const error = await client.publication(id, (seen) => seen.header.msg_type === "error");
    expect(error.content.evalue).to.include("exit code 4");
    expect(await client.value("2")).to.equal("2");
  });
});

describe("no orphans", () => {
  it("are left after shutdown", async () => {
    const client = await Client.start();
    await client.execute("1");
    const pids = descendants(client.pid);
    expect(pids.length).to.be.at.least(2);
    const { reply } = await client.request("shutdown_request", { restart: false }, "control");
    expect(reply.content).to.deep.equal({ status: "ok", restart: false });
    await client.exited;
    await gone(pids);
    await client.stop();
  });

  it("are left when the front is killed while code loops", async () => {
    const client = await Client.start();
    await begin(client, "for (;;);");
    const pids = descendants(client.pid);
    client.child.kill("SIGKILL");
    await gone(pids);
    await client.stop();
  });

  it("are left of the processes that the user's code started", async () => {
    const client = await Client.start();
    await client.execute(
      "const { spawn } = await import('node:child_process'); const child = spawn('sleep', ['1000'])",
    );
    const pids = descendants(client.pid);
    client.child.kill("SIGKILL");
    await gone(pids);
    await client.stop();
  });

  it("are left when the process that started the kernel is killed", async () => {
    const script = fileURLToPath(new URL("./parent.mjs", import.meta.url));
    const parent = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.on("data", (data) => resolve(Number(String(data)))),
    );
    const family = () => [pid, ...descendants(pid)];
    // The front has looked who its parent is before it starts the others.
    while (family().length < 3) await new Promise((resolve) => setTimeout(resolve, 50));
    const pids = family();
    parent.kill("SIGKILL");
    await gone(pids);
  });
});

describe("floods", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  it("of 100,000 lines lose none, and idle comes after them", async () => {
    const { published } = await client.execute("for (let i = 0; i < 100_000; i++) console.log(i)");
    const lines = streamText(published).split("\n");
    expect(lines.length).to.equal(100_001);
    expect(lines.every((line, at) => at === 100_000 || Number(line) === at)).to.equal(true);
    expect(published.at(-1)?.content.execution_state).to.equal("idle");
  });

  it("of one line of 50 MB loses nothing", async () => {
    const { published } = await client.execute('console.log("x".repeat(50_000_000))');
    expect(streamText(published).length).to.equal(50_000_001);
  });

  it("of a child process's output are captured, stdout and stderr, before idle", async () => {
    const code =
      "const { execSync, spawnSync } = await import('node:child_process');\nspawnSync('sh', ['-c', 'seq 1 20000; echo oops >&2'], { stdio: 'inherit' }); 1";
    const { published } = await client.execute(code);
    expect(streamText(published).trim().split("\n").length).to.equal(20000);
    expect(streamText(published, "stderr")).to.equal("oops\n");
  });
});
