import type { Client, Seen } from "./client.ts";
import { streamText } from "./client.ts";

/** What a user sees of a cell. */
export interface Outcome {
  /** text/plain of the result. */
  value: string | undefined;
  /** The whole result. */
  result: Record<string, unknown> | undefined;
  stdout: string;
  stderr: string;
  /** The traceback without colours; "" where the cell went well. */
  error: string;
  ename: string | undefined;
  /** Outputs of display, and their updates, in order. */
  displays: Shown[];
}

/** An output of display; `update` replaces that of the same id. */
export interface Shown {
  data: Record<string, unknown>;
  id: string;
  update: boolean;
}

const plain = (text: string): string => text.replace(/\x1b\[\d+m/g, "");

/** Runs a cell and gathers what it showed, whether it failed or not. */
export async function outcomeOf(client: Client, code: string): Promise<Outcome> {
  const { published } = await client.execute(code);
  const of = (type: string): Seen[] => published.filter((seen) => seen.header.msg_type === type);
  const result = of("execute_result")[0]?.content.data;
  const errors = of("error").map(({ content }) => plain(content.traceback.join("\n")));
  const displays = published
    .filter((seen) => /^(update_)?display_data$/.test(seen.header.msg_type))
    .map(({ header, content }) => ({
      data: content.data,
      id: content.transient.display_id,
      update: header.msg_type !== "display_data",
    }));
  return {
    value: result?.["text/plain"],
    result,
    stdout: plain(streamText(published)),
    stderr: plain(streamText(published, "stderr")),
    error: errors.join("\n"),
    ename: of("error")[0]?.content.ename,
    displays,
  };
}
