import { expect } from "chai";
import * as zmq from "zeromq";
import { Client, executeContent } from "./client.ts";

describe("iopub_welcome", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const subscribe = (topic: string): zmq.Subscriber => {
    const subscriber = new zmq.Subscriber({ receiveHighWaterMark: 0 });
    subscriber.connect(client.iopub.lastEndpoint ?? "");
    subscriber.subscribe(topic);
    return subscriber;
  };

  it("is the first that a subscriber sees, however much is published as it comes", async () => {
    const code = "for (;;) { console.log(Date.now()); await new Promise((done) => setImmediate(done)) }";
    const id = await client.send("execute_request", executeContent(code));
    await client.publication(id, (seen) => seen.header.msg_type === "stream");
    for (let round = 0; round < 30; round++) {
      const subscriber = subscribe("");
      const [topic, , , header, parent, , content] = await subscriber.receive();
      expect(String(topic)).to.equal("");
      expect(JSON.parse(String(header)).msg_type).to.equal("iopub_welcome");
      expect([String(parent), JSON.parse(String(content))]).to.deep.equal(["{}", { subscription: "" }]);
      const [next] = await subscriber.receive();
      expect(String(next)).to.be.oneOf(["stream", "status", "execute_input"]);
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
