import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Clone } from "./clone.ts";

const MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));

describe("a set-up that cannot go on", function () {
  this.timeout(300_000);
  let clone: Clone;
  let commands: string;

  /** Makes a command that is found before all others; AXONLAB_PYTHON would hide it. */
  const shim = (name: string, script: string) =>
    fs.writeFileSync(path.join(commands, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const start = (env: NodeJS.ProcessEnv = {}, args: string[] = []) =>
    clone.run(process.execPath, [...args, "scripts/start.mjs"], { AXONLAB_PYTHON: "", ...env });
  const probed = (version: string, venv: boolean) => `echo '[[${version}], "'"$0"'", ${venv}]'`;

  before(() => {
    clone = new Clone();
    commands = clone.at("commands");
  });
  beforeEach(() => {
    fs.rmSync(commands, { recursive: true, force: true });
    fs.mkdirSync(commands);
    fs.rmSync(clone.at("node_modules"), { force: true });
  });
  after(() => clone.remove());

  const usePackages = () => fs.symlinkSync(MODULES, clone.at("node_modules"));

  it("on an old Node says which it needs, before anything else", async () => {
    const old = 'Object.defineProperty(process.versions,"node",{value:"18.19.1"})';
    const { status, output } = await start({}, ["--import", `data:text/javascript,${encodeURIComponent(old)}`]);
    expect(status).to.equal(1);
    expect(output).to.include("needs Node 20.19 or newer; this is Node 18.19.1").and.include("What to do");
    expect(output).to.not.include("[1/");
  });

  it("without a network says so for npm, and shows npm's own lines", async () => {
    const cache = clone.at("commands", "empty-cache");
    const { status, output } = await start({ npm_config_registry: "http://127.0.0.1:9/", npm_config_cache: cache });
    expect(status).to.equal(1);
    expect(output)
      .to.include("npm could not install")
      .and.include("connect to the internet")
      .and.include("ECONNREFUSED");
  });

  it("without npm says how to get it", async () => {
    const { status, output } = await start({ PATH: commands, npm_execpath: "" });
    expect(status).to.equal(1);
    expect(output).to.include("npm was not found").and.include("install npm");
  });

  it("without Python says which to install", async () => {
    usePackages();
    const { status, output } = await start({ PATH: commands });
    expect(status).to.equal(1);
    expect(output).to.include("no Python was found").and.include("install Python 3.11 or newer");
  });

  it("with an old Python says what it found", async () => {
    usePackages();
    shim("python3", probed("3, 9, 2", true));
    const { status, output } = await start({ PATH: commands });
    expect(status).to.equal(1);
    expect(output).to.include("found only Python 3.9.2");
  });

  it("without the venv module names the package that has it", async () => {
    usePackages();
    shim("python3", probed("3, 12, 3", false));
    const { status, output } = await start({ PATH: commands });
    expect(status).to.equal(1);
    expect(output).to.include("no venv module").and.include("apt install python3-venv").and.include("python3.12-venv");
  });

  it("with a venv module that fails shows its lines and leaves nothing that passes for an environment", async () => {
    usePackages();
    shim(
      "python3",
      `[ "$1" = -c ] && { ${probed("3, 12, 3", true)}; exit; }\nmkdir .venv\necho ensurepip is broken >&2\nexit 1`,
    );
    const { status, output } = await start({ PATH: `${commands}${path.delimiter}/usr/bin${path.delimiter}/bin` });
    expect(status).to.equal(1);
    expect(output).to.include("ensurepip is broken").and.include("could not make the private environment");
    expect(fs.existsSync(clone.at(".venv", "axonlab.json"))).to.equal(false);
  });

  it("without a network says so for pip", async () => {
    usePackages();
    const offline = { PIP_INDEX_URL: "http://127.0.0.1:9/simple", PIP_NO_CACHE_DIR: "1", PIP_CONFIG_FILE: "/dev/null" };
    const { status, output } = await start({
      ...offline,
      PIP_FIND_LINKS: "",
      AXONLAB_PYTHON: clone.env.AXONLAB_PYTHON,
    });
    expect(status).to.equal(1);
    expect(output).to.include("pip could not install").and.include("connect to the internet");
    expect(fs.existsSync(clone.at(".venv", "axonlab.json"))).to.equal(false);
  });
});
