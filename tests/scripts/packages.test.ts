import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { packagesComplete } from "../../scripts/lib/packages.mjs";

interface Row {
  version: string;
  dev?: boolean;
  optional?: boolean;
}

describe("whether npm's packages are there", () => {
  let root: string;
  const locked: Record<string, Row> = {
    "node_modules/needed": { version: "1.0.0" },
    "node_modules/tests-only": { version: "2.0.0", dev: true },
    "node_modules/other-machine": { version: "3.0.0", optional: true },
  };

  function install(rows: Record<string, Row>) {
    fs.writeFileSync(path.join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages: rows }));
    for (const where of Object.keys(rows)) {
      fs.mkdirSync(path.join(root, where), { recursive: true });
      fs.writeFileSync(path.join(root, where, "package.json"), "{}");
    }
  }

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab-npm-"));
    fs.mkdirSync(path.join(root, "node_modules"));
    fs.writeFileSync(path.join(root, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...locked } }));
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  it("is no for an interrupted installation, which has no list", () => {
    expect(packagesComplete(root, false)).to.equal(false);
  });

  it("is yes for a start without the packages of tests and of other machines, and no for the tests", () => {
    install({ "node_modules/needed": { version: "1.0.0" } });
    expect([packagesComplete(root, false), packagesComplete(root, true)]).to.deep.equal([true, false]);
  });

  it("is yes for both when the tests' packages are there too", () => {
    install({
      "node_modules/needed": { version: "1.0.0" },
      "node_modules/tests-only": { version: "2.0.0", dev: true },
    });
    expect([packagesComplete(root, false), packagesComplete(root, true)]).to.deep.equal([true, true]);
  });

  it("is no when a version differs from the lock file", () => {
    install({ "node_modules/needed": { version: "0.9.0" } });
    expect(packagesComplete(root, false)).to.equal(false);
  });

  it("is no when a package's folder was deleted", () => {
    install({ "node_modules/needed": { version: "1.0.0" } });
    fs.rmSync(path.join(root, "node_modules", "needed"), { recursive: true });
    expect(packagesComplete(root, false)).to.equal(false);
  });
});
