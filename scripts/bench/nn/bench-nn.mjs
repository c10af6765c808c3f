import fs from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { buildIfChanged } from "../../lib/build.mjs";
import { endAll } from "../../lib/children.mjs";
import { installPackages } from "../../lib/packages.mjs";
import { inRoot } from "../../lib/paths.mjs";
import { duration, printFailure, runSteps } from "../../lib/progress.mjs";
import { endOnSignals } from "../../lib/setup.mjs";
import { SetupError } from "../../lib/setup-error.mjs";
import { writeWhole } from "../../lib/stamp.mjs";

/** @typedef {import("./workloads.mjs").Workload} Workload */
/** @typedef {import("./measure.mjs").Outcome} Outcome */

const HELP = `npm run bench:nn -- [options]
  --runs N            runs of each library and workload (5 by default); the figures are their medians, a short first run not counted
  --quick             two runs, the large workloads with a tenth of their samples
  --workloads a,b     only these of a (XOR) b (digits) c d (pictures) e (spiral) f (one answer) g (all answers) h (a in order) i (c without zeros)
  --peers x,y         only these, and ours: axonlab-fused, axonlab-onnx, scikit-learn, torch, tfjs-wasm, tfjs-cpu, convnetjs, playground
  --threads 1,2       only so many threads
  --dtypes float32    only these of float64, float32
  --exports           only load our exported networks in torch and scikit-learn, which a whole run does too`;

/**
 * `npm run bench:nn`: our estimators and other libraries in one run on the same data and first weights, as a table with
 * ratios; the figures go to .bench/ as JSON too. Libraries are installed on first use, into .bench/ and .venv-bench.
 * @param {readonly string[]} args what follows `npm run bench:nn --`
 */
export async function benchNn(args) {
  endOnSignals();
  const started = performance.now();
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        runs: { type: "string" },
        quick: { type: "boolean", default: false },
        workloads: { type: "string" },
        peers: { type: "string" },
        threads: { type: "string", default: "1,2" },
        dtypes: { type: "string", default: "float64,float32" },
        exports: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return console.log(HELP);
    await runSteps([
      { title: "npm packages", run: (say) => installPackages(false, say) },
      { title: "build", run: (say) => buildIfChanged(say) },
    ]);
    const runs = wholeNumber(values.runs ?? (values.quick ? "2" : "5"));
    const failures = await measureAll({
      runs,
      quick: values.quick,
      workloads: values.exports ? [] : list(values.workloads),
      peers: list(values.peers),
      threads: list(values.threads)?.map(Number) ?? [],
      dtypes: list(values.dtypes) ?? [],
    });
    console.log(`\nmeasured in ${duration(performance.now() - started)}`);
    if (failures > 0) process.exitCode = 1;
  } catch (error) {
    printFailure(error);
    process.exitCode = 1;
  }
  await endAll();
  process.exit();
}

/** @param {string | undefined} text */
const list = (text) =>
  text
    ?.split(",")
    .map((part) => part.trim())
    .filter(Boolean);

/** @param {string} text */
function wholeNumber(text) {
  const runs = Number(text);
  if (Number.isInteger(runs) && runs > 0) return runs;
  throw new SetupError(`--runs takes a whole number above 0, got ${text}.`, "write --runs 5.");
}

/**
 * Refuses names that are none.
 * @param {readonly unknown[]} given
 * @param {readonly unknown[]} known
 * @param {string} option
 */
function checkNames(given, known, option) {
  const stranger = given.find((name) => !known.includes(name));
  if (stranger !== undefined || given.length === 0) {
    throw new SetupError(`${option} takes some of ${known.join(", ")}, got ${String(stranger)}.`, "see --help.");
  }
}

/**
 * @param {{ runs: number, quick: boolean, workloads: string[] | undefined, peers: string[] | undefined, threads: number[], dtypes: string[] }} options
 * @returns {Promise<number>} how many did not reach the same loss, or failed
 */
async function measureAll({ runs, quick, workloads: chosen, peers: named, threads, dtypes }) {
  const { PEERS } = await import("./peers.mjs");
  const { tenth, WORKLOADS } = await import("./workloads.mjs");
  const { measure } = await import("./measure.mjs");
  const { report } = await import("./report.mjs");
  const { checkExports } = await import("./exports.mjs");
  checkNames(
    chosen?.length === 0 ? ["a"] : (chosen ?? ["a"]),
    WORKLOADS.map(({ key }) => key),
    "--workloads",
  );
  checkNames(named ?? ["axonlab"], Object.keys(PEERS), "--peers");
  checkNames(threads, [1, 2], "--threads");
  checkNames(dtypes, ["float64", "float32"], "--dtypes");
  const peers = Object.keys(PEERS).filter((name) => name === "axonlab" || (named?.includes(name) ?? true));
  const workloads = WORKLOADS.filter(({ key }) => chosen?.includes(key) ?? true).map((one) =>
    quick ? tenth(one) : one,
  );
  /** @type {Outcome[]} */
  const outcomes = [];
  /** @type {Record<string, string>} */
  const missing = {};
  for (const name of peers) {
    await PEERS[name]?.provide?.().catch((error) => {
      missing[name] = error instanceof SetupError ? error.report() : String(error);
      console.error(`${name} is left out.\n${missing[name]}`);
    });
  }
  const ready = peers.filter((name) => !(name in missing));
  for (const [index, workload] of workloads.entries()) {
    console.log(`\n[${index + 1}/${workloads.length}] ${workload.key}: ${workload.title}`);
    outcomes.push(...(await measure(workload, ready, { runs, threads, dtypes })));
  }
  const unread = await checkExports(ready);
  if (workloads.length === 0) return unread;
  const [cpu] = os.cpus();
  const machine = `${os.cpus().length} × ${cpu?.model.trim()}, ${os.type()} ${os.release()}, Node ${process.version}; medians of ${runs} runs (fewer of one that takes 15 s)`;
  const { text, failures } = report(workloads, ready, outcomes);
  console.log(`\n${machine}\n\n${text}`);
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "");
  fs.mkdirSync(inRoot(".bench"), { recursive: true });
  writeWhole(
    inRoot(".bench", `result-nn-${time}.json`),
    `${JSON.stringify({ machine, missing, outcomes }, null, 2)}\n`,
  );
  return failures + unread;
}
