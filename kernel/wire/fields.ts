import type { Content } from "./message.ts";

/** What a field of a request must be, in the words of an error message. */
type FieldType = "string" | "boolean" | "number" | "object" | "array";

/** The fields that a request must carry (protocol section "Messages on the shell (ROUTER/DEALER) channel" and after). */
const REQUIRED: Record<string, Record<string, FieldType>> = {
  execute_request: { code: "string" },
  complete_request: { code: "string", cursor_pos: "number" },
  inspect_request: { code: "string", cursor_pos: "number" },
  is_complete_request: { code: "string" },
  comm_open: { comm_id: "string", target_name: "string" },
  comm_msg: { comm_id: "string" },
  comm_close: { comm_id: "string" },
  delete_subshell_request: { subshell_id: "string" },
};

/** Fields that may be absent, but not of another type. */
const OPTIONAL: Record<string, Record<string, FieldType>> = {
  execute_request: {
    silent: "boolean",
    store_history: "boolean",
    user_expressions: "object",
    allow_stdin: "boolean",
    stop_on_error: "boolean",
  },
  inspect_request: { detail_level: "number" },
  comm_info_request: { target_name: "string" },
  shutdown_request: { restart: "boolean" },
};

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Says what is wrong with a request's content, or undefined where nothing is. */
export function faultOf(type: string, content: Content): string | undefined {
  const required = Object.entries(REQUIRED[type] ?? {});
  const optional = Object.entries(OPTIONAL[type] ?? {}).filter(
    ([name]) => content[name] !== undefined && content[name] !== null,
  );
  const wrong = [...required, ...optional].find(([name, expected]) => typeOf(content[name]) !== expected);
  if (!wrong) return undefined;
  const [name, expected] = wrong;
  return `expected ${name} of ${type} to be of type ${expected}, got ${typeOf(content[name])}`;
}
