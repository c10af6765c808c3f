import { expect } from "chai";
import { Outbox } from "../../kernel/sockets/outbox.ts";

/** A socket that fails in these ways first, and what left by it. */
function socketThatFails(...codes: string[]) {
  const sent: unknown[] = [];
  const send = async ([frame]: (Uint8Array | string)[]): Promise<void> => {
    const code = codes.shift();
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    sent.push(frame);
  };
  return { sent, send };
}

describe("outbox", () => {
  it("waits for a reader that has not connected yet, and keeps the order", async () => {
    const socket = socketThatFails("EHOSTUNREACH", "EHOSTUNREACH");
    const outbox = new Outbox(socket, { patience: 60_000 });
    for (const text of ["a", "b", "c"]) outbox.send([text]);
    await outbox.flushed();
    expect(socket.sent).to.deep.equal(["a", "b", "c"]);
  });

  it("drops what has no reader where it is told to wait for none, and what cannot be sent for another reason", async () => {
    for (const [code, patience] of [
      ["EHOSTUNREACH", 0],
      ["EAGAIN", 60_000],
    ] as const) {
      const socket = socketThatFails(code);
      const outbox = new Outbox(socket, { patience });
      for (const text of ["a", "b"]) outbox.send([text]);
      await outbox.flushed();
      expect(socket.sent).to.deep.equal(["b"]);
    }
  });
});
