import { expect } from "chai";
import { type Answer, Client, executeContent, type Seen, streamText } from "./client.ts";

const resultOf = ({ published }: Answer): string | undefined =>
  published.find((seen) => seen.header.msg_type === "execute_result")?.content.data["text/plain"];

describe("subshells", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const create = async (): Promise<string> => {
    return (await client.request("create_subshell_request", {}, "control")).reply.content.subshell_id;
  };
  const remove = (subshell_id: string): Promise<Answer> => {
    return client.request("delete_subshell_request", { subshell_id }, "control");
  };
  const send = (subshell_id: string | null, code: string, flags: object = {}): Promise<string> => {
    return client.post("execute_request", executeContent(code, flags), { header: { subshell_id } });
  };
  const execute = async (subshell_id: string | null, code: string, flags: object = {}): Promise<Answer> => {
    return client.answer(await send(subshell_id, code, flags));
  };
  /** Starts a cell and waits until its code runs. */
  const begin = async (subshell_id: string | null, code: string): Promise<string> => {
    const id = await send(subshell_id, `console.log("begun");\n${code}`);
    await client.publication(id, (seen) => seen.header.msg_type === "stream");
    return id;
  };

  it("are told of in kernel_info, and created, listed and deleted on the control channel", async () => {
    const info = await client.request("kernel_info_request", {});
    expect(info.reply.content.supported_features).to.deep.equal(["kernel subshells"]);
    const [one, other] = [await create(), await create()];
    expect(one).to.not.equal(other);
    const list = async (): Promise<string[]> => {
      return (await client.request("list_subshell_request", {}, "control")).reply.content.subshell_id;
    };
    expect(await list()).to.deep.equal([one, other]);
    expect((await remove(one)).reply.content).to.deep.equal({ status: "ok" });
    expect(await list()).to.deep.equal([other]);
    await remove(other);
    expect(await list()).to.deep.equal([]);
  });

  it("are no business of the shell channel, and deleting needs an id that exists", async () => {
    const wrongChannel = await client.request("create_subshell_request", {});
    expect(wrongChannel.reply.content.evalue).to.include("on the control channel");
    expect((await remove("nowhere")).reply.content.evalue).to.include("expected the id of a subshell that exists");
    const nameless = await client.request("delete_subshell_request", {}, "control");
    expect(nameless.reply.content.evalue).to.include("expected subshell_id of delete_subshell_request to be");
  });

  it("that do not exist answer every request with an error and idle", async () => {
    const { reply, published } = await execute("nowhere", "1");
    expect(reply.content).to.deep.include({ status: "error", ename: "KernelError" });
    expect(published.map((seen) => seen.content.execution_state)).to.deep.equal(["busy", "idle"]);
    const header = { subshell_id: "nowhere" };
    const info = await client.answer(await client.post("kernel_info_request", {}, { header }));
    expect(info.reply.content.status).to.equal("error");
    const content = { comm_id: "x", target_name: "y", data: {} };
    const states = (await client.tell("comm_open", content, { header })).map((seen) => seen.content.execution_state);
    expect(states).to.deep.equal(["busy", "idle"]);
  });

  it("run while the main cell awaits, share its variables and types, and count on with it", async () => {
    const id = await create();
    await client.execute("let shared: number = 20; let release = () => {};");
    const main = await begin(null, "await new Promise<void>((done) => { release = done }); shared");
    const answer = await execute(id, "shared += 22; let fromThere = 'there'; shared");
    expect(resultOf(answer)).to.equal("42");
    const headers = answer.published.map((seen) => (seen.parent as { subshell_id?: string }).subshell_id);
    expect(new Set(headers)).to.deep.equal(new Set([id]));
    expect((answer.reply.parent as { subshell_id?: string }).subshell_id).to.equal(id);
    expect((await execute(id, "shared = 'text'")).reply.content.ename).to.equal("TS2322");
    await execute(id, "release()");
    const done = await client.answer(main);
    expect(resultOf(done)).to.equal("42");
    expect(answer.reply.content.execution_count).to.equal(done.reply.content.execution_count + 1);
    expect(await client.value("fromThere")).to.equal("'there'");
    await remove(id);
  });

  it("wait while the main cell computes, and it while they do", async () => {
    const id = await create();
    const spin = "for (const end = Date.now() + 120; Date.now() < end; ); console.log('ended')";
    for (const [first, second] of [
      [null, id],
      [id, null],
    ] as const) {
      const busy = await begin(first, spin);
      const waiting = await send(second, "console.log('after')");
      const answers = await Promise.all([client.answer(busy), client.answer(waiting)]);
      const texts = client.published.filter((seen) => [busy, waiting].includes(seen.parent.msg_id ?? ""));
      expect(streamText(texts)).to.equal("begun\nended\nafter\n");
      expect(answers.map(({ published }) => published.at(-1)?.content.execution_state)).to.deep.equal(["idle", "idle"]);
    }
    await remove(id);
  });

  it("keep the outputs of cells that take turns apart, timers and promises included", async () => {
    const ids = [null, await create(), await create()];
    const code = (name: string): string =>
      `for (let i = 0; i < 20; i++) { console.log("${name}" + i); await new Promise((done) => setTimeout(done, i % 3)) }
       queueMicrotask(() => console.log("${name}!")); "${name}"`;
    const sent = await Promise.all(["a", "b", "c"].map((name, at) => send(ids[at] as string | null, code(name))));
    const answers = await Promise.all(sent.map((each) => client.answer(each)));
    for (const [at, name] of ["a", "b", "c"].entries()) {
      const lines = Array.from({ length: 20 }, (_, i) => `${name}${i}\n`).join("");
      expect(streamText(answers[at]?.published ?? [])).to.equal(`${lines}${name}!\n`);
      expect(resultOf(answers[at] as Answer)).to.equal(`'${name}'`);
    }
    const counts = answers.map(({ reply }) => reply.content.execution_count);
    expect(new Set(counts).size).to.equal(3);
    await Promise.all(ids.slice(1).map((id) => remove(id as string)));
  });

  it("run their own cells in order, and abort those behind a failing one, but not those of other shells", async () => {
    const id = await create();
    await client.execute("let letGo = () => {};");
    const main = await begin(null, "await new Promise<void>((done) => { letGo = done }); 'main'");
    const behind = await send(null, "'behind main'");
    const codes = ["await input('now?'); throw new Error('no')", "1", "2"];
    const sent = await Promise.all(codes.map((code) => send(id, code, { allow_stdin: true })));
    // An answer to what was sent after them: all three have arrived.
    await client.request("kernel_info_request", {});
    const { header: parent } = await client.question(sent[0] as string);
    await client.post("input_reply", { status: "ok", value: "" }, { channel: "stdin", parent });
    const statuses = (await Promise.all(sent.map((each) => client.answer(each)))).map(
      ({ reply }) => reply.content.status,
    );
    expect(statuses).to.deep.equal(["error", "aborted", "aborted"]);
    await execute(id, "letGo()");
    expect(resultOf(await client.answer(main))).to.equal("'main'");
    expect(resultOf(await client.answer(behind))).to.equal("'behind main'");
    const order = await Promise.all(["let step = 1", "step += 1", "step * 10"].map((code) => send(id, code)));
    expect(resultOf(await client.answer(order[2] as string))).to.equal("20");
    await client.answer(order[0] as string);
    await remove(id);
  });

  it("are all ended by an interrupt, whichever computes and whichever waits", async () => {
    const id = await create();
    await client.execute("let kept = 7");
    for (const [main, sub] of [
      ["await new Promise(() => {})", "for (;;);"],
      ["await new Promise(() => {})", "await new Promise(() => {})"],
      ["for (;;) await new Promise((done) => setTimeout(done, 1))", "for (;;) await null"],
    ] as const) {
      const running = [await begin(null, main), await begin(id, sub)];
      await client.interrupt();
      const answers = await Promise.all(running.map((each) => client.answer(each)));
      expect(answers.map(({ reply }) => reply.content.ename)).to.deep.equal(["Interrupted", "Interrupted"]);
      expect(resultOf(await execute(id, "kept"))).to.equal("7");
      expect(await client.value("kept")).to.equal("7");
    }
    await remove(id);
  });

  it("leave what earlier cells have going on alone when they are interrupted", async () => {
    const id = await create();
    await client.execute("let ticks = 0; setInterval(() => process.nextTick(() => { ticks++ }), 1)");
    const running = await begin(id, "for (;;);");
    await client.interrupt();
    await client.answer(running);
    const before = Number(await client.value("ticks"));
    await client.value("await new Promise((done) => setTimeout(done, 30))");
    expect(Number(await client.value("ticks"))).to.be.greaterThan(before);
    await remove(id);
  });

  it("when deleted abort what waits in them, and let what runs come to its end", async () => {
    const id = await create();
    await client.execute("let finish = () => {}");
    const running = await begin(id, "await new Promise<void>((done) => { finish = done }); 'finished'");
    const waiting = await send(id, "'never'");
    await client.request("kernel_info_request", {});
    expect((await remove(id)).reply.content.status).to.equal("ok");
    expect((await execute(id, "1")).reply.content.status).to.equal("error");
    await client.execute("finish()");
    expect(resultOf(await client.answer(running))).to.equal("'finished'");
    expect((await client.answer(waiting)).reply.content.status).to.equal("aborted");
  });

  it("serve comms and completions of their own, and a shell's idle does not hide that another is busy", async () => {
    const id = await create();
    const header = { subshell_id: id };
    await client.execute('comms.registerTarget("t", (comm) => comm.send({ hello: 1 })); let open = () => {};');
    const main = await begin(null, "await new Promise<void>((done) => { open = done })");
    const opened = await client.tell("comm_open", { comm_id: "c1", target_name: "t", data: {} }, { header });
    expect(opened.map((seen) => seen.header.msg_type)).to.deep.equal(["status", "comm_msg", "status"]);
    const complete = await client.post("complete_request", { code: "Math.sq", cursor_pos: 7 }, { header });
    expect((await client.answer(complete)).reply.content.matches).to.include("sqrt");
    const last = (): Seen | undefined => client.published.findLast((seen) => seen.header.msg_type === "status");
    const rebusy = client.publication(main, (seen) => seen.header.msg_type === "status" && seen === last());
    expect((await rebusy).content.execution_state).to.equal("busy");
    await execute(id, "open()");
    expect((await client.answer(main)).published.at(-1)?.content.execution_state).to.equal("idle");
    await remove(id);
  });

  it("lose what runs in them with a reason when the runtime ends, and go on with a fresh one", async () => {
    const id = await create();
    const running = await begin(id, "await new Promise(() => {})");
    const deadly = await client.execute("process.exit(9)");
    expect(deadly.reply.content.evalue).to.include("exit code 9");
    expect((await client.answer(running)).reply.content.evalue).to.include("exit code 9");
    expect(resultOf(await execute(id, "1 + 1"))).to.equal("2");
    const again = await begin(id, "await new Promise(() => {})");
    expect((await client.execute("%reset")).reply.content.status).to.equal("ok");
    expect((await client.answer(again)).reply.content.ename).to.equal("Reset");
    expect(resultOf(await execute(id, "2 + 2"))).to.equal("4");
    await remove(id);
  });
});
