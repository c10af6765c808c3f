import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { browserFlags, findBrowser } from "../../scripts/lib/browser.mjs";
import { requirePort } from "../../scripts/lib/jupyter.mjs";
import { jupyterEnvironment } from "../../scripts/lib/jupyter-settings.mjs";
import { nodeComplaint } from "../../scripts/lib/node.mjs";
import { duration } from "../../scripts/lib/progress.mjs";
import { SetupError } from "../../scripts/lib/setup-error.mjs";

describe("what the set-up asks of a machine", () => {
  it("is Node 20.19 or newer, and it says so on an older one", () => {
    expect(["20.19.0", "20.20.2", "22.0.0", "24.1.0"].map(nodeComplaint)).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    for (const old of ["20.18.3", "18.20.0", "9.11.2"]) expect(nodeComplaint(old)).to.include(`this is Node ${old}`);
  });

  it("is that a port which was asked for is free", async () => {
    const holder = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const { port } = holder.address() as net.AddressInfo;
    const refusal: unknown = await requirePort(port).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(SetupError);
    expect((refusal as SetupError).report())
      .to.include(`port ${port} is taken`)
      .and.include("--port");
    await new Promise((resolve) => holder.close(resolve));
    await requirePort(port);
  });
});

describe("what the set-up leaves on a machine", () => {
  it("is nothing in the user's home: each of Jupyter's folders lies in the repository", () => {
    const env = jupyterEnvironment({ HOME: "/home/someone", PATH: "/bin", PYTHONPATH: "/other" });
    const folders = Object.entries(env).filter(([name]) => /^(JUPYTER.*_DIR|IPYTHONDIR)$/.test(name));
    expect(folders.map(([name]) => name)).to.have.members([
      "JUPYTER_CONFIG_DIR",
      "JUPYTER_DATA_DIR",
      "JUPYTER_RUNTIME_DIR",
      "JUPYTERLAB_SETTINGS_DIR",
      "JUPYTERLAB_WORKSPACES_DIR",
      "IPYTHONDIR",
    ]);
    for (const [, folder] of folders)
      expect(folder)
        .to.match(/\.axonlab\//)
        .and.not.include("/home/someone");
    expect(env).to.not.have.property("PYTHONPATH");
  });
});

describe("finding a browser", () => {
  const wish = process.env.CHROME_PATH;
  const search = process.env.PATH;
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab-browser-"));
  });
  afterEach(() => {
    process.env.PATH = search;
    if (wish === undefined) delete process.env.CHROME_PATH;
    else process.env.CHROME_PATH = wish;
    fs.rmSync(folder, { recursive: true });
  });

  it("takes the one that CHROME_PATH names and no other, and says what to do where it is missing", async () => {
    process.env.CHROME_PATH = path.join(folder, "chrome");
    const refusal: unknown = await findBrowser().catch((error: unknown) => error);
    expect(String(refusal)).to.include("no browser was found; install Google Chrome").and.include("CHROME_PATH");
    fs.writeFileSync(process.env.CHROME_PATH, "", { mode: 0o755 });
    expect(await findBrowser()).to.equal(process.env.CHROME_PATH);
  });

  it("takes one from the path, and leaves a file that cannot be run", async () => {
    delete process.env.CHROME_PATH;
    process.env.PATH = folder;
    fs.writeFileSync(path.join(folder, "google-chrome"), "", { mode: 0o644 });
    fs.writeFileSync(path.join(folder, "google-chrome-stable"), "", { mode: 0o755 });
    expect(await findBrowser()).to.equal(path.join(folder, "google-chrome-stable"));
  });

  it("starts it without a window, and as root without a sandbox", () => {
    expect(browserFlags()).to.include("--headless");
    expect(browserFlags().includes("--no-sandbox")).to.equal(process.getuid?.() === 0);
  });
});

describe("a time for people", () => {
  it("has two digits below a second, then one, then minutes", () => {
    expect([9, 999, 1500, 59_940, 59_960, 65_000].map(duration)).to.deep.equal([
      "0.01 s",
      "1.00 s",
      "1.5 s",
      "59.9 s",
      "1 min 0 s",
      "1 min 5 s",
    ]);
  });
});
