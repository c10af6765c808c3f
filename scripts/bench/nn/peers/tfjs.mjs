import path from "node:path";
import { BENCH, COMPARED, importProvided } from "../../../lib/on-demand.mjs";
import { inputsOf, job, layersOf, tell, timed, write } from "./job.mjs";

const told = job();
const { workload } = told;
const backend = process.argv[2] === "wasm" ? "wasm" : "cpu";
const load = async (/** @type {import("../../../lib/on-demand.mjs").ComparedName} */ name) =>
  (await importProvided(name, `dist/tf-${name.slice(17)}.node.js`)).default;
const tf = await load("@tensorflow/tfjs-core");
const layers = await load("@tensorflow/tfjs-layers");
const engine = await load(`@tensorflow/tfjs-backend-${backend}`);
if (backend === "wasm") {
  engine.setWasmPaths(`${path.join(BENCH, "node_modules", "@tensorflow", "tfjs-backend-wasm", "dist")}${path.sep}`);
}
tf.env().set("IS_NODE", true);
await tf.setBackend(backend);
await tf.ready();

const { X, y, rows, d, n } = inputsOf(told);
const [xs, ys] = [tf.tensor2d(X, [rows, d]), tf.tensor2d(y, [rows, n])];
const first = layersOf(told);
const classes = workload.task === "classes";

function make() {
  const model = layers.sequential();
  first.forEach(({ n: units, inputs }, l) => {
    const last = l === first.length - 1;
    const activation = last ? (classes ? "softmax" : "linear") : workload.activation;
    model.add(layers.layers.dense({ units, inputShape: [inputs], activation }));
  });
  model.setWeights(
    first.flatMap(({ W, b, inputs, n: units }) => [
      tf.tensor2d(new Float32Array(W), [inputs, units]),
      tf.tensor1d(new Float32Array(b)),
    ]),
  );
  // Its squared error has no half, so half the rate makes the same steps.
  const optimizer =
    workload.solver === "adam"
      ? tf.train.adam(workload.rate, 0.9, 0.999, 1e-8)
      : tf.train.sgd(classes ? workload.rate : workload.rate / 2);
  model.compile({ optimizer, loss: classes ? "categoricalCrossentropy" : "meanSquaredError" });
  return model;
}

const answering = make();
const one = tf.slice(xs, [0, 0], [1, d]);
/** @type {any} */
let result;
const seconds = await timed(told, {
  train: async () => {
    result = make();
    const { batch: batchSize, epochs } = workload;
    await result.fit(xs, ys, { batchSize, epochs, shuffle: false, verbose: 0, yieldEvery: "never" });
  },
  one: () => {
    result = tf.tidy(() => answering.predict(one).dataSync());
  },
  all: () => {
    result = tf.tidy(() => answering.predict(xs, { batchSize: 1000 }).dataSync());
  },
});
if (workload.measure === "train") {
  write(
    told,
    result.getWeights().flatMap((/** @type {any} */ part) => [...part.dataSync()]),
  );
} else write(told, result.slice(0, 2000 * n));
tell(seconds, COMPARED["@tensorflow/tfjs-core"]);
