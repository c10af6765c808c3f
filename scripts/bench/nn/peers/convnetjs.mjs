import { COMPARED, importProvided } from "../../../lib/on-demand.mjs";
import { inputsOf, job, layersOf, tell, timed, write } from "./job.mjs";

const told = job();
const { workload } = told;
const { default: convnetjs } = await importProvided("convnetjs", "build/convnet.js");
const { X, y, rows, d, n } = inputsOf(told);
const first = layersOf(told);
const classes = workload.task === "classes";

function make() {
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: d },
    ...workload.units
      .slice(1, -1)
      .map((units) => ({ type: "fc", num_neurons: units, activation: workload.activation })),
    classes ? { type: "softmax", num_classes: n } : { type: "regression", num_neurons: n },
  ]);
  dense(net).forEach((/** @type {any} */ layer, /** @type {number} */ l) => {
    const { W, b, inputs, n: units } = first[l] ?? { W: [], b: [], inputs: 0, n: 0 };
    for (let j = 0; j < units; j++) {
      for (let i = 0; i < inputs; i++) layer.filters[j].w[i] = W[i * units + j];
      layer.biases.w[j] = b[j];
    }
  });
  return net;
}

/** @param {any} net */
const dense = (net) => net.layers.filter((/** @type {any} */ layer) => layer.layer_type === "fc");

const samples = Array.from({ length: rows }, (_, i) => {
  const vol = new convnetjs.Vol(1, 1, d, 0);
  vol.w.set(X.subarray(i * d, (i + 1) * d));
  return vol;
});
const targets = Array.from({ length: rows }, (_, i) => {
  const row = Array.from(y.subarray(i * n, (i + 1) * n));
  return classes ? row.indexOf(1) : row;
});

/** @type {any} */
let result;
const answering = make();
const seconds = await timed(told, {
  train: () => {
    result = make();
    const { rate: learning_rate, batch: batch_size } = workload;
    // Its release has no Adam; AdaDelta is the nearest in work, so that the loss is another there.
    const method = workload.solver === "adam" ? "adadelta" : "sgd";
    const trainer = new convnetjs.Trainer(result, { method, learning_rate, batch_size, momentum: 0, l2_decay: 0 });
    for (let epoch = 0; epoch < workload.epochs; epoch++) {
      for (let i = 0; i < rows; i++) trainer.train(samples[i], targets[i]);
    }
  },
  one: () => {
    result = [...answering.forward(samples[0]).w];
  },
  all: () => {
    result = samples.map((sample) => [...answering.forward(sample).w]);
  },
});
if (workload.measure === "train") {
  write(
    told,
    dense(result).flatMap((/** @type {any} */ layer) => {
      const rowsOf = Array.from({ length: layer.num_inputs }, (_, i) =>
        layer.filters.map((/** @type {any} */ filter) => filter.w[i]),
      );
      return [...rowsOf.flat(), ...layer.biases.w];
    }),
  );
} else write(told, workload.measure === "one" ? result : result.slice(0, 2000).flat());
tell(seconds, COMPARED.convnetjs);
