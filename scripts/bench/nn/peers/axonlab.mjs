import { importProvided } from "../../../lib/on-demand.mjs";
import { library } from "../data.mjs";
import { inputsOf, job, layersOf, tell, timed, write } from "./job.mjs";

const told = job();
const { workload, dtype, threads } = told;
const { MLPClassifier, MLPRegressor, useOnnxRuntime } = await library();
const engine = process.argv.length > 3 ? process.argv[2] : "auto";
if (engine === "onnx") {
  const { default: ort } = await importProvided("onnxruntime-node", "dist/index.js");
  useOnnxRuntime(ort);
}
const { X, y, rows, d, n } = inputsOf(told);
const layers = layersOf(told);

const Estimator = workload.task === "classes" ? MLPClassifier : MLPRegressor;
const table = { data: X, shape: [rows, d] };
const labels = Array.from({ length: rows }, (_, i) => y.subarray(i * n, (i + 1) * n).indexOf(1));
const targets = workload.task === "classes" ? labels : Array.from(y);
/** @param {Float64Array} W @param {number} columns */
const matrix = (W, columns) =>
  Array.from({ length: W.length / columns }, (_, i) => Array.from(W.subarray(i * columns, (i + 1) * columns)));
const parameters = {
  hiddenLayerSizes: workload.units.slice(1, -1),
  activation: workload.activation,
  solver: workload.solver,
  alpha: 0,
  batchSize: Math.min(workload.batch, rows),
  learningRateInit: workload.rate,
  momentum: 0,
  nesterovsMomentum: false,
  maxIter: workload.epochs,
  shuffle: workload.shuffled ?? false,
  tol: 0,
  nIterNoChange: Number.POSITIVE_INFINITY,
  dtype,
  engine,
  initialCoefs: layers.map(({ W, n: columns }) => matrix(W, columns)),
  initialIntercepts: layers.map(({ b }) => Array.from(b)),
  threads,
};
console.warn = () => {};

const make = () => new Estimator(parameters);
// The weights as they were given, for answers only: an epoch of no length.
const untrained = () =>
  new Estimator({
    ...parameters,
    engine: engine === "onnx" ? "auto" : engine,
    solver: "sgd",
    maxIter: 1,
    learningRateInit: Number.MIN_VALUE,
  }).fit(table, targets);
const answering = workload.measure === "train" ? undefined : untrained();
const first = { data: X.slice(0, d), shape: [1, d] };
/** @type {any} */
let result;
const seconds = await timed(told, {
  train: async () => {
    result = engine === "onnx" ? await make().fitAsync(table, targets) : make().fit(table, targets);
  },
  one: () => {
    result = answering.predictProba(first);
  },
  all: () => {
    result = answering.predictProba(table);
  },
});

if (workload.measure === "train") {
  const { coefs_: coefs, intercepts_: intercepts } = result;
  write(
    told,
    coefs.flatMap((/** @type {number[][]} */ W, /** @type {number} */ l) => [...W.flat(), ...intercepts[l]]),
  );
} else write(told, result.slice(0, 2000).flat());
tell(
  seconds,
  (await import("../../../lib/stamp.mjs")).readJson(new URL("../../../../package.json", import.meta.url).pathname)
    .version,
);
