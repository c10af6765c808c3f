import fs from "node:fs";
import { type Kernel, KernelManager, KernelMessage, ServerConnection } from "@jupyterlab/services";
import { expect } from "chai";
import { memoryOf } from "../../scripts/bench/memory.mjs";
import { descendantsOf, stillRunning } from "../../scripts/lib/processes.mjs";
import { filesBelow } from "../../scripts/lib/stamp.mjs";
import { axonlab, Scratch } from "../cli/axonlab.ts";
import { allGone } from "../scripts/slow/clone.ts";
import { type Hub, installHub, startHub, until } from "./hub.ts";

const USERS = ["ada", "blaise", "charles", "emmy", "kurt"];

async function run(kernel: Kernel.IKernelConnection, code: string): Promise<string[]> {
  const future = kernel.requestExecute({ code });
  const shown: string[] = [];
  future.onIOPub = (message) => {
    if (KernelMessage.isExecuteResultMsg(message)) shown.push(String(message.content.data["text/plain"]));
    if (KernelMessage.isErrorMsg(message)) shown.push(message.content.ename);
  };
  await future.done;
  return shown;
}

describe("on JupyterHub, with five users at once and a base_url", function () {
  this.timeout(300_000);
  const scratch = new Scratch();
  const kernels: Kernel.IKernelConnection[] = [];
  const managers: KernelManager[] = [];
  let hub: Hub;
  let family: ReturnType<typeof descendantsOf> = [];

  before(async () => {
    await installHub();
    // As an administrator installs it for all users: nobody may write there.
    const prefix = scratch.at("usr");
    expect((await axonlab(["install", "--prefix", prefix])).code).to.equal(0);
    fs.chmodSync(scratch.at("usr", "share", "jupyter", "kernels", "axonlab"), 0o555);
    hub = await startHub(scratch, scratch.at("usr", "share", "jupyter"));
    await Promise.all(
      USERS.map(async (user, at) => {
        const baseUrl = await hub.serverOf(user);
        const settings = { baseUrl, wsUrl: baseUrl.replace("http", "ws"), token: hub.token, appendToken: true };
        const manager = new KernelManager({ serverSettings: ServerConnection.makeSettings(settings) });
        managers.push(manager);
        const kernel = await manager.startNew({ name: "axonlab" });
        await kernel.info;
        kernels[at] = kernel;
      }),
    );
    family = descendantsOf(hub.pid);
  });
  after(async () => {
    for (const manager of managers) manager.dispose();
    await hub?.end();
    await allGone(family, 60_000);
    scratch.remove();
  });

  /** The front processes of the kernels. */
  const fronts = () =>
    descendantsOf(hub.pid).filter(({ pid }) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("axonlab.js\0kernel\0");
      } catch {
        return false;
      }
    });

  it("gives each user a kernel of their own, in their own home, type-checked", async () => {
    const set = await Promise.all(
      kernels.map((kernel, at) => run(kernel, `const mine: string = "${USERS[at]}"; process.cwd()`)),
    );
    for (const [at, user] of USERS.entries()) expect(set[at]?.[0]).to.include(`home/${user}`);
    expect(await Promise.all(kernels.map((kernel) => run(kernel, "mine")))).to.deep.equal(
      USERS.map((user) => [`'${user}'`]),
    );
    expect(await Promise.all(kernels.map((kernel) => run(kernel, "const n: number = mine")))).to.deep.equal(
      USERS.map(() => ["TS2322"]),
    );
  });

  it("goes on for all when one loops, and when one ends its runtime", async () => {
    const [first, second, ...others] = kernels as [Kernel.IKernelConnection, Kernel.IKernelConnection];
    const looping = run(first, "for (;;);");
    expect(await run(second, "process.exit(1)")).to.deep.equal(["Exited"]);
    expect(await Promise.all(others.map((kernel: Kernel.IKernelConnection) => run(kernel, "1 + 1")))).to.deep.equal(
      others.map(() => ["2"]),
    );
    await first.interrupt();
    expect(await looping).to.deep.equal(["Interrupted"]);
    expect(await run(first, "mine")).to.deep.equal(["'ada'"]);
  });

  it("keeps each user's history in that user's home and writes nothing beside", () => {
    for (const user of USERS) {
      const files = filesBelow(scratch.at("home", user));
      const history = files.filter((file) => file.includes("axonlab"));
      expect(history).to.have.length.above(0);
      expect(
        history.every((file) => /^(\.local\/state|Library\/Application Support)\/axonlab\/history\//.test(file)),
        history.join(),
      ).to.equal(true);
    }
  });

  it("costs so much memory for each idle kernel", () => {
    if (process.platform !== "linux") return;
    const each = fronts().map(({ pid }) => memoryOf(pid));
    expect(each).to.have.length(USERS.length);
    const mean = each.reduce((sum, mb) => sum + mb, 0) / each.length;
    console.log(
      `      ${mean.toFixed(0)} MB PSS for each of ${each.length} idle kernels: ${each.map((mb) => mb.toFixed(0)).join(", ")}`,
    );
    expect(mean).to.be.within(20, 400);
  });

  it("is culled when idle, with every process of it", async () => {
    const running = fronts();
    expect(running).to.have.length(USERS.length);
    const processes = running.flatMap((front) => [front, ...descendantsOf(front.pid)]);
    for (const kernel of kernels) kernel.dispose();
    await until(
      () => stillRunning(processes).length === 0,
      () => `still running: ${JSON.stringify(stillRunning(processes))}`,
    );
  });

  it("leaves no process behind when the hub ends while kernels compute", async () => {
    const busy = await Promise.all(managers.map((manager) => manager.startNew({ name: "axonlab" })));
    for (const kernel of busy) void run(kernel, "for (;;);").catch(() => undefined);
    await until(
      () => fronts().length === USERS.length,
      () => "the kernels do not start",
    );
    await Promise.all(busy.map((kernel) => kernel.info));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    family = descendantsOf(hub.pid);
    expect(family.length).to.be.above(4 * USERS.length);
    await hub.end();
    for (const kernel of busy) kernel.dispose();
    await allGone(family, 60_000);
  });
});
