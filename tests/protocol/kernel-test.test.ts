import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { jupyterEnvironment } from "../../scripts/lib/jupyter-settings.mjs";
import { VENV_PYTHON } from "../../scripts/lib/paths.mjs";

const SUITE = fileURLToPath(new URL("./kernel_test.py", import.meta.url));

const PASSED = [
  "test_kernel_info",
  "test_execute_stdout",
  "test_execute_stderr",
  "test_completion",
  "test_is_complete",
  "test_error",
  "test_execute_result",
  "test_display_data",
  "test_inspect",
  "test_clear_output",
  "test_history",
  "test_recv_iopub_welcome_msg",
];

/** What the suite leaves out by itself, for want of samples, and why we give none. */
const LEFT_OUT: Record<string, string> = {
  test_pager: "the protocol has deprecated payloads, the pager's among them",
};

describe("jupyter_kernel_test", () => {
  let report = "";
  before(async () => {
    // It counts what a search finds: nobody else's past must be among it.
    const history = mkdtempSync(join(tmpdir(), "axonlab-history-"));
    const env = { ...jupyterEnvironment(), AXONLAB_HISTORY: history };
    report = await new Promise((resolve) => {
      execFile(VENV_PYTHON, [SUITE], { env }, (_error, stdout, stderr) => resolve(stdout + stderr));
    });
    rmSync(history, { recursive: true, force: true });
  }).timeout(300_000);

  for (const name of PASSED) {
    it(`passes its ${name}`, () => {
      expect(report, report).to.match(new RegExp(`^${name} .*\\.\\.\\. ok$`, "m"));
    });
  }

  for (const [name, reason] of Object.entries(LEFT_OUT)) {
    it(`leaves out ${name}, since ${reason}`, () => {
      expect(report).to.match(new RegExp(`^(  )?${name} .*\\.\\.\\. skipped`, "m"));
    });
  }

  it("has no test that is not listed here", () => {
    const names = [...report.matchAll(/^ *(test_\w+) /gm)].map(([, name]) => name);
    expect(new Set(names)).to.deep.equal(new Set([...PASSED, ...Object.keys(LEFT_OUT)]));
  });
});
