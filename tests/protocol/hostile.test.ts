import { expect } from "chai";
import { Client, executeContent } from "./client.ts";

/** Objects within objects, so deep that most writers of JSON give up. */
const deep = (levels = 20_000) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

/** No field of any request may be each of these. */
const JUNK: unknown[] = [null, true, -1, 1.5, 1e308, "", "__proto__", [], [{}], {}, { toString: 1, valueOf: null }];

/** The fields of requests, beside values that are right. */
const FIELDS: Record<string, Record<string, unknown>> = {
  kernel_info_request: { unknown: 1 },
  execute_request: {
    code: "1",
    silent: false,
    store_history: true,
    user_expressions: { a: "1" },
    allow_stdin: false,
    stop_on_error: false,
  },
  complete_request: { code: "Math.", cursor_pos: 5 },
  inspect_request: { code: "Math", cursor_pos: 2, detail_level: 0 },
  is_complete_request: { code: "{" },
  history_request: {
    hist_access_type: "search",
    output: true,
    raw: true,
    session: 0,
    start: 0,
    stop: 5,
    n: 3,
    pattern: "*",
    unique: true,
  },
  comm_info_request: { target_name: "x" },
  comm_open: { comm_id: "c", target_name: "t", data: {} },
  comm_msg: { comm_id: "c", data: {} },
  comm_close: { comm_id: "c", data: {} },
  connect_request: { unknown: 1 },
  create_subshell_request: { unknown: 1 },
  delete_subshell_request: { subshell_id: "s" },
  list_subshell_request: { unknown: 1 },
  interrupt_request: { unknown: 1 },
  debug_request: { command: "x", arguments: {} },
};

describe("a kernel among hostile messages that are signed rightly", () => {
  let client: Client;
  let count = 0;
  before(async () => {
    client = await Client.start();
    await client.execute("let kept = 7");
  });
  afterEach(async () => {
    expect(await client.value("kept"), client.printed).to.equal("7");
  });
  after(() => client.stop());

  const header = (type: string, more: object = {}) =>
    JSON.stringify({
      msg_id: `h${count++}`,
      session: "s",
      username: "u",
      date: "",
      msg_type: type,
      version: "5.3",
      ...more,
    });
  const send = (
    parts: string[],
    { channel = "shell" as "shell" | "control" | "stdin", buffers = [] as Buffer[] } = {},
  ) => client[channel].send(["<IDS|MSG>", client.sign(parts), ...parts, ...buffers]);

  it("answers each request with a wrong type in any of its fields, and goes idle after it", async () => {
    const asked = Object.entries(FIELDS).flatMap(([type, fields]) =>
      Object.keys(fields).flatMap((field) => JUNK.map((junk) => ({ type, content: { ...fields, [field]: junk } }))),
    );
    for (const { type, content } of asked) {
      const channel = /subshell|debug|interrupt/.test(type) ? ("control" as const) : ("shell" as const);
      const published = await client.tell(type, content, { channel });
      const states = published.filter((seen) => seen.header.msg_type === "status");
      expect(
        states.map((seen) => seen.content.execution_state),
        JSON.stringify([type, content]),
      ).to.deep.equal(["busy", "idle"]);
    }
    expect(asked.length).to.be.above(350);
  });

  it("bears any type in any field of a header", async () => {
    for (const field of ["msg_id", "session", "username", "date", "msg_type", "version", "subshell_id", "other"]) {
      for (const junk of JUNK) await send([header("kernel_info_request", { [field]: junk }), "{}", "{}", "{}"]);
    }
  });

  it("bears parts that nest 20,000 levels deep, a header's among them", async () => {
    const open = header("comm_open");
    await send([`${header("kernel_info_request").slice(0, -1)},"x":${deep()}}`, "{}", "{}", "{}"]);
    await send([header("kernel_info_request"), deep(), "{}", "{}"]);
    await send([header("kernel_info_request"), "{}", deep(), "{}"]);
    await send([header("kernel_info_request"), "{}", "{}", deep()]);
    await send([header("execute_request"), "{}", "{}", `{"code":"1","user_expressions":{"a":${deep()}}}`]);
    await send([open, "{}", deep(), '{"comm_id":"m","target_name":"t"}']);
    await send([header("comm_open"), "{}", "{}", `{"comm_id":"d","target_name":"t","data":${deep()}}`]);
  });

  it("takes an answer that is no text as an empty one, and asks on", async () => {
    for (const value of [{ toString: 1 }, [1], null, 5]) {
      const id = await client.send("execute_request", executeContent("prompt('Who?')", { allow_stdin: true }));
      await client.question(id);
      await client.post("input_reply", { status: "ok", value }, { channel: "stdin" });
      const { published } = await client.answer(id);
      const result = published.find((seen) => seen.header.msg_type === "execute_result");
      expect(result?.content.data["text/plain"]).to.equal("''");
    }
  });

  it("bears headers of 30 MB, a hundred thousand frames, and text that is no UTF-8", async () => {
    await send([header("kernel_info_request", { x: "y".repeat(30_000_000) }), "{}", "{}", "{}"]);
    await send([header("x".repeat(5_000_000)), "{}", "{}", "{}"]);
    await send([header("comm_msg"), "{}", "{}", '{"comm_id":"b"}'], {
      buffers: Array.from({ length: 50_000 }, () => Buffer.alloc(1)),
    });
    await client.shell.send(Array.from({ length: 100_000 }, () => Buffer.from("x")));
    const parts = [header("kernel_info_request"), "{}", "{}"].map((part) => Buffer.from(part));
    const latin = Buffer.from('{"code":"\xff\xfe"}', "latin1");
    await client.shell.send(["<IDS|MSG>", "0".repeat(64), ...parts, latin]);
  });

  it("is held up by no pattern, however many stars, and by no blank lines", async () => {
    await client.execute(`"${"a".repeat(60)}"`);
    const search = { hist_access_type: "search", pattern: `${"*a".repeat(30)}*b`, output: false, raw: true };
    expect((await client.request("history_request", search)).reply.content.history).to.deep.equal([]);
    const code = `${"\n".repeat(80)}kep`;
    const { content } = (await client.request("complete_request", { code, cursor_pos: code.length })).reply;
    expect(content.matches).to.include("kept");
  });

  it("refuses code that nests too deep for any parser, wherever it is asked about it", async () => {
    for (const code of ["[".repeat(200_000), "(".repeat(50_000), `${"({a:".repeat(9000)}1`, "`${".repeat(20_000)]) {
      const { reply } = await client.execute(code, { stop_on_error: false });
      expect(reply.content.evalue).to.include("nest deeper than 1000");
      const at = { code, cursor_pos: code.length };
      expect((await client.request("complete_request", at)).reply.content.status).to.equal("ok");
      expect((await client.request("inspect_request", { ...at, detail_level: 0 })).reply.content.status).to.equal("ok");
      expect((await client.request("is_complete_request", { code })).reply.content.status).to.equal("invalid");
    }
    expect(await client.value(`${"(".repeat(900)}5${")".repeat(900)}`)).to.equal("5");
    expect(await client.value(`"${"(".repeat(5000)}".length`)).to.equal("5000");
  });
});
