import fs from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { endAll } from "../lib/children.mjs";
import { inRoot } from "../lib/paths.mjs";
import { duration, printFailure, runSteps } from "../lib/progress.mjs";
import { endOnSignals, setupSteps } from "../lib/setup.mjs";
import { writeWhole } from "../lib/stamp.mjs";

/** @typedef {import("./peers.mjs").Peer} Peer */
/** @typedef {import("./rows.mjs").Figure} Figure */
/** @typedef {import("./rows.mjs").Row} Row */
/** @typedef {import("./table.mjs").Results} Results */

const HELP = `npm run bench -- [options]
  --runs N        runs of each kernel, in turn (3 by default); the figures are their medians
  --quick         one run, without the slow rows
  --peers a,b     only these of axonlab, tslab, deno, ipykernel
  --node PATH     the Node that runs axonlab and tslab (the one that runs this by default)
  --playground    instead of all that: the frames a second of the course's playground, in a real browser`;

/**
 * `npm run bench`: our kernel and its peers in the same run, as a table with ratios; the figures go to .bench/ as JSON too.
 * @param {readonly string[]} args what follows `npm run bench --`
 */
export async function bench(args) {
  endOnSignals();
  const started = performance.now();
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        runs: { type: "string" },
        quick: { type: "boolean", default: false },
        peers: { type: "string" },
        node: { type: "string", default: process.execPath },
        playground: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return console.log(HELP);
    if (values.playground) {
      const { benchPlayground } = await import("./playground.mjs");
      await benchPlayground();
      process.exit();
    }
    await runSteps(setupSteps(true));
    const runs = Number(values.runs ?? (values.quick ? 1 : 3)) || 1;
    await measureAll(runs, values.quick, values.peers?.split(","), values.node);
    console.log(`\nmeasured in ${duration(performance.now() - started)}`);
  } catch (error) {
    printFailure(error);
    process.exitCode = 1;
  }
  await endAll();
  process.exit();
}

/**
 * @param {number} runs
 * @param {boolean} quick
 * @param {readonly string[] | undefined} chosen
 * @param {string} node the executable that runs the kernels made for it
 */
async function measureAll(runs, quick, chosen, node) {
  // These need npm's packages, which are there only now.
  const { PEERS, versionOf } = await import("./peers.mjs");
  const { ROWS } = await import("./rows.mjs");
  const { table } = await import("./table.mjs");
  fs.mkdirSync(inRoot(".bench"), { recursive: true });
  const names = Object.keys(PEERS).filter((name) => chosen?.includes(name) ?? true);
  if (names.length === 0) throw new Error(`--peers takes some of ${Object.keys(PEERS).join(", ")}`);
  const nodeVersion = versionOf(node, ["--version"]);
  if (nodeVersion === "?") throw new Error(`--node takes the path of a Node, got ${node}`);
  const ready = await Promise.all(names.map(async (name) => PEERS[name]?.(node)));
  const peers = ready.filter((peer) => peer !== undefined);
  const rows = ROWS.filter((row) => !(quick && row.slow));
  /** @type {Results} */
  const results = Object.fromEntries(names.map((name) => [name, Object.fromEntries(rows.map((row) => [row.key, []]))]));
  for (let run = 1; run <= runs; run++) {
    // The kernels take turns, so that a machine that grows warm or busy is so for all of them.
    for (const peer of peers) {
      console.log(`run ${run} of ${runs}: ${peer.name} ${peer.version}`);
      const figures = await measurePeer(peer, rows);
      for (const [key, figure] of Object.entries(figures)) results[peer.name]?.[key]?.push(figure);
    }
  }
  const machine = describeMachine((await import("./memory.mjs")).MEMORY_KIND, nodeVersion);
  console.log(`\n${machine}; median of ${runs}\n\n${table(rows, peers, results)}`);
  const versions = Object.fromEntries(peers.map(({ name, version }) => [name, version]));
  const file = inRoot(".bench", `result-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}.json`);
  writeWhole(file, `${JSON.stringify({ machine, runs, versions, results }, null, 2)}\n`);
}

/**
 * @param {Peer} peer
 * @param {readonly Row[]} rows
 * @returns {Promise<Record<string, Figure>>}
 */
async function measurePeer(peer, rows) {
  /** @type {Record<string, Figure>} */
  const figures = {};
  const direct = rows.filter((row) => row.measure);
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const row of direct) {
    const name = row.fresh ? row.key : (row.group ?? "");
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  for (const group of groups.values()) await measureGroup(peer, group, figures);
  for (const { key, measureApart } of rows) {
    if (measureApart) figures[key] = await measureApart(peer).catch((error) => `failed: ${error.message}`);
  }
  return figures;
}

/**
 * Measures rows on one kernel.
 * @param {Peer} peer
 * @param {readonly Row[]} rows
 * @param {Record<string, Figure>} figures
 */
async function measureGroup(peer, rows, figures) {
  const { Kernel } = await import("./kernel.mjs");
  const kernel = new Kernel(peer);
  try {
    await kernel.start();
    for (const row of rows) {
      figures[row.key] = (await row.measure?.(kernel).catch((error) => `failed: ${error.message}`)) ?? "not measured";
    }
  } catch (error) {
    console.error(`  ${error instanceof Error ? error.message : String(error)}`);
    for (const row of rows) figures[row.key] ??= "failed: no start";
  } finally {
    kernel.stop();
  }
}

/**
 * @param {string} memoryKind
 * @param {string} nodeVersion
 */
function describeMachine(memoryKind, nodeVersion) {
  const [cpu] = os.cpus();
  const gigabytes = Math.round(os.totalmem() / 2 ** 30);
  return `${os.cpus().length} × ${cpu?.model.trim()}, ${gigabytes} GB, ${os.type()} ${os.release()}, Node ${nodeVersion}; memory as ${memoryKind} of all processes`;
}
