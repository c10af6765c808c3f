import type { Checker } from "../checker/contract.ts";
import { magicCompletions, withoutMagics } from "../engine/magics.ts";
import { tooDeep } from "../scope/nesting.ts";
import type { Content } from "../wire/message.ts";
import { pointsFromUtf16, utf16FromPoints } from "../wire/offsets.ts";

/** The code of a request and the cursor in it, as UTF-16 offset. */
function cursorOf(content: Content): { code: string; offset: number } {
  const code = String(content.code);
  return { code, offset: utf16FromPoints(code, Number(content.cursor_pos)) };
}

/** The reply to a complete_request (protocol section "Completion"), with the types that front ends draw icons from. */
export async function completionReply(checker: Checker, content: Content): Promise<Content> {
  const { code, offset } = cursorOf(content);
  const { start, end, items } = tooDeep(code)
    ? { start: offset, end: offset, items: [] }
    : (magicCompletions(code, offset) ?? (await checker.complete(withoutMagics(code), offset)));
  const [cursor_start, cursor_end] = [pointsFromUtf16(code, start), pointsFromUtf16(code, end)];
  const typed = items.map(({ text, type, signature }) => ({
    text,
    type,
    ...(signature === undefined ? {} : { signature }),
    start: cursor_start,
    end: cursor_end,
  }));
  return {
    status: "ok",
    matches: items.map((item) => item.text),
    cursor_start,
    cursor_end,
    metadata: { _jupyter_types_experimental: typed },
  };
}

/** The reply to an inspect_request (protocol section "Introspection"). */
export async function inspectionReply(checker: Checker, content: Content): Promise<Content> {
  const { code, offset } = cursorOf(content);
  const detail = content.detail_level === 1 ? 1 : 0;
  const found = tooDeep(code) ? undefined : await checker.inspect(withoutMagics(code), offset, detail);
  if (!found) return { status: "ok", found: false, data: {}, metadata: {} };
  const { signature, documentation } = found;
  const rest = documentation === "" ? "" : `\n\n${documentation}`;
  const data = { "text/plain": signature + rest, "text/markdown": `\`\`\`typescript\n${signature}\n\`\`\`${rest}` };
  return { status: "ok", found: true, data, metadata: {} };
}
