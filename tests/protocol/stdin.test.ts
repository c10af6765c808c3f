import { randomUUID } from "node:crypto";
import { expect } from "chai";
import * as zmq from "zeromq";
import { Client, executeContent, type Seen, UNDELAYED } from "./client.ts";

const resultOf = (published: Seen[]): string | undefined =>
  published.find((seen) => seen.header.msg_type === "execute_result")?.content.data["text/plain"];

describe("questions of code", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
    await client.execute("let kept = 7");
  });
  after(() => client.stop());

  const ask = async (code: string): Promise<{ id: string; question: Seen }> => {
    const id = await client.send("execute_request", executeContent(code, { allow_stdin: true }));
    return { id, question: await client.question(id) };
  };
  const answer = (value: string, parent: object = {}): Promise<string> =>
    client.post("input_reply", { status: "ok", value }, { channel: "stdin", parent });

  for (const [name, code] of Object.entries({ prompt: 'prompt("Who? ")', input: 'await input("Who? ")' })) {
    it(`by ${name} are ended by an interrupt, and an answer that comes later reaches nobody`, async () => {
      const { id, question } = await ask(code);
      expect(question.content).to.deep.equal({ prompt: "Who? ", password: false });
      await client.interrupt();
      expect((await client.answer(id)).reply.content).to.deep.include({ status: "error", ename: "Interrupted" });
      await answer("too late", question.header);
      await answer("too late");
      expect(await client.value("kept")).to.equal("7");
      const next = await ask(code);
      await answer("Ada", next.question.header);
      expect(resultOf((await client.answer(next.id)).published)).to.equal("'Ada'");
    });
  }

  it("take the answer that names them, and none that names another message", async () => {
    const { id, question } = await ask('await Promise.all([input("a"), input("b")])');
    const second = await client.question(id, 1);
    await answer("nobody's", { msg_id: randomUUID(), msg_type: "input_request" });
    await answer("B", second.header);
    await answer("B again", second.header);
    await answer("A", question.header);
    expect(resultOf((await client.answer(id)).published)).to.equal("[ 'A', 'B' ]");
  });

  it("are answered oldest first where the answers name none", async () => {
    const { id } = await ask('await Promise.all([input("a"), input("b")])');
    await client.question(id, 1);
    await answer("A");
    await answer("B");
    expect(resultOf((await client.answer(id)).published)).to.equal("[ 'A', 'B' ]");
  });

  it("that a cell left open do not take the answers to the next cell's", async () => {
    const open = await ask('input("left").then((text) => console.log("left:", text)); 1');
    await client.answer(open.id);
    const { id } = await ask('await input("now")');
    await answer("now");
    expect(resultOf((await client.answer(id)).published)).to.equal("'now'");
    await answer("then", open.question.header);
    const seen = await client.publication(open.id, ({ header }) => header.msg_type === "stream");
    expect(seen.content.text).to.equal("left: then\n");
  });

  it("go to the front end that runs the cell, and no other one can answer them", async () => {
    const { id, question } = await ask('await input("mine")');
    const { subshell_id } = (await client.request("create_subshell_request", {}, "control")).reply.content;
    const routingId = randomUUID();
    const [shell, stdin] = [new zmq.Dealer({ ...UNDELAYED, routingId }), new zmq.Dealer({ ...UNDELAYED, routingId })];
    shell.connect(client.shell.lastEndpoint ?? "");
    stdin.connect(client.stdin.lastEndpoint ?? "");
    const theirs = randomUUID();
    const content = executeContent('await input("theirs")', { allow_stdin: true });
    await shell.send(client.frames("execute_request", content, theirs, { header: { subshell_id } }));
    expect(String((await stdin.receive()).at(-1))).to.include("theirs");
    const forged = { parent: question.header };
    await stdin.send(client.frames("input_reply", { status: "ok", value: "forged" }, randomUUID(), forged));
    await stdin.send(client.frames("input_reply", { status: "ok", value: "own" }));
    expect(resultOf(await client.idle(theirs))).to.equal("'own'");
    const unsigned = client.frames("input_reply", { status: "ok", value: "unsigned" });
    unsigned[1] = "0".repeat(64);
    await client.stdin.send(unsigned);
    await client.post("kernel_info_request", {}, { channel: "stdin" });
    await answer("honest", question.header);
    expect(resultOf((await client.answer(id)).published)).to.equal("'honest'");
    shell.close();
    stdin.close();
  });

  it("reach a front end whose socket for them comes up after they were asked", async () => {
    const routingId = randomUUID();
    const [shell, stdin] = [new zmq.Dealer({ ...UNDELAYED, routingId }), new zmq.Dealer({ ...UNDELAYED, routingId })];
    shell.connect(client.shell.lastEndpoint ?? "");
    const id = randomUUID();
    const content = executeContent('console.log("asks"); await input("late")', { allow_stdin: true });
    await shell.send(client.frames("execute_request", content, id));
    await client.publication(id, ({ header }) => header.msg_type === "stream");
    stdin.connect(client.stdin.lastEndpoint ?? "");
    expect(String((await stdin.receive()).at(-1))).to.include("late");
    await stdin.send(client.frames("input_reply", { status: "ok", value: "answered" }));
    expect(resultOf(await client.idle(id))).to.equal("'answered'");
    shell.close();
    stdin.close();
  });

  it("in two shells wait beside each other", async () => {
    const { subshell_id } = (await client.request("create_subshell_request", {}, "control")).reply.content;
    const main = await ask('await input("main")');
    const content = executeContent('await input("sub")', { allow_stdin: true });
    const sub = await client.post("execute_request", content, { header: { subshell_id } });
    const question = await client.question(sub);
    await answer("S", question.header);
    expect(resultOf((await client.answer(sub)).published)).to.equal("'S'");
    await answer("M", main.question.header);
    expect(resultOf((await client.answer(main.id)).published)).to.equal("'M'");
  });
});
