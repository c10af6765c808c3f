import { expected } from "../errors.ts";
import { type ParametricActivation, preluWith } from "./activations/rectifiers.ts";
import { display } from "./display.ts";
import { readTable, type Table } from "./estimators/table.ts";
import type { Targets } from "./estimators/targets.ts";
import { Network } from "./network.ts";
import { checkOptions } from "./options.ts";
import { progressLine } from "./progress-line.ts";
import { Random } from "./random.ts";
import {
  type Batchable,
  checkFit,
  inTurns,
  lossFor,
  meanLoss,
  type SequentialHistory,
  type SequentialOptions,
  type SequentialReport,
  training,
} from "./sequential/fit.ts";
import { DensePass, type Pass, PreluPass, parameterCounts, passesOf } from "./sequential/passes.ts";
import { type LayerActivation, type LayerSpec, readSpecs } from "./sequential/specs.ts";
import { Summary } from "./sequential/summary.ts";
import { readTargetRows } from "./sequential/targets.ts";
import { checkParameterCount, checkWhole } from "./shapes.ts";

/** Samples with what should be answered to each. */
export interface SequentialData {
  readonly X: Table;
  readonly y: Targets;
}

/** A network's layers and parameters, for JSON. */
export interface SavedSequential {
  kind: "Sequential";
  version: 1;
  inputs: number;
  seed: number;
  layers: LayerSpec[];
  /** Layer by layer: W row by row from input i to neuron j, then b; a prelu's slope. */
  parameters: number[];
}

/**
 * A network put together layer by layer: dense, dropout, activation, prelu. It takes every optimizer, loss and schedule of this
 * library, a validation set and a callback; scikit-learn's way of doing things is `MLPClassifier`'s. Weights start evenly
 * from $±\sqrt{6 / (n_{in} + n_{out})}$ (Glorot and Bengio 2010), biases at 0.
 * @throws {NnError} for layers that are none, inputs or a seed out of range.
 * @example
 * const model = new Sequential([layers.dense(8, "tanh"), layers.dense(1, "sigmoid")], { inputs: 2, seed: 1 });
 * model.fit(gates.XOR.X, gates.XOR.y, { learningRate: 0.1, epochs: 200 }).outcome // → "finished"
 * model.predictClasses(gates.XOR.X) // → [0, 1, 1, 0]
 */
export class Sequential {
  readonly inputs: number;
  readonly seed: number;
  /** The layers as they were described. */
  readonly layers: readonly LayerSpec[];
  /** All weights and biases, layer by layer: W row by row from input i to neuron j, then b. Training changes them. */
  readonly parameters: Float64Array;
  /** How the last training went; undefined before the first, which the type does not say. */
  history!: SequentialHistory;
  private readonly passes: readonly Pass[];
  private random: Random;

  /** @param seed Where the random numbers of weights, order and dropout start. Default 1. */
  constructor(specs: readonly LayerSpec[], options: { inputs: number; seed?: number }) {
    const { inputs, seed = 1 } = checkOptions(options, ["inputs", "seed"]);
    this.layers = readSpecs(specs);
    this.inputs = checkWhole(inputs, "inputs");
    this.seed = seed;
    this.random = new Random(seed);
    const count = parameterCounts(this.layers, inputs).reduce((sum, { parameters }) => sum + parameters, 0);
    checkParameterCount(count, 1e8);
    this.parameters = new Float64Array(count);
    this.passes = passesOf(this.layers, inputs, this.parameters, () => this.random);
    this.drawWeights();
  }

  private drawWeights(): void {
    for (const { pass, start } of this.passesOf(DensePass)) {
      const bound = Math.sqrt(6 / (pass.inputs + pass.outputs));
      for (let i = start; i < start + pass.inputs * pass.outputs; i++) {
        this.parameters[i] = this.random.uniform(-bound, bound);
      }
    }
    const slopes = this.layers.filter((spec) => spec.type === "prelu");
    for (const [k, { start }] of this.passesOf(PreluPass).entries()) {
      this.parameters[start] = slopes[k]?.start as number;
    }
  }

  /** The passes of a kind that has parameters, and where those of each begin. */
  private passesOf(kind: typeof DensePass | typeof PreluPass): { pass: Pass; start: number }[] {
    let start = 0;
    return this.passes.flatMap((pass) => {
      start += pass.parameters;
      return pass instanceof kind ? [{ pass, start: start - pass.parameters }] : [];
    });
  }

