import { expect } from "chai";
import { Client, executeContent, type Seen, streamText } from "./client.ts";

const of = (published: Seen[], type: string): Seen[] => published.filter((seen) => seen.header.msg_type === type);

const LINK = `// biome-ignore lint: a test
const outputs = (globalThis as any)[Symbol.for("axonlab.outputs")];
const taken: any[] = [];
const take = (event: any) => { taken.push(event); return true };`;

describe("what modules do with a cell's outputs", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
    await client.execute(LINK);
  });
  after(() => client.stop());
  const ops = () =>
    client.value(
      "JSON.stringify(taken.splice(0).map(({ op, text, data, update }) => op + (text ?? '') + (data?.['text/plain'] ?? '') + (update ?? '')))",
    );

  it("prints, displays and clears of what is captured go to who captures it, and nothing to the page", async () => {
    const { published } = await client.execute(`outputs.capture(take, () => {
      console.log("hidden");
      const shown = display("first", { id: "d" });
      shown.update("second");
      display.clear();
      process.stderr.write("wrong");
    });
    console.log("seen")`);
    expect(streamText(published)).to.equal("seen\n");
    expect(of(published, "display_data")).to.deep.equal([]);
    expect(await ops()).to.equal(
      `\`["streamhidden\\\\n","display'first'false","display'second'true","clear","streamwrong"]\``,
    );
  });

  it("what captured code does later is captured too, and what others do meanwhile is not", async () => {
    const { published } = await client.execute(`const later = outputs.capture(take, async () => {
      await new Promise((done) => setTimeout(done, 20));
      console.log("late");
    });
    console.log("meanwhile");
    await later`);
    expect(streamText(published)).to.equal("meanwhile\n");
    expect(await ops()).to.include("late");
  });

  it("what the taker refuses goes to the page, and so does what it puts out itself", async () => {
    const { published } = await client.execute(
      'outputs.capture((_event: any) => { console.log("from the taker"); return false }, () => console.log("through"))',
    );
    expect(streamText(published)).to.equal("from the taker\nthrough\n");
  });

  it("values and errors are described as a cell would show them", async () => {
    expect(await client.value("JSON.stringify(outputs.bundleOf({ a: 1 }))")).to.include("{ a: 1 }");
    expect(await client.value('outputs.describe(new RangeError("no")).ename')).to.equal("'RangeError'");
  });

  it("an interrupt lets a farewell be said under its cell, before idle, whatever it throws", async () => {
    for (const wait of ["await new Promise(() => {})", "for (;;);"]) {
      const code = `outputs.whenInterrupted(() => { throw new Error("not heard") });
        outputs.whenInterrupted(() => display("farewell"));
        outputs.whenInterrupted(() => display("taken back"))();
        console.log("begun"); ${wait}`;
      const id = await client.send("execute_request", executeContent(code));
      await client.publication(id, (seen) => seen.header.msg_type === "stream");
      await client.interrupt();
      const { published, reply } = await client.answer(id);
      expect(reply.content.ename).to.equal("Interrupted");
      const shown = of(published, "display_data").map((seen) => seen.content.data["text/plain"]);
      expect(shown).to.deep.equal(["'farewell'"]);
      expect(published.at(-1)?.content.execution_state).to.equal("idle");
    }
    expect(await client.value("1 + 1")).to.equal("2");
  });
});
