import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Client, type ClientOptions, streamText } from "./client.ts";

/** Starts a kernel in such surroundings, and asks of it what a notebook needs. */
async function works(options: ClientOptions): Promise<Client> {
  const client = await Client.start(options);
  expect(await client.value("let x: number = 6; x * 7")).to.equal("42");
  expect(await client.value('(await import("axonlab")).gates.AND.X.length')).to.equal("4");
  expect(streamText((await client.execute('console.log("printed")')).published)).to.equal("printed\n");
  const { reply } = await client.request("history_request", {
    hist_access_type: "tail",
    n: 1,
    output: false,
    raw: true,
  });
  expect(reply.content.history).to.have.length(1);
  return client;
}

describe("the kernel works", () => {
  let folder: string;
  let client: Client | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "axonlab-surroundings-"));
  });
  afterEach(async () => {
    await client?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("without a HOME", async () => {
    client = await works({ env: { HOME: undefined, AXONLAB_HISTORY: undefined, XDG_STATE_HOME: undefined } });
  });

  it("with a HOME that is not there, which it does not make", async () => {
    client = await works({
      env: { HOME: join(folder, "gone"), AXONLAB_HISTORY: undefined, XDG_STATE_HOME: undefined },
    });
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("as another user, whose home cannot be written", async () => {
    chmodSync(folder, 0o555);
    // Only root can be another user; everyone else is one whose home cannot be written.
    const uid = process.getuid?.() === 0 ? { uid: 65534 } : {};
    client = await works({ ...uid, env: { HOME: folder, AXONLAB_HISTORY: undefined, XDG_STATE_HOME: undefined } });
    expect(client.printed).to.include("history cannot be written");
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("where nothing can be written at all, as on a full disk", async () => {
    const wrap = ["/bin/sh", "-c", 'trap "" XFSZ; ulimit -f 0; exec "$@"', "sh"] as const;
    client = await works({
      wrap: [...wrap],
      env: { HOME: folder, AXONLAB_HISTORY: undefined, XDG_STATE_HOME: undefined },
    });
    expect(client.printed).to.include("history cannot be written");
  });

  it("and leaves nothing in the folder for temporary files", async () => {
    client = await works({ env: { TMPDIR: folder } });
    await client.stop();
    client = undefined;
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});
