import fs from "node:fs";
import net from "node:net";
import { KernelManager, KernelMessage, ServerConnection } from "@jupyterlab/services";
import { expect } from "chai";
import { freePort } from "../../../scripts/lib/free-port.mjs";
import { filesBelow } from "../../../scripts/lib/stamp.mjs";
import { allGone, Clone, familyOf, type Started } from "./clone.ts";

const STEPS = ["npm packages", "Python environment with JupyterLab", "build", "kernel and settings", "notebooks"];

/** npm's and pip's addresses on a machine without a network: nothing listens there. */
const OFFLINE = {
  npm_config_registry: "http://127.0.0.1:9/",
  PIP_INDEX_URL: "http://127.0.0.1:9/",
  PIP_NO_INDEX: "1",
};

async function addressOf(started: Started) {
  const output = await started.says("Ctrl-C ends it");
  const address = new URL(/https?:\/\/\S+token=\S+/.exec(output)?.[0] ?? "");
  return { base: `${address.origin}/`, token: address.searchParams.get("token") ?? "" };
}

/** What the tests read of the server's answers. */
interface Answer {
  version?: string;
  content: { name: string }[];
  kernelspecs: Record<string, { spec: object; resources: object }>;
}

async function ask(server: { base: string; token: string }, what: string): Promise<Answer> {
  const response = await fetch(`${server.base}api${what}`, { headers: { authorization: `token ${server.token}` } });
  expect(response.status).to.equal(200);
  return (await response.json()) as Answer;
}

/** Runs one cell on a new kernel and leaves the kernel running. */
async function firstResult({ base, token }: { base: string; token: string }, code: string) {
  const serverSettings = ServerConnection.makeSettings({ baseUrl: base, wsUrl: base.replace("http", "ws"), token });
  const manager = new KernelManager({ serverSettings });
  const kernel = await manager.startNew({ name: "axonlab" });
  const results: unknown[] = [];
  const future = kernel.requestExecute({ code });
  future.onIOPub = (message) => {
    if (KernelMessage.isExecuteResultMsg(message)) results.push(message.content.data["text/plain"]);
  };
  const reply = await future.done;
  kernel.dispose();
  manager.dispose();
  return { status: reply.content.status, results };
}

describe("npm start in a fresh clone with a space and an accent in its path", function () {
  this.timeout(900_000);
  let clone: Clone;
  let first: Started;
  let server: Awaited<ReturnType<typeof addressOf>>;

  before(async () => {
    clone = new Clone();
    first = clone.start("npm", ["start"]);
    server = await addressOf(first);
  });
  after(() => clone.remove());

  it("goes through its steps in order and opens JupyterLab, which answers at the printed address", async () => {
    const places = STEPS.map((step, index) => first.output().indexOf(`[${index + 1}/6] ${step}: `));
    expect(places).to.deep.equal([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).to.be.at.least(0);
    expect(await ask(server, "")).to.have.property("version");
  });

  it("registers the kernel as TypeScript (Axonlab), with its logo", async () => {
    const { kernelspecs } = await ask(server, "/kernelspecs");
    expect(kernelspecs.axonlab?.spec).to.include({ display_name: "TypeScript (Axonlab)", language: "typescript" });
    expect(kernelspecs.axonlab?.resources).to.include.keys("logo-64x64", "logo-svg");
  });

  it("lays the student's version of the notebooks into work/, with the list of exercises", async () => {
    const laid = filesBelow(clone.at("work"));
    const sources = filesBelow(clone.at("notebooks")).filter((file) => !file.startsWith(".") && file !== "slides.json");
    expect(laid).to.include.members([...sources, "course.json"]);
    for (const file of laid) expect(fs.readFileSync(clone.at("work", file), "utf8")).not.to.include("END SOLUTION");
    const { content } = await ask(server, "/contents");
    expect(content.map(({ name }) => name)).to.have.members(fs.readdirSync(clone.at("work")));
  });

  it("runs a cell on the kernel", async () => {
    expect(await firstResult(server, "1 + 1")).to.deep.equal({ status: "ok", results: ["2"] });
  });

  it("leaves the user's home and the repository's files as they were", async () => {
    expect(filesBelow(clone.home).filter((file) => /jupyter|ipython|axonlab/i.test(file))).to.deep.equal([]);
    const { output } = await clone.run("git", ["status", "--porcelain"]);
    expect(output).to.equal("");
  });

  it("ends everything, the running kernel too, on one Ctrl-C", async () => {
    const family = familyOf(first);
    expect(family.length).to.be.greaterThan(3);
    process.kill(-(first.child.pid ?? 0), "SIGINT");
    await first.says("Ending JupyterLab and its kernels");
    await allGone(family);
  });

  it("skips what is done the second time, without a network, and ends everything when npm is killed", async () => {
    const second = clone.start("npm", ["start"], OFFLINE);
    const address = await addressOf(second);
    for (const step of STEPS) expect(second.output()).to.match(new RegExp(`${step}: up to date`));
    expect(await ask(address, "")).to.have.property("version");
    const family = familyOf(second);
    second.child.kill("SIGKILL");
    await allGone(family);
  });

  it("opens the sources for an author at the port asked for, and ends on SIGTERM", async () => {
    const port = await freePort();
    const author = clone.start("npm", ["start", "--", "--author", "--port", String(port)]);
    const address = await addressOf(author);
    expect(address.base).to.include(`:${port}/`);
    const { content } = await ask(address, "/contents");
    const sources = fs.readdirSync(clone.at("notebooks")).filter((name) => !name.startsWith("."));
    expect(content.map(({ name }) => name)).to.have.members(sources);
    const family = familyOf(author);
    author.child.kill("SIGTERM");
    await allGone(family);
  });

  it("refuses a port that is taken, and says what to do", async () => {
    const holder = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const { port } = holder.address() as net.AddressInfo;
    const { status, output } = await clone.run("node", ["scripts/start.mjs", "--port", String(port)]);
    holder.close();
    expect(status).to.equal(1);
    expect(output).to.include(`port ${port} is taken`).and.include("npm start -- --port");
  });

  it("repairs an installation that was interrupted", async () => {
    fs.rmSync(clone.at("node_modules", ".package-lock.json"));
    fs.rmSync(clone.at("node_modules", "zeromq"), { recursive: true });
    const interrupted = clone.start("node", ["scripts/start.mjs"]);
    await interrupted.says("npm packages: installing");
    interrupted.child.kill("SIGINT");
    expect(await interrupted.ended).to.equal(130);
    fs.rmSync(clone.at(".venv", "axonlab.json"));
    fs.rmSync(clone.at(".venv", "bin"), { recursive: true });
    fs.rmSync(clone.at("dist", "built.json"));
    const repaired = clone.start("npm", ["start"]);
    const address = await addressOf(repaired);
    expect(repaired.output())
      .to.match(/npm packages: installed/)
      .and.match(/repairing \.venv/)
      .and.match(/build: built/);
    expect(await firstResult(address, "1 + 1")).to.deep.equal({ status: "ok", results: ["2"] });
    const family = familyOf(repaired);
    process.kill(-(repaired.child.pid ?? 0), "SIGINT");
    await allGone(family);
  });
});
