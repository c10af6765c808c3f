import { createRequire } from "node:module";
import { expect } from "chai";
import { DIFFERENT, SAME } from "./cells.ts";
import { Client, streamText } from "./client.ts";

const TSLAB = createRequire(import.meta.url).resolve("tslab/bin/tslab");

/** What a cell printed; an error is printed in each kernel's own words, so it counts as "error". */
async function printed(client: Client, cell: string): Promise<string> {
  const { published, reply } = await client.execute(cell, { stop_on_error: false });
  return reply.content.status === "ok" ? streamText(published) : "error";
}

async function runAll(client: Client, cells: readonly string[]): Promise<string[]> {
  const outputs: string[] = [];
  for (const cell of cells) outputs.push(await printed(client, cell));
  return outputs;
}

describe("the same cells on tslab and here", () => {
  let ours: Client;
  let tslab: Client;
  before(async () => {
    [ours, tslab] = await Promise.all([
      Client.start(),
      Client.start({ peer: (file) => [TSLAB, "kernel", `--config-path=${file}`] }),
    ]);
  });
  after(async () => {
    tslab.child.kill("SIGKILL");
    await Promise.all([ours.stop(), tslab.exited.then(() => tslab.stop())]);
  });

  for (const [what, cells] of Object.entries(SAME)) {
    it(`print the same for ${what}`, async () => {
      const [here, there] = await Promise.all([runAll(ours, cells), runAll(tslab, cells)]);
      expect(here).to.deep.equal(there);
      expect(here.join("")).to.match(/\S/).and.not.to.include("error");
    });
  }

  for (const { what, cells, reason } of DIFFERENT) {
    it(`differ for ${what}, since ${reason}`, async () => {
      const [here, there] = await Promise.all([runAll(ours, cells), runAll(tslab, cells)]);
      expect(here).not.to.deep.equal(there);
      expect(here.join("")).not.to.include("error");
    });
  }

  it("are about forty", () => {
    const count = [...Object.values(SAME), ...DIFFERENT.map((row) => row.cells)].flat().length;
    process.stdout.write(`      ${count} cells compared\n`);
    expect(count).to.be.at.least(40);
  });
});
