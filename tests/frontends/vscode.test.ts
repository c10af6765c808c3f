import fs from "node:fs";
import { type Kernel, KernelMessage } from "@jupyterlab/services";
import { validateMessage } from "@jupyterlab/services/lib/kernel/validate.js";
import { expect } from "chai";
import { descendantsOf, stillRunning } from "../../scripts/lib/processes.mjs";
import { axonlab, Scratch } from "../cli/axonlab.ts";
import { RawKernel } from "./vscode.ts";

interface Ran {
  reply: KernelMessage.IExecuteReplyMsg;
  shown: string[];
}

/** Runs a cell with the flags and the metadata that the extension sends. */
async function run(kernel: Kernel.IKernelConnection, code: string, onStdin?: (prompt: string) => string): Promise<Ran> {
  const content = { code, silent: false, stop_on_error: false, allow_stdin: true, store_history: true };
  const future = kernel.requestExecute(content, false, { cellId: "vscode-notebook-cell:n.ipynb#W0" });
  const shown: string[] = [];
  future.onIOPub = (message) => {
    if (KernelMessage.isExecuteResultMsg(message)) shown.push(String(message.content.data["text/plain"]));
    if (KernelMessage.isStreamMsg(message)) shown.push(message.content.text);
    if (KernelMessage.isErrorMsg(message)) shown.push(message.content.ename);
  };
  future.onStdin = (message) => {
    if (!KernelMessage.isInputRequestMsg(message)) return;
    kernel.sendInputReply({ status: "ok", value: onStdin?.(message.content.prompt) ?? "" }, message.header as never);
  };
  return { reply: await future.done, shown };
}

/** Runs a cell as far as to its first print. */
async function begin(kernel: Kernel.IKernelConnection, code: string): Promise<{ ran: Promise<Ran> }> {
  let ran: Promise<Ran> | undefined;
  await new Promise<void>((resolve) => {
    const seen = (_kernel: unknown, message: KernelMessage.IIOPubMessage): void => {
      if (!KernelMessage.isStreamMsg(message)) return;
      kernel.iopubMessage.disconnect(seen);
      resolve();
    };
    kernel.iopubMessage.connect(seen);
    ran = run(kernel, code);
  });
  return { ran: ran as Promise<Ran> };
}

