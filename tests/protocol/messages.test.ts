import { expect } from "chai";
import { Client, executeContent } from "./client.ts";
import { KNOWN_TYPES } from "./fields.ts";

/** Every request, with content that it is answered to by status ok. */
const REQUESTS: Record<string, [content: object, channel: "shell" | "control"]> = {
  kernel_info_request: [{}, "shell"],
  connect_request: [{}, "shell"],
  execute_request: [executeContent("6 * 7"), "shell"],
  complete_request: [{ code: "Math.sq", cursor_pos: 7 }, "shell"],
  inspect_request: [{ code: "Math.sqrt", cursor_pos: 8, detail_level: 1 }, "shell"],
  is_complete_request: [{ code: "{" }, "shell"],
  history_request: [{ output: true, raw: true, hist_access_type: "tail", n: 3 }, "shell"],
  comm_info_request: [{}, "shell"],
  interrupt_request: [{}, "control"],
  create_subshell_request: [{}, "control"],
  list_subshell_request: [{}, "control"],
  shutdown_request: [{ restart: true }, "control"],
};

/** Cells that make the kernel publish. */
const CELLS = [
  'const shown = display.html("<b>1</b>"); shown.update("<b>2</b>"); display.clear({ wait: true }); console.log("x")',
  'throw new Error("meant")',
  'const talk = comms.open("view"); talk.send({ a: 1 }); talk.close()',
  'prompt("Name?")',
];

describe("the table of fields", () => {
  it("is met by every message that a kernel sends, each of which is seen", async () => {
    const client = await Client.start();
    client.onInput = () => "Ada";
    const replies: string[] = [];
    const { shutdown_request: last, ...others } = REQUESTS;
    for (const [type, [content, channel]] of Object.entries(others)) {
      const { reply, published } = await client.request(type, content, channel);
      replies.push(reply.header.msg_type);
      expect(reply.header.msg_type).to.equal(type.replace("_request", "_reply"));
      expect(reply.content.status, type).to.equal(type === "is_complete_request" ? "incomplete" : "ok");
      expect(reply.parent, type).to.deep.include({ msg_type: type, username: "test", session: client.session });
      expect(published[0]?.content.execution_state, type).to.equal("busy");
      expect(published.at(-1)?.content.execution_state, type).to.equal("idle");
      if (type !== "create_subshell_request") continue;
      const { subshell_id } = reply.content;
      const deleted = await client.request("delete_subshell_request", { subshell_id }, "control");
      replies.push(deleted.reply.header.msg_type);
    }
    for (const code of CELLS) await client.execute(code, { allow_stdin: true });
    const ended = await client.request("shutdown_request", ...(last as [object, "control"]));
    replies.push(ended.reply.header.msg_type);
    expect(ended.reply.content).to.deep.equal({ status: "ok", restart: true });
    expect(await client.exited).to.equal(0);
    const seen = new Set([...client.published, ...client.asked].map(({ header }) => header.msg_type).concat(replies));
    expect(KNOWN_TYPES.filter((type) => !seen.has(type))).to.deep.equal([]);
    const sent = [...client.published, ...client.asked];
    expect(new Set(sent.map(({ header }) => header.msg_id)).size).to.equal(sent.length);
    expect(new Set(sent.map(({ header }) => header.session)).size).to.equal(1);
    await client.stop();
  });

  it("has each field of a request checked, with an error that names it", async () => {
    const client = await Client.start();
    const wrong: [type: string, content: object, field: string, channel?: "control"][] = [
      ["execute_request", {}, "code"],
      ["execute_request", { code: "1", silent: "no" }, "silent"],
      ["execute_request", { code: "1", user_expressions: ["a"] }, "user_expressions"],
      ["complete_request", { code: "1" }, "cursor_pos"],
      ["inspect_request", { code: 5, cursor_pos: 1 }, "code"],
      ["is_complete_request", {}, "code"],
      ["history_request", { hist_access_type: "all" }, "hist_access_type"],
      ["comm_open", { target_name: "x" }, "comm_id"],
      ["comm_msg", { comm_id: 5 }, "comm_id"],
      ["comm_close", {}, "comm_id"],
      ["comm_info_request", { target_name: 5 }, "target_name"],
      ["delete_subshell_request", { subshell_id: 5 }, "subshell_id", "control"],
      ["shutdown_request", { restart: "yes" }, "restart", "control"],
      ["debug_request", { command: "initialize" }, "debug_request", "control"],
    ];
    for (const [type, content, field, channel] of wrong) {
      const { reply, published } = await client.request(type, content, channel);
      expect(reply.content.status, type).to.equal("error");
      expect(reply.content.evalue, type).to.include(field);
      expect(published.map((seen) => seen.content.execution_state)).to.deep.equal(["busy", "idle"]);
    }
    expect(await client.value("1")).to.equal("1");
    await client.stop();
  });
});
