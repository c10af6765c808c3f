import { expect } from "chai";

/** A check of one field's value. */
type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const whole: Check = (value) => Number.isInteger(value);
const flag: Check = (value) => typeof value === "boolean";
const object: Check = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const texts: Check = (value) => Array.isArray(value) && value.every(text);
const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value);
const ok = oneOf("ok");
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const mimes: Check = (value) => object(value) && Object.keys(value as object).every((type) => type.includes("/"));

const errorFields = { ename: text, evalue: text, traceback: texts };

/** The fields of the header of every message (protocol section "General message format"). */
const HEADER: Record<string, Check> = {
  msg_id: text,
  session: text,
  username: text,
  date: (value) => text(value) && !Number.isNaN(Date.parse(value as string)),
  msg_type: text,
  version: (value) => text(value) && /^5\.\d+$/.test(value as string),
};

/** The fields of each message that a kernel sends, by its type. A reply with status error has the error's fields alone. */
const CONTENT: Record<string, Record<string, Check>> = {
  status: { execution_state: oneOf("busy", "idle", "starting") },
  execute_input: { code: text, execution_count: whole },
  execute_result: { execution_count: whole, data: mimes, metadata: object },
  display_data: { data: mimes, metadata: object, transient: optional(object) },
  update_display_data: {
    data: mimes,
    metadata: object,
    transient: (value) => object(value) && text((value as { display_id?: unknown }).display_id),
  },
  stream: { name: oneOf("stdout", "stderr"), text: (value) => text(value) && value !== "" },
  clear_output: { wait: flag },
  error: errorFields,
  iopub_welcome: { subscription: text },
  shutdown_reply: { status: ok, restart: flag },
  interrupt_reply: { status: ok },
  execute_reply: { status: ok, execution_count: whole, user_expressions: object, payload: optional(Array.isArray) },
  complete_reply: { status: ok, matches: texts, cursor_start: whole, cursor_end: whole, metadata: object },
  inspect_reply: { status: ok, found: flag, data: mimes, metadata: object },
  is_complete_reply: { status: oneOf("complete", "incomplete", "invalid", "unknown"), indent: optional(text) },
  history_reply: { status: ok, history: Array.isArray },
  comm_info_reply: {
    status: ok,
    comms: (value) => object(value) && Object.values(value as object).every((comm) => text(comm.target_name)),
  },
  comm_open: { comm_id: text, target_name: text, data: object },
  comm_msg: { comm_id: text, data: object },
  comm_close: { comm_id: text, data: object },
  create_subshell_reply: { status: ok, subshell_id: text },
  delete_subshell_reply: { status: ok },
  list_subshell_reply: { status: ok, subshell_id: texts },
  connect_reply: { shell_port: whole, iopub_port: whole, stdin_port: whole, control_port: whole, hb_port: whole },
  input_request: { prompt: text, password: flag },
  kernel_info_reply: {
    status: ok,
    protocol_version: text,
    implementation: text,
    implementation_version: text,
    banner: text,
    language_info: (value) =>
      object(value) &&
      ["name", "version", "mimetype", "file_extension"].every((name) => text((value as Record<string, unknown>)[name])),
    help_links: optional(Array.isArray),
    supported_features: texts,
  },
};

/** The types of message that the table knows. */
export const KNOWN_TYPES: readonly string[] = Object.keys(CONTENT);

/** Fails where a message that the kernel sent is not as the protocol has it. */
export function expectValid(message: { header: Record<string, unknown>; content: Record<string, unknown> }): void {
  const type = String(message.header.msg_type);
  expectFields(HEADER, message.header, `header of ${type}`);
  const { status } = message.content;
  if (type === "execute_reply" && status === "aborted") return;
  const table = type.endsWith("_reply") && status === "error" ? errorFields : CONTENT[type];
  if (!table) expect.fail(`the table of fields knows no ${type}`);
  expectFields(table, message.content, type);
}

function expectFields(table: Record<string, Check>, value: Record<string, unknown>, where: string): void {
  for (const [name, check] of Object.entries(table)) {
    expect(
      check(value[name]),
      `${name} of ${where} is valid, got ${JSON.stringify(value[name])?.slice(0, 200)}`,
    ).to.equal(true);
  }
}
