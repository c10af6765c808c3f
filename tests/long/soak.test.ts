import { expect } from "chai";
import { memoryOf } from "../../scripts/bench/memory.mjs";
import { Client, executeContent, streamText } from "../protocol/client.ts";

/** How long the soak lasts, in minutes. */
const MINUTES = 10;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function timed(client: Client, code: string, value: string): Promise<number> {
  const from = performance.now();
  expect(await client.value(code)).to.equal(value);
  return performance.now() - from;
}

describe("a thousand cells", () => {
  it("all run right, with latency and memory that stay flat", async () => {
    const client = await Client.start();
    const times: number[] = [];
    const memory: number[] = [];
    for (let at = 0; at < 1000; at++) {
      const earlier = at === 0 ? "0" : `v${at - 1}.n`;
      times.push(
        await timed(
          client,
          `interface T${at} { n: number }\nconst v${at}: T${at} = { n: ${earlier} + 1 }; v${at}.n`,
          String(at + 1),
        ),
      );
      if (at % 100 === 99) memory.push(memoryOf(client.pid));
    }
    const [early, late] = [median(times.slice(10, 110)), median(times.slice(-100))];
    process.stdout.write(`      cell p50 ${early.toFixed(1)} ms at 100, ${late.toFixed(1)} ms at 1,000\n`);
    process.stdout.write(`      memory ${memory.map((each) => each.toFixed(0)).join(", ")} MB at each hundred\n`);
    expect(late).to.be.lessThan(early * 3 + 10);
    expect(memory.at(-1)).to.be.lessThan((memory[0] ?? 0) * 2 + 100);
    await client.stop();
  }).timeout(300_000);
});

/** What a notebook's user does, over and over; each gives what it must. */
const DEEDS: Record<string, (client: Client, round: number) => Promise<void>> = {
  "a checked cell": async (client, round) => {
    await timed(client, `let x: number = ${round}; x + 1`, String(round + 1));
  },
  "a type error": async (client) => {
    expect((await client.execute('const bad: number = "a"')).reply.content.ename).to.equal("TS2322");
  },
  "an error": async (client) => {
    expect((await client.execute('throw new RangeError("meant")')).reply.content.ename).to.equal("RangeError");
  },
  prints: async (client) => {
    expect(
      streamText((await client.execute("for (let i = 0; i < 2000; i++) console.log(i)")).published).length,
    ).to.equal(8890);
  },
  "an allocation": async (client) => {
    await timed(client, "Array.from({ length: 1e6 }, (_, i) => ({ i })).length", "1000000");
  },
  "an interrupted loop": async (client) => {
    const id = await client.send("execute_request", executeContent('console.log("on"); for (;;);'));
    await client.publication(id, (seen) => seen.header.msg_type === "stream");
    await client.interrupt();
    expect((await client.answer(id)).reply.content.ename).to.equal("Interrupted");
  },
  "completion and help": async (client) => {
    const { reply } = await client.request("complete_request", { code: "Math.sq", cursor_pos: 7 });
    expect(reply.content.matches).to.include("sqrt");
    await client.request("inspect_request", { code: "Math.sqrt", cursor_pos: 8, detail_level: 0 });
  },
  "an import": async (client) => {
    await timed(client, 'import { gates } from "axonlab"; gates.AND.X.length', "4");
  },
};

describe(`a kernel in use for ${MINUTES} minutes`, () => {
  it("does everything right to the end, and its memory stays flat", async () => {
    const client = await Client.start();
    const memory: number[] = [];
    const until = performance.now() + MINUTES * 60_000;
    let round = 0;
    while (performance.now() < until) {
      for (const deed of Object.values(DEEDS)) await deed(client, round);
      // What was published is checked and done with; the test's own memory is not the question.
      client.published.length = 0;
      if (round++ % 50 === 10) memory.push(memoryOf(client.pid));
    }
    const shown = memory.filter((_, at) => at % Math.ceil(memory.length / 12) === 0).map((each) => each.toFixed(0));
    process.stdout.write(
      `      ${round} rounds of ${Object.keys(DEEDS).length} deeds; memory ${shown.join(", ")} MB\n`,
    );
    const third = Math.floor(memory.length / 3);
    expect(median(memory.slice(-third))).to.be.lessThan(median(memory.slice(0, third)) * 1.5 + 50);
    await client.stop();
  }).timeout((MINUTES + 2) * 60_000);
});
