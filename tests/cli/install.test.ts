import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { VENV, VENV_PYTHON } from "../../scripts/lib/paths.mjs";
import { filesBelow } from "../../scripts/lib/stamp.mjs";
import { axonlab, BUNDLE, Scratch } from "./axonlab.ts";

/** An environment in which nothing of this test run's own Jupyter shows. */
const clean = (home: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  HOME: home,
  JUPYTER_DATA_DIR: undefined,
  XDG_DATA_HOME: undefined,
  VIRTUAL_ENV: undefined,
  CONDA_PREFIX: undefined,
  ...more,
});

const specIn = (data: string, name = "axonlab") =>
  JSON.parse(fs.readFileSync(path.join(data, "kernels", name, "kernel.json"), "utf8"));

/** Where `--user` goes below a home. */
const userData = (home: string) =>
  process.platform === "darwin" ? path.join(home, "Library", "Jupyter") : path.join(home, ".local", "share", "jupyter");

describe("axonlab install and uninstall", () => {
  let scratch: Scratch;
  let home: string;
  beforeEach(() => {
    scratch = new Scratch();
    home = scratch.at("home");
    fs.mkdirSync(home);
  });
  afterEach(() => scratch.remove());

  it("register for the user by default, with logos and absolute paths, and leave nothing behind", async () => {
    const { code, stdout } = await axonlab(["install"], { env: clean(home) });
    expect(code).to.equal(0);
    expect(stdout).to.include(userData(home));
    expect(specIn(userData(home))).to.deep.equal({
      argv: [process.execPath, BUNDLE, "kernel", "{connection_file}"],
      display_name: "TypeScript (Axonlab)",
      language: "typescript",
      interrupt_mode: "message",
      kernel_protocol_version: "5.5",
      metadata: { debugger: false, supported_encryption: ["curve"] },
    });
    expect(filesBelow(path.join(userData(home), "kernels", "axonlab"))).to.deep.equal([
      "kernel.json",
      "logo-32x32.png",
      "logo-64x64.png",
      "logo-svg.svg",
    ]);
    expect((await axonlab(["uninstall"], { env: clean(home) })).code).to.equal(0);
    expect(fs.readdirSync(home)).to.deep.equal([]);
  });

  it("go where JUPYTER_DATA_DIR or XDG_DATA_HOME says", async () => {
    await axonlab(["install", "--user"], { env: clean(home, { JUPYTER_DATA_DIR: scratch.at("data") }) });
    expect(specIn(scratch.at("data")).language).to.equal("typescript");
    if (process.platform !== "darwin") {
      await axonlab(["install"], { env: clean(home, { XDG_DATA_HOME: scratch.at("xdg") }) });
      expect(specIn(scratch.at("xdg", "jupyter")).language).to.equal("typescript");
    }
    expect(fs.readdirSync(home)).to.deep.equal([]);
  });

  it("take a prefix, a name, a display name and a memory limit, as Jupyter reads them", async () => {
    const prefix = scratch.at("prefix");
    const more = ["--name", "ts-2", "--display-name", "TypeScript 2 „é“", "--memory", "512"];
    expect((await axonlab(["install", "--prefix", prefix, ...more])).code).to.equal(0);
    const listed = execFileSync(VENV_PYTHON, ["-m", "jupyter", "kernelspec", "list", "--json"], {
      env: { ...process.env, JUPYTER_PATH: path.join(prefix, "share", "jupyter") },
      encoding: "utf8",
    });
    const { resource_dir: folder, spec } = JSON.parse(listed).kernelspecs["ts-2"];
    expect(folder).to.equal(path.join(prefix, "share", "jupyter", "kernels", "ts-2"));
    expect(spec.display_name).to.equal("TypeScript 2 „é“");
    expect(spec.argv.slice(-3)).to.deep.equal(["{connection_file}", "--memory", "512"]);
    expect((await axonlab(["uninstall", "--prefix", prefix, "--name", "ts-2"])).code).to.equal(0);
    expect(fs.readdirSync(prefix)).to.deep.equal([]);
  });

  it("find the active environment by VIRTUAL_ENV, CONDA_PREFIX, or the python3 on the path", async () => {
    for (const name of ["VIRTUAL_ENV", "CONDA_PREFIX"]) {
      const env = clean(home, { [name]: scratch.folder });
      expect((await axonlab(["install", "--sys-prefix"], { env })).code).to.equal(0);
      expect(specIn(scratch.at("share", "jupyter")).language).to.equal("typescript");
      expect((await axonlab(["uninstall", "--sys-prefix"], { env })).code).to.equal(0);
      expect(fs.existsSync(scratch.at("share"))).to.equal(false);
    }
    const env = clean(home, { PATH: path.join(VENV, "bin") });
    const { stdout } = await axonlab(["install", "--sys-prefix"], { env });
    expect(stdout)
      .to.include("up to date")
      .and.to.include(path.join(VENV, "share", "jupyter", "kernels", "axonlab"));
  });

  it("say so where there is no environment, or no home", async () => {
    const missing = await axonlab(["install", "--sys-prefix"], {
      env: clean(home, { VIRTUAL_ENV: scratch.at("gone") }),
    });
    expect(missing.code).to.equal(1);
    expect(missing.stderr).to.include("expected VIRTUAL_ENV to be an environment's folder");
    const none = await axonlab(["install", "--sys-prefix"], { env: clean(home, { PATH: home }) });
    expect(none.code).to.equal(1);
    expect(none.stderr).to.include("name its folder by --prefix");
    const homeless = await axonlab(["install"], { env: clean("") });
    expect(homeless.code).to.equal(1);
    expect(homeless.stderr).to.include("set HOME or JUPYTER_DATA_DIR");
  });

  it("are the same twice, and replace what an older installation wrote", async () => {
    const env = clean(home);
    await axonlab(["install"], { env });
    expect((await axonlab(["install"], { env })).stdout).to.match(/^up to date/);
    const older = { ...specIn(userData(home)), argv: ["/old/node", "/old/axonlab.js", "kernel", "{connection_file}"] };
    fs.writeFileSync(path.join(userData(home), "kernels", "axonlab", "kernel.json"), JSON.stringify(older));
    expect((await axonlab(["install"], { env })).stdout).to.match(/^replaced/);
    expect(specIn(userData(home)).argv[1]).to.equal(BUNDLE);
  });

  it("leave another kernel alone unless they are forced", async () => {
    const other = { argv: ["python3", "-m", "ipykernel_launcher"], display_name: "Python 3", language: "python" };
    const file = scratch.write("share/jupyter/kernels/python3/kernel.json", other);
    const where = ["--prefix", scratch.folder, "--name", "python3"];
    for (const command of ["install", "uninstall"]) {
      const { code, stderr } = await axonlab([command, ...where]);
      expect(code).to.equal(1);
      expect(stderr).to.include('got "Python 3"'.replace("got ", command === "install" ? "got the kernel " : "got "));
      expect(JSON.parse(fs.readFileSync(file, "utf8"))).to.deep.equal(other);
    }
    expect((await axonlab(["install", "--force", ...where])).code).to.equal(0);
    expect(specIn(scratch.at("share", "jupyter"), "python3").language).to.equal("typescript");
  });

  it("say who may write where they may not, or what stands in the way", async () => {
    // Not even root may make a folder there.
    const forbidden = process.platform === "darwin" ? "/System/axonlab" : "/sys/axonlab";
    const denied = await axonlab(["install", "--prefix", forbidden]);
    expect(denied.code).to.equal(1);
    expect(denied.stderr).to.include("choose a place that is yours");
    const blocked = await axonlab(["install", "--prefix", scratch.write("file", "no folder")]);
    expect(blocked.code).to.equal(1);
    expect(blocked.stderr).to.include("one of its folders is a file");
  });

  it("say what is not there to be removed", async () => {
    const { code, stderr } = await axonlab(["uninstall"], { env: clean(home) });
    expect(code).to.equal(1);
    expect(stderr).to.include("got nothing there");
  });
});
