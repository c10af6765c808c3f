import { expect } from "chai";
import { Client, executeContent, type Seen, streamText } from "./client.ts";

const types = (published: Seen[]): string[] => published.map((seen) => seen.header.msg_type);

describe("execute, over the five sockets", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  it("publishes busy, the input, the result and idle, in this order and nothing after", async () => {
    const { reply, published } = await client.execute("let x: number = 6; x * 7");
    expect(types(published)).to.deep.equal(["status", "execute_input", "execute_result", "status"]);
    expect(published[2]?.content.data).to.deep.equal({ "text/plain": "42" });
    expect(reply.content).to.deep.include({ status: "ok", execution_count: 1, user_expressions: {} });
    expect(published[2]?.content.execution_count).to.equal(1);
  });

  it("keeps streams in order and before idle", async () => {
    const { published } = await client.execute(
      'console.log("a"); console.error("b"); process.stdout.write("c\\n"); console.log("d")',
    );
    const streams = published.filter((seen) => seen.header.msg_type === "stream");
    expect(streams.map((seen) => seen.content.text).join("")).to.equal("a\nb\nc\nd\n");
    expect(streamText(published, "stdout")).to.equal("a\nc\nd\n");
    expect(streamText(published, "stderr")).to.equal("b\n");
    expect(types(published).at(-1)).to.equal("status");
  });

  it("counts stored cells alone, and publishes nothing of silent ones", async () => {
    const before = (await client.execute("1")).reply.content.execution_count;
    const silent = await client.execute("console.log(1); 2", { silent: true });
    expect(types(silent.published)).to.deep.equal(["status", "status"]);
    expect(silent.reply.content.execution_count).to.equal(before);
    const unstored = await client.execute("3", { store_history: false });
    expect(unstored.reply.content.execution_count).to.equal(before);
    expect((await client.execute("4")).reply.content.execution_count).to.equal(before + 1);
  });

  it("evaluates user_expressions after the code, each with its own success or error", async () => {
    const asked = { user_expressions: { good: "y + 1", bad: "nowhere", broken: "(" } };
    const { reply } = await client.execute("let y = 1", asked);
    const { good, bad, broken } = reply.content.user_expressions;
    expect(good).to.deep.equal({ status: "ok", data: { "text/plain": "2" }, metadata: {} });
    expect(bad).to.deep.include({ status: "error", ename: "ReferenceError" });
    expect(broken).to.deep.include({ status: "error", ename: "SyntaxError" });
  });

  it("aborts what waits behind a failing cell, unless stop_on_error is false", async () => {
    const codes = ['throw new Error("first")', "let never = 1", "let never2 = 2"];
    const first = 'await input("now?"); throw new Error("first")';
    const ids = await Promise.all(
      [first, ...codes.slice(1)].map((code) =>
        client.send("execute_request", executeContent(code, { allow_stdin: true })),
      ),
    );
    // An answer to what was sent after them: all three have arrived.
    await client.request("kernel_info_request", {});
    const { header: parent } = await client.question(ids[0] as string);
    await client.post("input_reply", { status: "ok", value: "" }, { channel: "stdin", parent });
    const answers = await Promise.all(ids.map((id) => client.answer(id)));
    expect(answers.map((answer) => answer.reply.content.status)).to.deep.equal(["error", "aborted", "aborted"]);
    const flags = { stop_on_error: false };
    const on = await Promise.all(codes.map((code) => client.send("execute_request", executeContent(code, flags))));
    const went = await Promise.all(on.map((id) => client.answer(id)));
    expect(went.map((answer) => answer.reply.content.status)).to.deep.equal(["error", "ok", "ok"]);
  });

  it("runs a cell asked for after a failure's reply, however soon", async () => {
    for (let round = 0; round < 5; round++) {
      const failed = await client.execute("throw 1");
      expect(failed.reply.content.status).to.equal("error");
      expect(await client.value("5")).to.equal("5");
    }
  });

  it("stops a cell with a type error before it runs, with code, place, source line and caret", async () => {
    const { reply, published } = await client.execute('(globalThis as any).ran = true;\nconst z: number = "a"');
    expect(reply.content).to.deep.include({ status: "error", ename: "TS2322" });
    expect(reply.content.evalue).to.equal("Type 'string' is not assignable to type 'number'.");
    const text = reply.content.traceback.join("\n").replace(/\x1b\[\d+m/g, "");
    expect(text).to.match(/^In \[\d+\]:2:7 - error TS2322: /);
    expect(text).to.include('2 | const z: number = "a"\n  |       ^');
    expect(types(published)).to.include("error");
    expect(await client.value("(globalThis as any).ran")).to.equal(undefined);
  });

  it("answers completion, inspection and kernel_info while a cell loops for ever", async () => {
    await client.execute("/** Doubles. */ function twice(n: number): number { return 2 * n }");
    const id = await client.send("execute_request", executeContent("while (true) {}"));
    await client.publication(id, (seen) => seen.header.msg_type === "execute_input");
    const completion = await client.request("complete_request", { code: "Math.sq", cursor_pos: 7 });
    expect(completion.reply.content.matches).to.include("sqrt");
    const inspection = await client.request("inspect_request", { code: "twice", cursor_pos: 3, detail_level: 0 });
    expect(inspection.reply.content.data["text/plain"])
      .to.include("twice(n: number): number")
      .and.to.include("Doubles.");
    const info = await client.request("kernel_info_request", {});
    expect(info.reply.content.language_info.name).to.equal("typescript");
    const complete = await client.request("is_complete_request", { code: "if (x) {" });
    expect(complete.reply.content.status).to.equal("incomplete");
    await client.interrupt();
    const { reply } = await client.answer(id);
    expect(reply.content).to.deep.include({ status: "error", ename: "Interrupted" });
    expect(await client.value("twice(4)")).to.equal("8");
  });

  it("places completions by code points, right beside emoji", async () => {
    const code = '"😀😀"; Math.sq';
    const { reply } = await client.request("complete_request", { code, cursor_pos: [...code].length });
    expect(reply.content).to.deep.include({ cursor_start: [...code].length - 2, cursor_end: [...code].length });
    const [typed] = reply.content.metadata._jupyter_types_experimental;
    expect(typed).to.deep.include({ text: "sqrt", start: reply.content.cursor_start, end: reply.content.cursor_end });
  });

  it("answers an unknown or malformed request with an error and idle", async () => {
    const unknown = await client.request("fortune_request", {});
    expect(unknown.reply.header.msg_type).to.equal("fortune_reply");
    expect(unknown.reply.content).to.deep.include({ status: "error" });
    const malformed = await client.request("execute_request", { code: 5 });
    expect(malformed.reply.content.evalue).to.include(
      "expected code of execute_request to be of type string, got number",
    );
    const evil = await client.request("constructor", {});
    expect(evil.reply.content.status).to.equal("error");
  });

  it("drops forged messages and lives on", async () => {
    const frames = client.frames("execute_request", executeContent("globalThis.forged = 1"));
    frames[1] = "0".repeat(64);
    await client.shell.send(frames);
    await client.shell.send(["junk"]);
    const good = client.frames(
      "execute_request",
      executeContent("let replayed = (globalThis as any).count = ((globalThis as any).count ?? 0) + 1"),
    );
    await client.shell.send(good);
    await client.shell.send(good);
    expect(await client.value("(globalThis as any).forged")).to.equal(undefined);
    expect(await client.value("(globalThis as any).count")).to.equal("1");
  });

  it("echoes the heartbeat, while code loops too", async () => {
    const id = await client.send("execute_request", executeContent("for (;;) {}"));
    await client.publication(id, (seen) => seen.header.msg_type === "execute_input");
    await client.heart.send("ping");
    const [echo] = await client.heart.receive();
    expect(String(echo)).to.equal("ping");
    await client.interrupt();
    await client.answer(id);
  });

  it("asks the front end when code prompts, and says what to do where it cannot", async () => {
    client.onInput = (asked) => `${asked.content.prompt}${asked.content.password}`;
    const { published } = await client.execute('prompt("Name? ")', { allow_stdin: true });
    const result = published.find((seen) => seen.header.msg_type === "execute_result");
    expect(result?.content.data["text/plain"]).to.equal("'Name? false'");
    expect(
      await client
        .execute('await input("Key? ", { password: true })', { allow_stdin: true })
        .then(({ published }) => published[2]?.content.data["text/plain"]),
    ).to.equal("'Key? true'");
    const { reply } = await client.execute('prompt("Name? ")', { allow_stdin: false });
    expect(reply.content.status).to.equal("error");
    expect(reply.content.evalue).to.include("cannot ask the user");
  });

  it("names the parent of output that comes after its cell has ended", async () => {
    const { id } = await client.execute('setTimeout(() => console.log("late"), 30); 1');
    await client.execute("2");
    const seen = await client.publication(id, (message) => message.header.msg_type === "stream");
    expect(streamText([seen])).to.equal("late\n");
  });
});
