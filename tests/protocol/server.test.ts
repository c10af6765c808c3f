import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kernel, KernelManager, type KernelMessage, ServerConnection } from "@jupyterlab/services";
import { validateMessage } from "@jupyterlab/services/lib/kernel/validate.js";
import { expect } from "chai";
import { type LabServer, startServer } from "../lab-server.ts";

interface Ran {
  reply: KernelMessage.IExecuteReplyMsg;
  outputs: KernelMessage.IIOPubMessage[];
}

async function execute(kernel: Kernel.IKernelConnection, code: string): Promise<Ran> {
  const future = kernel.requestExecute({ code, allow_stdin: true, stop_on_error: true });
  const outputs: KernelMessage.IIOPubMessage[] = [];
  future.onIOPub = (message) => {
    if (message.header.msg_type !== "status") outputs.push(message);
  };
  future.onStdin = (message) => {
    if (message.header.msg_type === "input_request")
      kernel.sendInputReply({ status: "ok", value: "Ada" }, message.header as never);
  };
  return { reply: await future.done, outputs };
}

describe("through a real Jupyter server, by @jupyterlab/services", () => {
  let folder: string;
  let server: LabServer;
  let manager: KernelManager;
  let kernel: Kernel.IKernelConnection;
  let validated = 0;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "axonlab-server-"));
    server = await startServer(folder);
    const { baseUrl, token } = server;
    const serverSettings = ServerConnection.makeSettings({
      baseUrl,
      wsUrl: baseUrl.replace(/^http/, "ws"),
      token,
      appendToken: true,
    });
    manager = new KernelManager({ serverSettings });
    await manager.ready;
    kernel = await manager.startNew({ name: "axonlab" });
    kernel.anyMessage.connect((_sender, { msg, direction }) => {
      if (direction !== "recv") return;
      validateMessage(msg);
      validated++;
    });
  });
  after(async () => {
    await kernel?.shutdown();
    manager?.dispose();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
    process.stdout.write(`      ${validated} messages validated\n`);
    expect(validated).to.be.greaterThan(30);
  });

  it("says what language it speaks", async () => {
    const info = await kernel.info;
    expect(info.language_info).to.deep.include({
      name: "typescript",
      file_extension: ".ts",
      mimetype: "text/x.typescript",
    });
  });

  it("runs cells, in the folder of the notebook", async () => {
    const { outputs } = await execute(kernel, "process.cwd()");
    expect(JSON.stringify(outputs)).to.include(folder);
  });

  it("shows, updates and clears displays", async () => {
    const { outputs } = await execute(
      kernel,
      'const shown = display.html("<b>1</b>");\nshown.update("<b>2</b>");\ndisplay.clear({ wait: true })',
    );
    expect(outputs.map((message) => message.header.msg_type)).to.include.members([
      "display_data",
      "update_display_data",
      "clear_output",
    ]);
  });

  it("reports a type error as an error", async () => {
    const { reply, outputs } = await execute(kernel, 'const wrong: number = "text"');
    expect(reply.content).to.deep.include({ status: "error", ename: "TS2322" });
    expect(outputs.map((message) => message.header.msg_type)).to.include("error");
  });

  it("asks for input", async () => {
    const { outputs } = await execute(kernel, 'prompt("Who?")');
    expect(JSON.stringify(outputs)).to.include("'Ada'");
  });

  it("completes and inspects with types", async () => {
    await execute(kernel, "/** Adds one. */\nfunction increment(n: number): number { return n + 1 }");
    const completed = await kernel.requestComplete({ code: "incre", cursor_pos: 5 });
    expect(completed.content).to.deep.include({ status: "ok", cursor_start: 0, cursor_end: 5 });
    expect((completed.content as { matches?: string[] }).matches).to.include("increment");
    const inspected = await kernel.requestInspect({ code: "increment", cursor_pos: 4, detail_level: 0 });
    expect(JSON.stringify(inspected.content)).to.include("Adds one.");
  });

  it("interrupts a loop and keeps the variables", async () => {
    await execute(kernel, "let survivor = 3");
    const begun = new Promise<void>((resolve) => {
      kernel.iopubMessage.connect((_kernel, { header }) => header.msg_type === "stream" && resolve());
    });
    const looping = execute(kernel, "console.log('begun'); for (;;);");
    await begun;
    await kernel.interrupt();
    expect((await looping).reply.content).to.deep.include({ status: "error", ename: "Interrupted" });
    expect(JSON.stringify((await execute(kernel, "survivor")).outputs)).to.include('"3"');
  });

  it("serves a comm with buffers while a cell awaits it, by the subshell that the front end makes for the target", async () => {
    await kernel.info;
    await execute(
      kernel,
      'let pressed = () => {};\ncomms.registerTarget("button", (comm) => comm.onMessage(({ data, buffers }) => { pressed(); comm.send({ twice: data.n * 2 }, { buffers }) }))',
    );
    const waiting = execute(kernel, "await new Promise<void>((done) => { pressed = done }); 'pressed'");
    const comm = kernel.createComm("button");
    const answered = new Promise<KernelMessage.ICommMsgMsg>((resolve) => {
      comm.onMsg = resolve;
    });
    await comm.open({}).done;
    comm.send({ n: 21 }, {}, [new Uint8Array([1, 2, 3])]);
    const answer = await answered;
    expect(answer.content.data).to.deep.equal({ twice: 42 });
    expect([...new Uint8Array(((answer.buffers ?? [])[0] as DataView).buffer)].slice(-3)).to.deep.equal([1, 2, 3]);
    expect(JSON.stringify((await waiting).outputs)).to.include("'pressed'");
    const info = await kernel.requestCommInfo({ target_name: "button" });
    expect(info.content).to.deep.include({ status: "ok", comms: { [comm.commId]: { target_name: "button" } } });
    const listed = (await kernel.requestListSubshell({}).done) as KernelMessage.IListSubshellReplyMsg;
    expect(listed.content.subshell_id.length).to.equal(1);
    await comm.close().done;
  });

  it("opens a comm from code for a target of the front end", async () => {
    const greeted = new Promise<unknown>((resolve) => {
      kernel.registerCommTarget("view", (comm, open) => {
        comm.send({ hello: open.content.data.name as string });
        comm.onClose = (message) => resolve(message.content.data);
      });
    });
    const code =
      'const view = comms.open("view", { data: { name: "Ada" } }); view.onMessage(({ data }) => view.close({ heard: data.hello }))';
    await execute(kernel, code);
    expect(await greeted).to.deep.equal({ heard: "Ada" });
  });

  it("aborts the cells behind a failing one, as run all expects", async () => {
    const futures = ["await input('now?'); throw 1", "1", "2", "3"].map((code) =>
      kernel.requestExecute({ code, allow_stdin: true, stop_on_error: true }),
    );
    const asked = new Promise<KernelMessage.IStdinMessage>((resolve) => {
      for (const future of futures) future.onStdin = resolve;
    });
    // An answer to what was sent after them: all four have arrived.
    await kernel.requestKernelInfo();
    kernel.sendInputReply({ status: "ok", value: "" }, (await asked).header as never);
    const statuses = (await Promise.all(futures.map(({ done }) => done))).map(
      ({ content }) => content.status as string,
    );
    expect(statuses).to.deep.equal(["error", "aborted", "aborted", "aborted"]);
  });

  it("restarts with nothing left of the old variables", async () => {
    await kernel.restart();
    await kernel.info;
    const { reply } = await execute(kernel, "survivor");
    expect(reply.content).to.deep.include({ status: "error", ename: "TS2304" });
  });

  it("prints 100,000 lines without the server dropping any", async () => {
    const { outputs } = await execute(kernel, "for (let i = 0; i < 1e5; i++) console.log(i)");
    const text = outputs.map((message) => (message.content as { text?: string }).text ?? "").join("");
    expect(text.split("\n").length).to.equal(100001);
  });
});
