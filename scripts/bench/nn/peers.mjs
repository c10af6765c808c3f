import { provide } from "../../lib/on-demand.mjs";
import { inRoot } from "../../lib/paths.mjs";
import { BENCH_PYTHON, providePython } from "./provide-python.mjs";

/** @typedef {import("./workloads.mjs").Workload} Workload */

/**
 * @typedef {object} Peer a library and how it is run
 * @property {string} title
 * @property {readonly ("float64" | "float32")[]} dtypes what it can compute in
 * @property {readonly (1 | 2)[]} threads
 * @property {readonly string[]} argv the command whose last argument is the job's file
 * @property {(workload: Workload) => boolean} [takes] whether it can do a workload; all by default
 * @property {(workload: Workload) => boolean} [compares] whether it ends at the same place; always by default
 * @property {number} [adamDiffers] how far from ours, as a part of it, the loss may be that its Adam ends at: 1e-6 by default
 * @property {() => Promise<void>} [provide] installs it
 */

const script = (/** @type {string} */ name) => inRoot("scripts", "bench", "nn", "peers", name);
/** For libraries that take a minute and more, and as long as for c. */
const notAgain = (/** @type {Workload} */ { key }) => key !== "i";
const cpu = /** @type {const} */ (["@tensorflow/tfjs-core", "@tensorflow/tfjs-layers", "@tensorflow/tfjs-backend-cpu"]);

/** Ours first. @type {Readonly<Record<string, Peer>>} */
export const PEERS = {
  axonlab: {
    title: "axonlab",
    dtypes: ["float64", "float32"],
    threads: [1, 2],
    argv: [process.execPath, script("axonlab.mjs")],
  },
  "axonlab-fused": {
    title: "axonlab, wasm-fused",
    dtypes: ["float64", "float32"],
    threads: [1, 2],
    argv: [process.execPath, script("axonlab.mjs"), "wasm-fused"],
  },
  "axonlab-onnx": {
    title: "axonlab on onnxruntime-node",
    dtypes: ["float64", "float32"],
    threads: [1, 2],
    argv: [process.execPath, script("axonlab.mjs"), "onnx"],
    takes: ({ measure }) => measure === "train",
    provide: () => provide(["onnxruntime-node"]),
  },
  "scikit-learn": {
    title: "scikit-learn",
    dtypes: ["float64", "float32"],
    threads: [1, 2],
    argv: [BENCH_PYTHON, script("scikit_learn.py")],
    provide: () => providePython("scikit-learn"),
  },
  torch: {
    title: "torch",
    dtypes: ["float64", "float32"],
    threads: [1, 2],
    argv: [BENCH_PYTHON, script("pytorch.py")],
    // Its ε stands beside the root of the corrected mean, scikit-learn's and ours beside that of the uncorrected one.
    adamDiffers: 2e-3,
    provide: () => providePython("torch"),
  },
  "tfjs-wasm": {
    title: "tfjs wasm",
    dtypes: ["float32"],
    threads: [1],
    argv: [process.execPath, script("tfjs.mjs"), "wasm"],
    takes: notAgain,
    provide: () => provide([...cpu, "@tensorflow/tfjs-backend-wasm"]),
  },
  "tfjs-cpu": {
    title: "tfjs cpu",
    dtypes: ["float32"],
    threads: [1],
    argv: [process.execPath, script("tfjs.mjs"), "cpu"],
    takes: notAgain,
    provide: () => provide(cpu),
  },
  convnetjs: {
    title: "convnetjs",
    dtypes: ["float64"],
    threads: [1],
    argv: [process.execPath, script("convnetjs.mjs")],
    takes: notAgain,
    // Its release has no Adam.
    compares: ({ solver, measure }) => solver === "sgd" || measure !== "train",
    provide: () => provide(["convnetjs"]),
  },
  playground: {
    title: "playground's way",
    dtypes: ["float64"],
    threads: [1],
    argv: [process.execPath, script("playground.mjs")],
    takes: ({ key }) => "aeh".includes(key),
  },
};
