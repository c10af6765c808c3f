import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { Client, type Extras, executeContent, type Seen, streamText } from "./client.ts";

const types = (published: Seen[]): string[] => published.map((seen) => seen.header.msg_type);
const of = (published: Seen[], type: string): Seen[] => published.filter((seen) => seen.header.msg_type === type);

const ECHO = `comms.registerTarget("echo", (comm, open) => {
  console.log("opened with", open.data.first);
  comm.onMessage(({ data, metadata, buffers }) => {
    console.log("got", data.text);
    comm.send({ back: data.text }, { metadata, buffers });
  });
  comm.onClose(({ data }) => console.log("closed with", data.last));
});`;

describe("comms", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
    await client.execute(ECHO);
  });
  after(() => client.stop());

  /** Opens a comm from the front end's side; returns its id. */
  const open = async (target: string, data: object = {}): Promise<string> => {
    const comm_id = randomUUID();
    await client.tell("comm_open", { comm_id, target_name: target, data });
    return comm_id;
  };
  const say = (comm_id: string, data: object, extras: Extras = {}): Promise<Seen[]> =>
    client.tell("comm_msg", { comm_id, data }, extras);
  const ids = async (target?: string): Promise<string[]> => {
    const { reply } = await client.request("comm_info_request", target === undefined ? {} : { target_name: target });
    return Object.keys(reply.content.comms);
  };

  it("opened by the front end reach the registered target, and all that its handlers put out belongs to the message", async () => {
    const comm_id = randomUUID();
    const opened = await client.tell("comm_open", { comm_id, target_name: "echo", data: { first: 1 } });
    expect(types(opened)).to.deep.equal(["status", "stream", "status"]);
    expect(streamText(opened)).to.equal("opened with 1\n");
    const extras = { metadata: { tag: 5 }, buffers: [Buffer.from([1, 2, 3]), Buffer.alloc(0)] };
    const said = await say(comm_id, { text: "é😀" }, extras);
    expect(types(said)).to.deep.equal(["status", "stream", "comm_msg", "status"]);
    const [echo] = of(said, "comm_msg");
    expect(echo?.content).to.deep.equal({ comm_id, data: { back: "é😀" } });
    expect(echo?.metadata).to.deep.equal({ tag: 5 });
    expect(echo?.buffers.map((buffer) => [...buffer])).to.deep.equal([[1, 2, 3], []]);
    const closed = await client.tell("comm_close", { comm_id, data: { last: 2 } });
    expect(streamText(closed)).to.equal("closed with 2\n");
    expect(await ids()).to.deep.equal([]);
  });

  it("opened by code say so under its cell, and hear what the front end answers", async () => {
    const { published } = await client.execute(
      'const mine = comms.open("view", { data: { a: 1 }, metadata: { version: "2" }, buffers: [new Float32Array([1.5])] });\n' +
        "const heard: unknown[] = [];\nmine.onMessage((message) => { heard.push(message.data) });\nmine.id",
    );
    const [opened] = of(published, "comm_open");
    const comm_id = opened?.content.comm_id;
    expect(opened?.content).to.deep.equal({ comm_id, target_name: "view", data: { a: 1 } });
    expect(opened?.metadata).to.deep.equal({ version: "2" });
    expect(opened?.buffers[0]?.readFloatLE(0)).to.equal(1.5);
    expect(of(published, "execute_result")[0]?.content.data["text/plain"]).to.equal(`'${comm_id}'`);
    await say(comm_id, { n: 1 });
    await say(comm_id, { n: 2 });
    expect(await client.value("JSON.stringify(heard)")).to.equal(`'[{"n":1},{"n":2}]'`);
    expect(await ids("view")).to.deep.equal([comm_id]);
    expect(await ids("echo")).to.deep.equal([]);
    const { published: closing } = await client.execute("mine.close({ done: true }); mine.close(); mine.closed");
    expect(of(closing, "comm_close").map(({ content }) => content)).to.deep.equal([{ comm_id, data: { done: true } }]);
    expect(await ids()).to.deep.equal([]);
    const { reply } = await client.execute("mine.send({})");
    expect(reply.content.evalue).to.equal(
      "[kernel] expected an open comm, got a closed one of target view; open another",
    );
  });

  it("carry buffers of megabytes, each with memory of its own for any typed array", async () => {
    const code = `comms.registerTarget("sum", (comm) => comm.onMessage(({ buffers }) => {
      const sums = buffers.map((bytes) => new Float64Array(bytes.buffer).reduce((sum, value) => sum + value, 0));
      comm.send({ sums }, { buffers: [new Uint8Array(8_000_000).fill(7).subarray(1), new Uint16Array([258]).buffer] });
    }));`;
    await client.execute(code);
    const comm_id = await open("sum");
    const floats = new Float64Array(1_000_000).fill(0.5);
    const small = Buffer.alloc(8);
    small.writeDoubleLE(3);
    const [answer] = of(await say(comm_id, { odd: "x" }, { buffers: [small, Buffer.from(floats.buffer)] }), "comm_msg");
    expect(answer?.content.data.sums).to.deep.equal([3, 500_000]);
    const [large, view] = answer?.buffers ?? [];
    expect(large?.length).to.equal(7_999_999);
    expect(large?.every((byte) => byte === 7)).to.equal(true);
    expect([...(view ?? [])]).to.deep.equal([2, 1]);
    await client.tell("comm_close", { comm_id, data: {} });
  });

  it("for a target that nobody registered are closed at once, and messages for none are let go", async () => {
    const comm_id = randomUUID();
    const opened = await client.tell("comm_open", { comm_id, target_name: "nobody", data: {} });
    expect(types(opened)).to.deep.equal(["status", "comm_close", "status"]);
    expect(opened[1]?.content).to.deep.equal({ comm_id, data: {} });
    expect(await ids()).to.deep.equal([]);
    expect(types(await say(comm_id, {}))).to.deep.equal(["status", "status"]);
    expect(types(await client.tell("comm_close", { comm_id, data: {} }))).to.deep.equal(["status", "status"]);
  });

  it("are refused where a field is missing or the id is taken", async () => {
    const nameless = await client.request("comm_open", { comm_id: "x", data: {} });
    expect(nameless.reply.content.evalue).to.include("expected target_name of comm_open to be of type string");
    const comm_id = await open("echo");
    const again = await client.tell("comm_open", { comm_id, target_name: "echo", data: {} });
    expect(of(again, "error")[0]?.content.evalue).to.include("which is open already");
    expect(await ids("echo")).to.deep.equal([comm_id]);
    await client.tell("comm_close", { comm_id, data: {} });
  });

  it("publish what a handler throws as an error under the message, with its place, and live on", async () => {
    const { reply } = await client.execute(`comms.registerTarget("picky", (comm) => {
  comm.onMessage(({ data }) => {
    if (data.bad) throw new RangeError("not that");
    comm.send({ fine: true });
  });
  comm.onMessage(async ({ data }) => { await null; if (data.late) throw new TypeError("not then"); });
});`);
    const comm_id = await open("picky");
    const failed = await say(comm_id, { bad: true });
    expect(types(failed)).to.deep.equal(["status", "error", "status"]);
    const { ename, evalue, traceback } = failed[1]?.content ?? {};
    expect([ename, evalue]).to.deep.equal(["RangeError", "not that"]);
    const text = traceback.join("\n").replace(/\x1b\[\d+m/g, "");
    expect(text).to.include(`In [${reply.content.execution_count}]:3:25`).and.not.include("axonlab");
    const late = await say(comm_id, { late: true });
    expect(types(late)).to.deep.equal(["status", "comm_msg", "error", "status"]);
    expect(of(await say(comm_id, {}), "comm_msg").length).to.equal(1);
    await client.tell("comm_close", { comm_id, data: {} });
  });

  it("are closed where the target's own handler throws, now or later", async () => {
    await client.execute('comms.registerTarget("no", () => { throw new Error("no") })');
    await client.execute('comms.registerTarget("later", async () => { await null; throw new Error("no") })');
    for (const target_name of ["no", "later"]) {
      const refused = await client.tell("comm_open", { comm_id: randomUUID(), target_name, data: {} });
      expect(types(refused)).to.deep.equal(["status", "comm_close", "error", "status"]);
    }
    expect(await ids()).to.deep.equal([]);
  });

  it("are idle only when an asynchronous handler is done, after all its outputs", async () => {
    await client.execute(`comms.registerTarget("slow", (comm) => comm.onMessage(async () => {
      await new Promise((done) => setTimeout(done, 30));
      console.log("worked");
      comm.send({ done: true });
    }));`);
    const comm_id = await open("slow");
    const id = await client.post("comm_msg", { comm_id, data: {} });
    expect(await client.value("1 + 1")).to.equal("2");
    expect(types(await client.idle(id)).filter((type) => type !== "status")).to.deep.equal(["stream", "comm_msg"]);
    expect(client.under(id).at(-1)?.content.execution_state).to.equal("idle");
    await client.tell("comm_close", { comm_id, data: {} });
  });

  it("are served at once while a cell awaits, so that it can await the front end's answer", async () => {
    const id = await client.send(
      "execute_request",
      executeContent(
        'const asked = comms.open("view"); const answer = await new Promise<number>((done) => asked.onMessage(({ data }) => done(data.n))); answer',
      ),
    );
    const opened = await client.publication(id, (seen) => seen.header.msg_type === "comm_open");
    const { comm_id } = opened.content;
    await say(comm_id, { n: 42 });
    const { published } = await client.answer(id);
    expect(of(published, "execute_result")[0]?.content.data["text/plain"]).to.equal("42");
    await client.tell("comm_close", { comm_id, data: {} });
  });

  it("wait while a cell computes, and are handled in the order in which they came", async () => {
    const comm_id = await open("echo");
    const id = await client.send(
      "execute_request",
      executeContent(
        'console.log("begun"); for (const end = Date.now() + 150; Date.now() < end; ); console.log("ended")',
      ),
    );
    await client.publication(id, (seen) => seen.header.msg_type === "stream");
    const sent = await Promise.all([1, 2, 3].map((text) => client.post("comm_msg", { comm_id, data: { text } })));
    await Promise.all(sent.map((each) => client.idle(each)));
    const printed: [id: string, text: string][] = [
      [id, "ended\n"],
      ...sent.map((each, at) => [each, `got ${at + 1}\n`] as [string, string]),
    ];
    const places = printed.map(([each, text]) =>
      client.published.findIndex(({ parent, content }) => parent.msg_id === each && content.text?.includes(text)),
    );
    expect(places).to.not.include(-1);
    expect(places).to.deep.equal([...places].sort((a, b) => a - b));
    await client.tell("comm_close", { comm_id, data: {} });
  });

  it("find what a cell registers that was sent just before them", async () => {
    const comm_id = randomUUID();
    const code = 'comms.registerTarget("fresh", (comm) => comm.send({ hello: true }))';
    const cell = await client.send("execute_request", executeContent(code));
    const opened = await client.tell("comm_open", { comm_id, target_name: "fresh", data: {} });
    expect(of(opened, "comm_msg")[0]?.content.data).to.deep.equal({ hello: true });
    await client.answer(cell);
    await client.tell("comm_close", { comm_id, data: {} });
  });

  it("have their endless handlers ended by an interrupt, whether they compute or wait", async () => {
    await client.execute(`let kept = 3; comms.registerTarget("endless", (comm) => comm.onMessage(async ({ data }) => {
      console.log("begun");
      if (data.spin) for (;;);
      await new Promise(() => {});
    }));`);
    const comm_id = await open("endless");
    for (const spin of [true, false]) {
      const id = await client.post("comm_msg", { comm_id, data: { spin } });
      await client.publication(id, (seen) => seen.header.msg_type === "stream");
      await client.interrupt();
      expect(of(await client.idle(id), "error")[0]?.content.ename).to.equal("Interrupted");
      expect(await client.value("kept")).to.equal("3");
    }
    expect(await ids("endless")).to.deep.equal([comm_id]);
    await client.tell("comm_close", { comm_id, data: {} });
  });

  it("are named in info while they are open, and close when their runtime dies or is reset", async () => {
    for (const [code, status] of [
      ["process.exit(1)", "error"],
      ["%reset", "ok"],
    ]) {
      await client.execute(ECHO);
      const comm_id = await open("echo");
      expect(await ids("echo")).to.deep.equal([comm_id]);
      const { reply, published } = await client.execute(code as string);
      expect(reply.content.status).to.equal(status);
      expect(of(published, "comm_close").map(({ content }) => content.comm_id)).to.deep.equal([comm_id]);
      expect(await ids()).to.deep.equal([]);
      expect(types(await say(comm_id, {}))).to.deep.equal(["status", "status"]);
    }
  });

  it("end with an error where their own handler ends the runtime", async () => {
    await client.execute('comms.registerTarget("deadly", () => process.exit(4))');
    const comm_id = randomUUID();
    const published = await client.tell("comm_open", { comm_id, target_name: "deadly", data: {} });
    expect(of(published, "error")[0]?.content.evalue).to.include("exit code 4");
    expect(await client.value("1")).to.equal("1");
  });

  it("keep their interface under a symbol where a cell takes the name for itself", async () => {
    await client.execute("let comms = 5");
    const code = 'const link = (globalThis as any)[Symbol.for("axonlab.comms")]; link.open("view").target';
    expect(await client.value(code)).to.equal("'view'");
  });

  it("refuse what is no handler and no buffer", async () => {
    await client.execute("%reset");
    const wrong = await client.execute('%%types off\ncomms.registerTarget("x", 5)');
    expect(wrong.reply.content.evalue).to.equal("[kernel] expected a function in registerTarget, got number");
    const noBuffer = await client.execute('%%types off\ncomms.open("x").send({}, { buffers: ["text"] })');
    expect(noBuffer.reply.content.evalue).to.include("expected buffers of a comm to be ArrayBuffers");
    expect((await client.execute("comms.open(5)")).reply.content.ename).to.equal("TS2345");
  });
});
