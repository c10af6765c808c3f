import { expect } from "chai";
import fc from "fast-check";
import { decodeMessage, encodeMessage } from "../../kernel/wire/frames.ts";
import type { Header, Message } from "../../kernel/wire/message.ts";
import { Signature } from "../../kernel/wire/signature.ts";

const header = (id: string): Header => ({
  msg_id: id,
  session: "s",
  username: "u",
  date: "2026-01-01T00:00:00Z",
  msg_type: "execute_request",
  version: "5.4",
});

const bytes = (frames: (Uint8Array | string)[]): Uint8Array[] => frames.map((frame) => Buffer.from(frame));

function message(id: string, content: Record<string, unknown> = {}, buffers: Uint8Array[] = []): Message {
  return { identities: [Buffer.from("client")], header: header(id), parent: {}, metadata: {}, content, buffers };
}

describe("frames", () => {
  it("decodes what it encoded, whatever the content, identities and buffers", () => {
    const signature = new Signature("key");
    let sent = 0;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.uint8Array()), (content, buffers) => {
        const asked = message(
          `m${sent++}`,
          JSON.parse(JSON.stringify(content)),
          buffers.map((buffer) => Buffer.from(buffer)),
        );
        const got = decodeMessage(bytes(encodeMessage(asked, signature)), signature);
        expect(got).to.deep.equal({ ...asked, content: JSON.parse(JSON.stringify(asked.content)) });
      }),
      { seed: 1 },
    );
  });

  it("refuses a message whose bytes were changed anywhere in its four signed frames", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.nat(), (part, seed) => {
        const frames = bytes(encodeMessage(message("m"), new Signature("key")));
        const frame = frames[3 + part] ?? new Uint8Array();
        const at = seed % frame.length;
        frame[at] = (frame[at] ?? 0) ^ 1;
        expect(() => decodeMessage(frames, new Signature("key"))).to.throw("signature");
      }),
      { seed: 1 },
    );
  });

  it("refuses a message signed with another key, and one without a signature", () => {
    const frames = bytes(encodeMessage(message("m"), new Signature("other")));
    expect(() => decodeMessage(frames, new Signature("key"))).to.throw("signature");
    frames[2] = Buffer.from("");
    expect(() => decodeMessage(frames, new Signature("key"))).to.throw("signature");
  });

  it("refuses a message that it has seen before", () => {
    const signature = new Signature("key");
    const frames = bytes(encodeMessage(message("m"), signature));
    decodeMessage(frames, signature);
    expect(() => decodeMessage(frames, signature)).to.throw("seen before");
  });

  it("refuses frames that are no message, with what was expected", () => {
    const signature = new Signature("key");
    expect(() => decodeMessage([], signature)).to.throw("<IDS|MSG>");
    expect(() => decodeMessage([Buffer.from("junk")], signature)).to.throw("<IDS|MSG>");
    expect(() => decodeMessage(bytes(["<IDS|MSG>", "", "{}"]), signature)).to.throw("4 frames");
  });

  it("refuses signed frames that hold no JSON object, or a header without a type", () => {
    const signature = new Signature("key");
    const signed = (parts: string[]): Uint8Array[] => bytes(["<IDS|MSG>", signature.of(parts), ...parts]);
    expect(() => decodeMessage(signed(["{", "{}", "{}", "{}"]), signature)).to.throw("does not parse");
    expect(() => decodeMessage(signed(["[]", "{}", "{}", "{}"]), signature)).to.throw("JSON object");
    expect(() => decodeMessage(signed(["{}", "{}", "{}", "{}"]), signature)).to.throw("msg_type");
  });
});
