import { expect } from "chai";
import * as zmq from "zeromq";
import { Client, executeContent, UNDELAYED } from "./client.ts";

describe("iopub_welcome", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const subscribe = (topic: string): zmq.Subscriber => {
    const subscriber = new zmq.Subscriber({ ...UNDELAYED, receiveHighWaterMark: 0 });
    subscriber.connect(client.iopub.lastEndpoint ?? "");
    subscriber.subscribe(topic);
    return subscriber;
  };

  it("greets every subscriber, also while much is published and others come and go, and all else follows", async () => {
    const code = "for (;;) { console.log(Date.now()); await new Promise((done) => setTimeout(done, 2)) }";
    const id = await client.send("execute_request", executeContent(code));
    await client.publication(id, (seen) => seen.header.msg_type === "stream");
    for (let round = 0; round < 10; round++) {
      const subscriber = subscribe("");
      const seen: string[] = [];
      while (!seen.includes("iopub_welcome") || !seen.includes("stream")) {
        const [topic, , , header, parent, , content] = await subscriber.receive();
        const { msg_type } = JSON.parse(String(header));
        seen.push(msg_type);
        if (msg_type !== "iopub_welcome") continue;
        expect(String(topic)).to.equal("");
        expect([String(parent), JSON.parse(String(content))]).to.deep.equal(["{}", { subscription: "" }]);
      }
      expect(seen.filter((type) => type === "iopub_welcome").length).to.equal(1);
      subscriber.close();
    }
    await client.interrupt();
    await client.answer(id);
  });

  it("names the topic, of which alone messages follow, until the subscriber wants no more", async () => {
    const subscriber = subscribe("status");
    const welcome = await subscriber.receive();
    expect(JSON.parse(String(welcome[6]))).to.deep.equal({ subscription: "status" });
    await client.execute("console.log(1)");
    for (const state of ["busy", "idle"]) {
      const [topic, , , , , , content] = await subscriber.receive();
      expect(String(topic)).to.equal("status");
      expect(JSON.parse(String(content)).execution_state).to.equal(state);
    }
    subscriber.subscribe("stream");
    expect(JSON.parse(String((await subscriber.receive())[6]))).to.deep.equal({ subscription: "stream" });
    subscriber.unsubscribe("status");
    // The kernel has heard of that once it welcomes what was asked for after it.
    subscriber.subscribe("error");
    expect(JSON.parse(String((await subscriber.receive())[6]))).to.deep.equal({ subscription: "error" });
    await client.execute("console.log(2)");
    expect(String((await subscriber.receive())[0])).to.equal("stream");
    subscriber.close();
  });
});