  /** How many numbers an answer is made of. */
  get outputs(): number {
    return this.passes.at(-1)?.outputs as number;
  }

  /** How many weights and biases there are to learn. */
  get parameterCount(): number {
    return this.parameters.length;
  }

  /** The activation that answers come from; undefined where the last layer bends nothing. */
  private get lastActivation(): LayerActivation | undefined {
    const last = this.layers.filter(({ type }) => type !== "dropout").at(-1) as LayerSpec;
    const name = last.type === "dense" || last.type === "activation" ? last.activation : undefined;
    // Dropout after the last activation would have to be undone before a fused loss.
    return this.layers.at(-1)?.type === "dropout" || name === "identity" || name === "linear" ? undefined : name;
  }

  private read({ X, y }: SequentialData, name = ""): Batchable {
    const { data, rows } = readTable(X, `${name}X`, this.inputs);
    return { X: Float64Array.from(data), y: readTargetRows(y, rows, this.outputs, `${name}y`), rows };
  }

  private *train(X: Table, y: Targets, options: SequentialOptions<SequentialData>): Generator<void, SequentialHistory> {
    checkFit(options);
    const loss = lossFor(this.lastActivation, options);
    const data = this.read({ X, y });
    const wrong = data.y.findIndex((target) => !loss.accepts(target));
    if (wrong !== -1)
      throw expected(`y to hold ${loss.targets} for the loss ${loss.name}`, data.y[wrong], "choose another loss");
    const validation = options.validation && this.read(options.validation, "validation.");
    const trainee = { passes: this.passes, w: this.parameters, last: this.lastActivation, random: this.random };
    this.history = yield* training(trainee, data, validation, options);
    return this.history;
  }

  /**
   * Learns from samples, on from the weights there are.
   * @param y A number or a row of numbers for each sample; after a last softmax the number of its class does, from 0.
   * @throws {NnError} that names the argument, for data or options of a wrong shape or kind.
   */
  fit(X: Table, y: Targets, options: SequentialOptions<SequentialData> = {}): SequentialHistory {
    checkFit(options);
    let latest: SequentialReport | undefined;
    const onEpoch = (report: SequentialReport) => {
      latest = report;
      return options.onEpoch?.(report);
    };
    const run = this.train(X, y, { ...options, onEpoch });
    const line = progressLine("Sequential");
    const done = () => `${latest?.epoch ?? 0} epochs done, loss ${latest?.loss.toPrecision(4) ?? "not known yet"}`;
    let next = run.next();
    for (; !next.done; next = run.next()) line.tell(done);
    line.end(done);
    return next.value;
  }

  /** The same with room for everything else that happens meanwhile; `signal` ends it. */
  async fitAsync(X: Table, y: Targets, options: SequentialOptions<SequentialData> = {}): Promise<SequentialHistory> {
    const losses: number[] = [];
    const validationLosses: number[] = [];
    const onEpoch = (report: SequentialReport) => {
      losses.push(report.loss);
      if (report.validationLoss !== undefined) validationLosses.push(report.validationLoss);
      return options.onEpoch?.(report);
    };
    const soFar = (): SequentialHistory => ({ outcome: "stopped", losses, validationLosses });
    checkFit(options);
    this.history = await inTurns(this.train(X, y, { ...options, onEpoch }), options.signal, soFar);
    return this.history;
  }

  /** The answers to X, one row a sample, without dropout. @throws {NnError} for other inputs. */
  predict(X: Table): number[][] {
    const { data, rows } = readTable(X, "X", this.inputs);
    let a: Float64Array = Float64Array.from(data);
    for (const pass of this.passes) a = pass.forward(a, rows, false);
    const n = this.outputs;
    return Array.from({ length: rows }, (_, i) => Array.from(a.subarray(i * n, (i + 1) * n)));
  }

  /** The number of the likeliest class of each sample: the largest output's, or of a single one whether it is above ½. */
  predictClasses(X: Table): number[] {
    return this.predict(X).map((row) =>
      row.length === 1
        ? Number((row[0] as number) > 0.5)
        : row.reduce((best, value, k) => (value > (row[best] as number) ? k : best), 0),
    );
  }

  /** The mean loss of samples, without dropout. */
  evaluate(X: Table, y: Targets, options: Pick<SequentialOptions<SequentialData>, "loss"> = {}): number {
    checkOptions(options, ["loss"]);
    const trainee = { passes: this.passes, w: this.parameters, last: this.lastActivation, random: this.random };
    return meanLoss(trainee, lossFor(this.lastActivation, options), this.read({ X, y }));
  }

