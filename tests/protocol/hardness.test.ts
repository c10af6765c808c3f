import { connect } from "node:net";
import { expect } from "chai";
import fc from "fast-check";
import * as zmq from "zeromq";
import { Client, executeContent, streamText } from "./client.ts";

/** Writes bytes to a port as no ZeroMQ peer would, and goes. */
const scream = (port: number, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(bytes));
    socket.on("error", () => resolve());
    socket.on("close", () => resolve());
    socket.resume();
  });

describe("a kernel among bad clients", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
    await client.execute("let kept = 7");
  });
  afterEach(async () => {
    expect(await client.value("kept")).to.equal("7");
  });
  after(() => client.stop());

  it("bears junk bytes at each of its five ports", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(4), fc.uint8Array({ maxLength: 2000 }), async (port, bytes) => {
        await scream(client.ports[port] ?? 0, bytes);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("bears frames of any number and content on shell, control and stdin", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("shell", "control", "stdin"),
        fc.array(fc.oneof(fc.constant("<IDS|MSG>"), fc.string(), fc.json(), fc.uint8Array()), { minLength: 1 }),
        async (channel, frames) => {
          await client[channel as "shell"].send(frames.map((frame) => Buffer.from(frame)));
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it("bears signed requests whose content is anything", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          "complete_request",
          "inspect_request",
          "is_complete_request",
          "history_request",
          "comm_open",
          "comm_msg",
          "comm_info_request",
          "connect_request",
          "debug_request",
          "",
          "__proto__",
        ),
        fc.dictionary(
          fc.constantFrom("code", "cursor_pos", "hist_access_type", "n", "comm_id", "data"),
          fc.jsonValue(),
        ),
        async (type, content) => {
          await client.send(type, content);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it("bears signed JSON that is no object, and a header without an id", async () => {
    for (const parts of [
      ["null", "{}", "{}", "{}"],
      ['{"msg_type":"execute_request"}', "{}", "{}", "{}"],
      ["{}", "{}", "{}", "[1]"],
    ]) {
      await client.shell.send(["<IDS|MSG>", client.sign(parts), ...parts]);
    }
  });

  it("bears clients that ask and vanish", async () => {
    for (let round = 0; round < 50; round++) {
      const stray = new zmq.Dealer({ linger: 0 });
      stray.connect(`tcp://127.0.0.1:${client.ports[0]}`);
      await stray.send(client.frames("kernel_info_request", {}));
      stray.close();
    }
  });

  it("bears a subscriber that never reads, while others lose nothing", async () => {
    const lazy = new zmq.Subscriber({ receiveHighWaterMark: 1, linger: 0 });
    lazy.subscribe();
    lazy.connect(`tcp://127.0.0.1:${client.ports[1]}`);
    const { published } = await client.execute("for (let i = 0; i < 200_000; i++) console.log(i)");
    expect(streamText(published).length).to.equal(1_288_890);
    lazy.close();
  });

  it("runs a cell of 10 MB", async () => {
    const { reply } = await client.execute(`/* ${"x".repeat(10_000_000)} */ 5`);
    expect(reply.content.status).to.equal("ok");
  });

  it("answers a request of 50 MB", async () => {
    const code = `"${"x".repeat(50_000_000)}`;
    const { reply } = await client.request("is_complete_request", { code });
    expect(reply.content.status).to.be.a("string");
  });

  it("keeps the order of a hundred cells sent at once", async () => {
    const ids = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        client.send("execute_request", executeContent(`let order${at} = ${at}; ${at}`)),
      ),
    );
    const answers = await Promise.all(ids.map((id) => client.answer(id)));
    const counts = answers.map(({ reply }) => reply.content.execution_count as number);
    expect(counts).to.deep.equal([...counts].sort((a, b) => a - b));
    expect(new Set(counts).size).to.equal(100);
  });
});

describe("ten kernels at once", () => {
  it("each run cells, and end", async () => {
    const clients = await Promise.all(Array.from({ length: 10 }, () => Client.start()));
    const values = await Promise.all(clients.map((client, at) => client.value(`let own: number = ${at}; own * 2`)));
    expect(values).to.deep.equal(clients.map((_, at) => String(at * 2)));
    await Promise.all(clients.map((client) => client.stop()));
  });
});