async function gone(family: ReturnType<typeof descendantsOf>): Promise<void> {
  while (stillRunning(family).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe("as VS Code's Jupyter extension talks to a kernel, without a server", () => {
  const scratch = new Scratch();
  const folder = scratch.at("a notebook's folder é");
  const runtime = scratch.at("runtime");
  let specFile: string;
  let raw: RawKernel;
  let kernel: Kernel.IKernelConnection;
  let validated = 0;

  before(async () => {
    fs.mkdirSync(folder);
    fs.mkdirSync(runtime);
    expect((await axonlab(["install", "--prefix", scratch.at("prefix")])).code).to.equal(0);
    specFile = scratch.at("prefix", "share", "jupyter", "kernels", "axonlab", "kernel.json");
    raw = await RawKernel.start(specFile, folder, runtime);
    kernel = raw.kernel;
    kernel.anyMessage.connect((_sender, { msg, direction }) => {
      if (direction === "send") return;
      validateMessage(msg);
      validated++;
    });
  });
  after(async () => {
    await raw?.dispose();
    scratch.remove();
    expect(validated).to.be.above(50);
  });

  it("starts from its kernelspec, says its language, and runs in the notebook's folder", async () => {
    expect((await kernel.info).language_info.name).to.equal("typescript");
    expect((await run(kernel, "process.cwd()")).shown.join()).to.include("a notebook's folder é");
    while (kernel.status !== "idle") await new Promise((resolve) => setTimeout(resolve, 10));
    expect(raw.errors).to.equal("");
  });

  it("runs the cells behind a failing one too, in order, since it asks for no stop", async () => {
    const all = await Promise.all(
      ["const a: number = 'x'", "throw new Error('meant')", "1 + 1"].map((code) => run(kernel, code)),
    );
    expect(all.map(({ reply, shown }) => [reply.content.status, ...shown])).to.deep.equal([
      ["error", "TS2322"],
      ["error", "Error"],
      ["ok", "2"],
    ]);
    const counts = all.map(({ reply }) => (reply.content as { execution_count: number }).execution_count);
    expect(counts).to.deep.equal([...counts].sort((one, other) => one - other));
  });

  it("completes and inspects while a cell runs", async () => {
    await run(kernel, "/** Adds one. */\nfunction increment(n: number) { return n + 1 }");
    const looping = await begin(kernel, "console.log('on'); for (;;);");
    const completed = await kernel.requestComplete({ code: "incr", cursor_pos: 4 });
    expect(JSON.stringify(completed)).to.include('"increment"');
    const inspected = await kernel.requestInspect({ code: "increment", cursor_pos: 3, detail_level: 0 });
    expect(JSON.stringify(inspected)).to.include("Adds one.");
    expect((await kernel.requestIsComplete({ code: "if (1) {" })).content.status).to.equal("incomplete");
    await raw.interrupt("control");
    expect((await looping.ran).shown).to.deep.equal(["on\n", "Interrupted"]);
  });

  const interrupts: Record<string, () => Promise<unknown>> = {
    "a message on control": () => raw.interrupt("control"),
    "a message on shell, as older versions": () => raw.interrupt("shell"),
    "SIGINT, where a user has changed the kernelspec": async () => raw.process.kill("SIGINT"),
  };
  for (const [how, interrupt] of Object.entries(interrupts)) {
    it(`interrupts a loop by ${how}, and keeps the variables`, async () => {
      await run(kernel, "let survivor = 3");
      const looping = await begin(kernel, "console.log('on'); for (;;);");
      await interrupt();
      expect((await looping.ran).shown).to.deep.equal(["on\n", "Interrupted"]);
      expect((await run(kernel, "survivor")).shown).to.deep.equal(["3"]);
    });
  }

  it("asks for input in its box", async () => {
    const { shown } = await run(kernel, "prompt('Who? ') + (await input('And? '))", (prompt) => `[${prompt}]`);
    expect(shown).to.deep.equal(["'[Who? ][And? ]'"]);
  });

  it("tells of comms before any is open, and carries those of widgets with their buffers", async () => {
    expect((await kernel.requestCommInfo({})).content).to.deep.equal({ status: "ok", comms: {} });
    await run(
      kernel,
      "comms.registerTarget('jupyter.widget', (comm) => comm.onMessage(({ data, buffers }) => comm.send({ n: data.n + 1 }, { buffers })))",
    );
    const comm = kernel.createComm("jupyter.widget");
    const answered = new Promise<KernelMessage.ICommMsgMsg>((resolve) => {
      comm.onMsg = resolve;
    });
    await comm.open({ state: {} }).done;
    comm.send({ n: 1 }, {}, [new Uint8Array([1, 2, 3])]);
    const { content, buffers } = await answered;
    expect(content.data).to.deep.equal({ n: 2 });
    const [buffer] = buffers as DataView[];
    expect([...new Uint8Array((buffer as DataView).buffer)]).to.deep.equal([1, 2, 3]);
    const info = await kernel.requestCommInfo({ target_name: "jupyter.widget" });
    expect(Object.keys((info.content as { comms: object }).comms)).to.deep.equal([comm.commId]);
    await comm.close().done;
  });

  it("restarts by a new process on new ports, and nothing of the old one is left", async () => {
    void run(kernel, "for (;;);").catch(() => undefined);
    const family = [{ pid: raw.process.pid ?? 0 }, ...descendantsOf(raw.process.pid ?? 0)] as ReturnType<
      typeof descendantsOf
    >;
    expect(family.length).to.be.above(2);
    const next = await RawKernel.start(specFile, folder, runtime);
    await raw.dispose();
    await gone(family.slice(1));
    expect((await run(next.kernel, "typeof survivor")).shown).to.deep.equal(["TS2304"]);
    const rest = descendantsOf(next.process.pid ?? 0);
    await next.dispose();
    await gone(rest);
    expect(fs.readdirSync(runtime)).to.deep.equal([]);
  });

  it("tells on standard error why it does not start", async () => {
    const spec = JSON.parse(fs.readFileSync(specFile, "utf8"));
    const wrong = scratch.write("wrong.json", { ...spec, argv: [...spec.argv, "--memory", "none"] });
    const failed = await RawKernel.start(wrong, folder, runtime).catch((error: Error) => error);
    expect(String(failed)).to.include("--memory");
  });
});