  /** The layers with their parameters and FLOPs, as a table. */
  summary(): Summary {
    const counts = parameterCounts(this.layers, this.inputs);
    const rows = this.layers.map((spec, l) => {
      const { outputs, parameters } = counts[l] as { outputs: number; parameters: number };
      return { layer: named(spec), outputs, parameters, flops: spec.type === "dense" ? 2 * (parameters - outputs) : 0 };
    });
    return new Summary(this.inputs, rows);
  }

  /**
   * The same network as a `Network`, whose forward and backward values can be looked at by name; dropout, which only
   * training knows, is left out.
   * @throws {NnError} where two activations follow each other, which a layer of a `Network` cannot have.
   */
  toNetwork(): Network {
    const steps = this.steps();
    return new Network(
      steps.map(({ weights, biases, activations }, l) => {
        if (activations.length > 1)
          throw expected(`one activation after dense layer ${l + 1}`, activations, "keep one of them");
        const outputs = biases.length;
        const columns = biases.map((_, j) => weights.filter((__, k) => k % outputs === j));
        return { weights: columns, biases, activation: activations[0] ?? "identity" };
      }),
    );
  }

  /** The dense layers with their numbers (W row by row from input i to neuron j) and the activations after each. */
  steps(): { weights: number[]; biases: number[]; activations: (LayerActivation | ParametricActivation)[] }[] {
    const dense = this.passesOf(DensePass).map(({ pass: { inputs, outputs }, start }) => {
      const middle = start + inputs * outputs;
      return {
        weights: Array.from(this.parameters.subarray(start, middle)),
        biases: Array.from(this.parameters.subarray(middle, middle + outputs)),
        activations: [] as (LayerActivation | ParametricActivation)[],
      };
    });
    let at = -1;
    const slopes = this.passesOf(PreluPass)
      .map(({ start }) => preluWith(this.parameters[start]))
      .values();
    for (const spec of this.layers) {
      if (spec.type === "dense") at++;
      const name = spec.type === "prelu" ? slopes.next().value : spec.type === "dropout" ? undefined : spec.activation;
      if (name === undefined || name === "identity" || name === "linear") continue;
      if (at < 0) throw expected("a dense layer before the first activation", name, "begin with layers.dense");
      dense[at]?.activations.push(name);
    }
    return dense;
  }

  /** Layers and parameters, for JSON.stringify. */
  toJSON(): SavedSequential {
    const { inputs, seed, layers, parameters } = this;
    return { kind: "Sequential", version: 1, inputs, seed, layers: [...layers], parameters: Array.from(parameters) };
  }

  /** A network from what {@link toJSON} gave. @throws {NnError} for anything else. */
  static fromJSON(saved: SavedSequential): Sequential {
    if (saved?.kind !== "Sequential" || saved.version !== 1) {
      throw expected("what Sequential.toJSON() gave", saved?.kind, "load it with the class that saved it");
    }
    const { inputs, seed, layers, parameters } = saved;
    const model = new Sequential(layers, { inputs, seed });
    if (
      !Array.isArray(parameters) ||
      parameters.length !== model.parameters.length ||
      !parameters.every(Number.isFinite)
    ) {
      throw expected(`${model.parameters.length} finite parameters`, parameters, "save the network anew");
    }
    model.parameters.set(parameters);
    return model;
  }

  /** "2 → dense 8, tanh → dropout 0.2 → dense 1, sigmoid" */
  toString(): string {
    return [
      String(this.inputs),
      ...this.layers.map((spec) =>
        spec.type === "dense" ? named(spec).replace("dense", `dense ${spec.units}`) : named(spec),
      ),
    ].join(" → ");
  }

  /** In a notebook a network is shown as its {@link summary}. */
  [display](): Record<string, string> {
    const table = this.summary()[display]();
    return { ...table, "text/plain": `Sequential ${String(this)}\n${table["text/plain"]}` };
  }
}

/** "dense, tanh" */
function named(spec: LayerSpec): string {
  if (spec.type === "dropout") return `dropout ${spec.rate}`;
  if (spec.type === "activation") return spec.activation;
  if (spec.type === "prelu") return "prelu, learnt";
  const { activation = "identity" } = spec;
  return activation === "identity" ? "dense" : `dense, ${activation}`;
}
