import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { KernelError } from "../../kernel/errors.ts";
import { Notebook } from "./checking.ts";
import { gone, isAlive } from "./processes.ts";

describe("Checker's process", () => {
  let notebook: Notebook;
  const pid = () => (notebook.checker as unknown as { pid: number }).pid;
  before(() => {
    notebook = new Notebook();
  });
  after(() => notebook.close());
  beforeEach(() => notebook.checker.reset());

  it("is replaced when it dies, with the scope kept", async () => {
    await notebook.runAll("class K { private p = 1 } let k = new K()", "import * as os from 'node:os'");
    const first = pid();
    process.kill(first, "SIGKILL");
    const got = await notebook.runAll("k = new K(); os.cpus(); k.p", "let more = [k]");
    expect(got).to.deep.equal([[2341], []]);
    expect(pid()).to.not.equal(first);
    expect(await notebook.run("more[0] = new K(); more.x")).to.deep.equal([2339]);
  });

  it("is replaced by an interrupt, which ends the check under way", async () => {
    await notebook.run("let x = 1");
    const slow = `type N<T extends unknown[], L> = T["length"] extends L ? T : N<[...T, 0], L>; ${Array.from(
      { length: 40 },
      (_, k) => `let t${k}: N<[], ${950 + k}>["length"] = 1;`,
    ).join(" ")}`;
    const checking = notebook.check(slow).then(
      () => "answered",
      (error: unknown) => error,
    );
    await new Promise((resolve) => setImmediate(resolve));
    notebook.checker.interrupt();
    expect(await checking).to.be.instanceOf(KernelError);
    expect(await notebook.run("x.toFixed(); x.nope")).to.deep.equal([2339]);
  });

  it("is not touched by an interrupt while nothing is checked", async () => {
    await notebook.run("let x = 1");
    const before = pid();
    notebook.checker.interrupt();
    expect(await notebook.run("x.toFixed()")).to.deep.equal([]);
    expect(pid()).to.equal(before);
  });

  it("answers completion and inspect while a check is under way, and leaves the check alone", async () => {
    await notebook.run("let rows = [{ name: 'x' }]");
    const [found, completed, inspected] = await Promise.all([
      notebook.check("rows[0]!.nope"),
      notebook.complete("rows[0]!.na|"),
      notebook.inspect("rows|"),
    ]);
    expect(found.map(({ code }) => code)).to.deep.equal([2339]);
    expect(completed.items.map(({ text }) => text)).to.deep.equal(["name"]);
    expect(inspected?.signature).to.contain("rows: { name: string; }[]");
  });

  it("gives up checks that wait behind the one under way, too, but no commit", async () => {
    const checks = [notebook.check("let a = 1"), notebook.check("let b: number = 'x'")];
    const committed = notebook.commit("let kept = 1");
    const ended = checks.map((check) => check.catch((error: unknown) => error));
    notebook.checker.interrupt();
    for (const error of await Promise.all(ended)) expect(error).to.be.instanceOf(KernelError);
    await committed;
    expect(await notebook.run("kept.toFixed(); kept.nope")).to.deep.equal([2339]);
  });

  it("refuses work after it was disposed of", async () => {
    const other = new Notebook();
    await other.close();
    const refused = await other.check("let a = 1").catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(KernelError);
  });

  it("ends when its parent is killed, and outlives an interrupt of the parent's process group", async () => {
    const script = fileURLToPath(new URL("./checker-parent.ts", import.meta.url));
    const parent = spawn(process.execPath, ["--import", "tsx", script], {
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    const [output] = (await once(parent.stdout, "data")) as [Buffer];
    const child = Number(output.toString());
    expect(isAlive(child)).to.equal(true);
    process.kill(-(parent.pid as number), "SIGINT");
    await wait(50);
    expect(isAlive(child)).to.equal(true);
    process.kill(parent.pid as number, "SIGKILL");
    await gone(child);
  });
});
