import fs from "node:fs";
import { runTool, tail } from "../../lib/children.mjs";
import { inRoot } from "../../lib/paths.mjs";
import { library } from "./data.mjs";
import { BENCH_PYTHON } from "./provide-python.mjs";

/** How far answers may differ: PyTorch's are in single precision. */
const NEAR = { torch: 2e-6, "scikit-learn": 1e-12, back: 1e-12 };

const FOLDER = inRoot(".bench", "nn", "exports");

const TORCH =
  "sigmoid tanh relu leakyRelu prelu elu selu gelu softplus softsign silu mish relu6 hardSigmoid hardTanh hardSwish";

/**
 * Networks of every kind, with what they answer.
 * @param {any} axonlab the library
 */
function makeModels(axonlab) {
  const { digits, layers, MLPClassifier, MLPRegressor, Network, Sequential, toScikitLearn } = axonlab;
  const { X: pictures, y } = digits();
  const X = pictures.slice(0, 200).map((/** @type {number[]} */ row) => row.map((grey) => grey / 16));
  const labels = y.slice(0, 200);
  const settings = { hiddenLayerSizes: [12, 7], maxIter: 10, nIterNoChange: 100, randomState: 3 };
  const pairs = labels.map((/** @type {number} */ label) => [label % 2, Number(label > 4)]);
  const words = labels.map((/** @type {number} */ label) => (label > 4 ? "large" : "small"));
  /** @type {[string, any][]} */
  const estimators = ["relu", "tanh", "logistic", "identity"].flatMap((activation) => [
    [`${activation} of ten classes`, new MLPClassifier({ ...settings, activation }).fit(X, labels)],
    [`${activation} of two classes`, new MLPClassifier({ ...settings, activation }).fit(X, words)],
    [`${activation} of two labels`, new MLPClassifier({ ...settings, activation }).fit(X, pairs)],
    [`${activation} of a number`, new MLPRegressor({ ...settings, activation }).fit(X, labels)],
    [`${activation} of two numbers`, new MLPRegressor({ ...settings, activation }).fit(X, pairs)],
  ]);
  estimators.push(["relu of a count", new MLPRegressor({ ...settings, loss: "poisson" }).fit(X, labels)]);
  const rows = X.slice(0, 9);
  const fitted = estimators.map(([name, model]) => ({
    name,
    model,
    answers: model.predictProba?.(rows) ?? model.predict(rows).map((/** @type {any} */ one) => [one].flat()),
    attributes: toScikitLearn(model),
  }));
  const chains = TORCH.split(" ").map((name) => [
    `Sequential of ${name}`,
    new Sequential([layers.dense(6, name), layers.dropout(0.3), layers.dense(3, "softmax")], { inputs: 64, seed: 2 }),
  ]);
  const others = [...chains, ["Network", Network.random({ sizes: [64, 5, 2], output: "softmax" })]].map(
    ([name, model]) => ({
      name,
      model,
      answers: model.outputs instanceof Function ? model.outputs(rows) : model.predict(rows),
    }),
  );
  return { rows, fitted, others };
}

/**
 * Loads our exported networks in PyTorch and scikit-learn, and scikit-learn's here, and compares what they answer.
 * @param {readonly string[]} peers which of the two are there
 * @returns {Promise<number>} how many of the comparisons failed
 */
export async function checkExports(peers) {
  const wanted = ["torch", "scikit-learn"].filter((name) => peers.includes(name));
  if (wanted.length === 0) return 0;
  console.log(`\nloading exported networks in ${wanted.join(" and ")}`);
  const axonlab = await library();
  const warn = console.warn;
  console.warn = () => {};
  const { rows, fitted, others } = makeModels(axonlab);
  console.warn = warn;
  fs.rmSync(FOLDER, { recursive: true, force: true });
  fs.mkdirSync(FOLDER, { recursive: true });
  const forTorch = [...fitted.filter(({ model }) => model.outActivation_ !== "exp"), ...others];
  const torch = forTorch.flatMap(({ name, model, answers }, k) =>
    ["float32", "float64"].map((dtype) => {
      const file = `${FOLDER}/${k}-${dtype}.pt`;
      fs.writeFileSync(file, axonlab.toPyTorch(model, { dtype }));
      // A single logistic output stands for two probabilities here.
      const both = model.predictProba && model.outActivation_ === "logistic" && model.nOutputs_ === 1;
      const given = both ? answers.map((/** @type {number[]} */ row) => row.slice(1)) : answers;
      return { name: `${name}, ${dtype}`, file, dtype, module: axonlab.pyTorchModule(model), answers: given };
    }),
  );
  const sklearn = fitted.map(({ name, attributes, answers }) => ({ name, attributes, answers }));
  const job = `${FOLDER}/job.json`;
  fs.writeFileSync(job, JSON.stringify({ rows, torch, sklearn, wanted, out: `${FOLDER}/back.json` }));
  const { code, output } = await runTool(BENCH_PYTHON, [inRoot("scripts", "bench", "nn", "peers", "exports.py"), job]);
  if (code !== 0) {
    console.log(`  failed:\n${tail(output)}`);
    return 1;
  }
  const differences = JSON.parse(output.trimEnd().split("\n").at(-1) ?? "");
  const back = wanted.includes("scikit-learn") ? backFromScikitLearn(axonlab, rows) : {};
  return report("torch", differences.torch) + report("scikit-learn", differences.sklearn) + report("back", back);
}

/**
 * scikit-learn's own networks, loaded here.
 * @param {any} axonlab
 * @param {number[][]} rows
 * @returns {Record<string, number>}
 */
function backFromScikitLearn(axonlab, rows) {
  const saved = JSON.parse(fs.readFileSync(`${FOLDER}/back.json`, "utf8"));
  return Object.fromEntries(
    saved.map((/** @type {{ name: string, attributes: any, answers: number[][] }} */ { name, attributes, answers }) => {
      const model = axonlab.fromScikitLearn(attributes);
      const given = (model.predictProba?.(rows) ?? model.predict(rows)).flat();
      return [name, Math.max(...answers.flat().map((value, i) => Math.abs(value - given[i])))];
    }),
  );
}

const TITLES = { torch: "torch reads ours", "scikit-learn": "scikit-learn reads ours", back: "we read scikit-learn's" };

/**
 * Prints how near the answers were; returns how many were not near enough.
 * @param {keyof typeof NEAR} kind
 * @param {Record<string, number>} differences
 */
function report(kind, differences = {}) {
  const entries = Object.entries(differences);
  if (entries.length === 0) return 0;
  // A difference that is not a number is none that is small.
  const wrong = entries.filter(([, by]) => !(by <= NEAR[kind]));
  const worst = Math.max(...entries.map(([, by]) => by));
  console.log(`  ${TITLES[kind]}: ${entries.length} networks, answers differ by at most ${worst.toPrecision(2)}`);
  for (const [name, by] of wrong) console.log(`  ✗ ${name}: ${by}`);
  return wrong.length;
}
