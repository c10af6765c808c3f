import { expect } from "chai";
import fc from "fast-check";
import { Lane } from "../../kernel/session/lane.ts";

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("lane", () => {
  it("lets tasks through one at a time, in the order in which they came", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 20 }), async (lengths) => {
        const lane = new Lane();
        const log: number[] = [];
        let inside = 0;
        const tasks = lengths.map((ticks, at) =>
          lane.enter(
            async () => {
              expect(++inside).to.equal(1);
              for (let left = ticks; left > 0; left--) await tick();
              inside--;
              log.push(at);
            },
            () => Promise.resolve(),
          ),
        );
        await Promise.all(tasks);
        expect(log).to.deep.equal(lengths.map((_, at) => at));
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it("goes on after a task that failed", async () => {
    const lane = new Lane();
    const failed = lane.enter(
      () => Promise.reject(new Error("meant")),
      () => Promise.resolve(0),
    );
    const next = lane.enter(
      () => Promise.resolve(2),
      () => Promise.resolve(0),
    );
    expect(await failed.catch((error: Error) => error.message)).to.equal("meant");
    expect(await next).to.equal(2);
  });

  it("aborts what waits, and nothing that comes later", async () => {
    const lane = new Lane();
    const ran: string[] = [];
    const enter = (name: string): Promise<string> =>
      lane.enter(
        async () => {
          ran.push(name);
          if (name === "first") await lane.abortWaiting();
          return "ran";
        },
        () => Promise.resolve("aborted"),
      );
    const outcomes = await Promise.all(["first", "second", "third"].map(enter));
    expect(outcomes).to.deep.equal(["ran", "aborted", "aborted"]);
    expect(await enter("fourth")).to.equal("ran");
    expect(ran).to.deep.equal(["first", "fourth"]);
  });
});
