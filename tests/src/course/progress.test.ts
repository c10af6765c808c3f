import { type ChildProcess, fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { PROGRESS_FILE, readProgress, updateProgress } from "../../../src/course/progress-file.ts";

const WRITER = path.join(import.meta.dirname, "progress-writer.ts");

describe("progress on disk", () => {
  let folder: string;
  const file = () => path.join(folder, PROGRESS_FILE);
  const count = (name: string) =>
    updateProgress(folder, name, (before) => ({ failed: (before?.failed ?? 0) + 1, passed: 0, of: 1 }));
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab progress é "));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it("is nothing at first, and then what was written", () => {
    expect(readProgress(folder)).to.deep.equal({});
    count("a");
    count("a");
    expect(readProgress(folder)).to.deep.equal({ a: { failed: 2, passed: 0, of: 1 } });
    expect(fs.readdirSync(folder)).to.deep.equal([PROGRESS_FILE]);
  });

  for (const [what, text] of Object.entries({
    "cut off": '{"version": 1, "exerc',
    "of another kind": '{"version": 9}',
    "with odd entries": '{"version":1,"exercises":{"a":{"failed":-1}}}',
  })) {
    it(`sets a file aside that is ${what}, and begins anew`, () => {
      fs.writeFileSync(file(), text);
      count("a");
      expect(readProgress(folder)).to.have.keys("a");
      const aside = fs.readdirSync(folder).find((name) => name.includes("broken"));
      expect(fs.readFileSync(path.join(folder, aside ?? ""), "utf8")).to.equal(text);
    });
  }

  it("takes over a lock that an interrupted or ended kernel left behind", () => {
    fs.writeFileSync(`${file()}.lock`, `${os.hostname()} ${process.pid}`);
    count("a");
    // No process has this number: Linux counts to 2^22.
    fs.writeFileSync(`${file()}.lock`, `${os.hostname()} 99999999`);
    expect(count("a").failed).to.equal(2);
    fs.writeFileSync(`${file()}.lock`, "elsewhere 1");
    const old = new Date(Date.now() - 60_000);
    fs.utimesSync(`${file()}.lock`, old, old);
    expect(count("a").failed).to.equal(3);
  });

  it("waits for a lock that a living kernel holds, and says what to do when it waits too long", () => {
    fs.writeFileSync(`${file()}.lock`, `${os.hostname()} ${process.ppid}`);
    expect(() => count("a")).to.throw(/held for 6 s: delete it/);
  });

  it("loses nothing when four kernels write at once", async () => {
    const each = 25;
    const children = Array.from({ length: 4 }, () =>
      fork(WRITER, [folder, String(each)], { execArgv: ["--import", "tsx"], cwd: inRoot() }),
    );
    const codes = await Promise.all(children.map(endOf));
    expect(codes).to.deep.equal([0, 0, 0, 0]);
    const record = readProgress(folder);
    expect(record.shared?.failed).to.equal(4 * each);
    expect(Object.keys(record)).to.have.length(5);
    expect(fs.readdirSync(folder)).to.deep.equal([PROGRESS_FILE]);
  });
});

const endOf = (child: ChildProcess) => new Promise((resolve) => child.once("exit", (code) => resolve(code)));
