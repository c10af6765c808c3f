import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { findPython, probe } from "../../scripts/lib/python.mjs";
import { SetupError } from "../../scripts/lib/setup-error.mjs";

type Python = NonNullable<ReturnType<typeof probe>>;

const machine = (pythons: Record<string, Omit<Python, "executable">>) => (command: string) => {
  const python = pythons[command];
  return python && { ...python, executable: `/usr/bin/${command}` };
};

function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof SetupError) return error.report();
    throw error;
  }
  throw new Error("it did not complain");
}

describe("finding Python", () => {
  const wish = process.env.AXONLAB_PYTHON;
  beforeEach(() => delete process.env.AXONLAB_PYTHON);
  after(() => {
    if (wish !== undefined) process.env.AXONLAB_PYTHON = wish;
  });

  it("takes python3 when it is new enough", () => {
    const ask = machine({
      python3: { version: [3, 12, 1], venv: true },
      "python3.13": { version: [3, 13, 0], venv: true },
    });
    expect(findPython(ask).executable).to.equal("/usr/bin/python3");
  });

  it("goes past an old python3 and one without venv to a newer that has it", () => {
    const ask = machine({
      python3: { version: [3, 9, 2], venv: true },
      "python3.13": { version: [3, 13, 0], venv: false },
      "python3.11": { version: [3, 11, 2], venv: true },
    });
    expect(findPython(ask).executable).to.equal("/usr/bin/python3.11");
  });

  it("says which old Pythons it found, and what to install", () => {
    const text = complaint(() => findPython(machine({ python3: { version: [3, 9, 2], venv: true } })));
    expect(text).to.include("3.11 or newer; found only Python 3.9.2 (/usr/bin/python3)");
    expect(text).to.include("apt install python3");
  });

  it("says that the venv module is missing, and which package has it", () => {
    const text = complaint(() => findPython(machine({ python3: { version: [3, 11, 2], venv: false } })));
    expect(text).to.include("no venv module");
    expect(text).to.include("apt install python3-venv");
    expect(text).to.include("python3.11-venv");
  });

  it("says that there is no Python at all", () => {
    expect(complaint(() => findPython(machine({})))).to.match(/no Python was found[\s\S]*install Python 3\.11/);
  });

  it("tries only the Python that AXONLAB_PYTHON names", () => {
    process.env.AXONLAB_PYTHON = "/opt/mine";
    const ask = machine({ python3: { version: [3, 12, 1], venv: true } });
    expect(complaint(() => findPython(ask))).to.include("tried /opt/mine");
  });

  it("is not misled by a command that fails or prints something else", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab-python-"));
    const broken = path.join(folder, "broken");
    const chatty = path.join(folder, "chatty");
    fs.writeFileSync(broken, "#!/bin/sh\nexit 127\n", { mode: 0o755 });
    fs.writeFileSync(chatty, "#!/bin/sh\necho hello\n", { mode: 0o755 });
    expect([probe(broken), probe(chatty), probe(path.join(folder, "missing"))]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
    fs.rmSync(folder, { recursive: true });
  });
});
