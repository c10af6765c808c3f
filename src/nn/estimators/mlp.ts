import { expected, NnError } from "../../errors.ts";
import { display } from "../display.ts";
import { Random } from "../random.ts";
import { product, readWeights } from "../sample-weights.ts";
import { answersFor } from "./answers.ts";
import { countParameters, type Engine, type Samples } from "./engines/engine.ts";
import { makeEngine } from "./engines/engines.ts";
import type { OutputName } from "./engines/layer-functions.ts";
import type { Reals } from "./engines/matrix-product.ts";
import type { Solver } from "./engines/solvers.ts";
import { joined, OrdersAhead } from "./epochs-ahead.ts";
import { setFirstWeights } from "./first-weights.ts";
import type { EpochReport, FitOptions } from "./fit-options.ts";
import { checkFitOptions, described, lbfgsWarning, lossLeftBounds, notConverged } from "./fit-options.ts";
import { biasesOf, unitsOf, weightsOf } from "./layer-matrices.ts";
import { lbfgsOn } from "./lbfgs-on.ts";
import { Learnt, type Watched } from "./learnt.ts";
import { batchesAtOnce, Pace } from "./pace.ts";
import { changedOf, checkParameters, defaults, definedOnly, type MLPParameters, type Rule } from "./parameters.ts";
import { checkOneEpoch, finish, finishBeside, type Run } from "./run.ts";
import { plainParameters, type SavedMLP } from "./saved.ts";
import { restoredSolver, type SolverInUse, savedSolver, takeSolver } from "./solver-in-use.ts";
import { checkBatches, pick, setAside, shuffleInPlace } from "./split.ts";
import { allFinite, readTable, type Table } from "./table.ts";

/** From so many parameters times samples times epochs on (a second or so) a second thread is worth its start. */
const MUCH_WORK = 5e9;

/** Whether training goes on from earlier weights, and if so from which kind of call. */
type Mode = "fit" | "partialFit";

/**
 * What the classifier and the regressor share: scikit-learn 1.9's training, epoch by epoch.
 * @example
 * String(new MLPClassifier({ hiddenLayerSizes: [6] })) // → "MLPClassifier({ hiddenLayerSizes: [6] })"
 */
export abstract class MLP<P extends MLPParameters, Y> extends Learnt {
  /** The parameters; change them with `setParams`. */
  protected parameters: P;
  private readonly ownRules: Readonly<Record<string, Rule>>;
  private engine: Engine | undefined;
  private solver: SolverInUse | undefined;
  private random: Random | undefined;
  private units: number[] = [];

  constructor(given: Partial<P>, own: Readonly<Record<string, unknown>>, ownRules: Readonly<Record<string, Rule>>) {
    super();
    this.ownRules = ownRules;
    checkParameters(given, ownRules);
    this.parameters = { ...defaults, ...own, ...definedOnly(given) } as P;
  }

  protected abstract readonly kind: string;
  /** Reads the targets of a fit into rows of outputs, and says which output activation they ask for. */
  protected abstract encode(
    y: Y,
    rows: number,
    mode: Mode,
    first: boolean,
    classes?: readonly unknown[],
  ): { y: Float64Array; outputs: number; output: OutputName; strata?: readonly unknown[] };
  /** The targets of a validation set by the coding of the fit. */
  protected abstract encodeMore(y: Y, rows: number): Float64Array;
  /** A further weight for each sample, such as its class's. */
  protected abstract extraWeights(y: Y, rows: number): Float64Array | undefined;
  /** The score of the outputs for rows of targets. */
  protected abstract scoreOutputs(outputs: Float64Array, y: Float64Array, rows: number, weights?: Float64Array): number;
  protected abstract saveOwn(): unknown;
  protected abstract restoreOwn(own: unknown): void;

  /** All parameters by their names. */
  getParams(): P {
    return { ...this.parameters };
  }

  /**
   * Changes parameters; what was learnt stays until the next fit.
   * @throws {NnError} for a name that is none, or a value out of range.
   */
  setParams(changes: Partial<P>): this {
    checkParameters(changes, this.ownRules);
    this.parameters = { ...this.parameters, ...definedOnly(changes) };
    return this;
  }

  /** The weights, one matrix a layer: `coefs_[l][i][j]` goes from input i to neuron j. */
  get coefs_(): number[][][] {
    return (this.engine && weightsOf(this.engine.parameters, this.units)) as number[][][];
  }

  /** The biases, one row a layer. */
  get intercepts_(): number[][] {
    return (this.engine && biasesOf(this.engine.parameters, this.units)) as number[][];
  }

  /**
   * Learns from samples X and targets y, from new weights unless `warmStart`.
   * @throws {NnError} that names the argument, for data of a wrong shape or kind; or if the weights left all bounds.
   */
  fit(X: Table, y: Y, options: FitOptions<Y> = {}): this {
    finish(this.training(X, y, options, "fit"), this.parameters, this.kind, this);
    return this;
  }

  /**
   * The same as `fit`, with room for everything else that happens meanwhile: a notebook stays alive, `onEpoch` may
   * draw, and `signal` ends it.
   */
  async fitAsync(X: Table, y: Y, options: FitOptions<Y> = {}): Promise<this> {
    await finishBeside(this.training(X, y, options, "fit"), options?.signal);
    return this;
  }

  /** One pass over the samples, from where the last call ended. */
  protected oneEpoch(X: Table, y: Y, options: FitOptions<Y>, classes?: readonly unknown[]): this {
    checkOneEpoch(this.parameters);
    finish(this.training(X, y, options, "partialFit", classes), this.parameters, this.kind, this);
    return this;
  }

  /** The training, as a generator that pauses often enough for others to do something. */
  private *training(X: Table, y: Y, options: FitOptions<Y>, mode: Mode, classes?: readonly unknown[]): Run {
    const { warmStart, hiddenLayerSizes, randomState, solver } = this.parameters;
    checkFitOptions(options);
    const first = this.engine === undefined || (mode === "fit" && !warmStart);
    const table = readTable(X, "X", first ? undefined : this.nFeaturesIn_);
    const targets = this.encode(y, table.rows, mode, first, classes);
    const weights = product(readWeights(options.sampleWeight, table.rows), this.extraWeights(y, table.rows));
    const samples: Samples = { X: table.data, y: targets.y, weights, rows: table.rows };
    this.random = randomState === null ? (this.random ?? new Random(0)) : new Random(randomState);

    const units = unitsOf(table.columns, hiddenLayerSizes, targets.outputs);
    if (!first && units.join() !== this.units.join()) {
      throw expected(`layers of ${this.units.join(", ")} as before`, units, "set warmStart to false to begin anew");
    }
    this.outActivation_ = targets.output;
    const capacity = solver === "lbfgs" ? table.rows : this.batchSize(table.rows);
    const before = this.engine;
    // An interrupt may have ended its training without a word.
    before?.close();
    this.units = units;
    const engine = this.makeEngine(units, targets.output, capacity, table.rows);
    this.engine = engine;
    const watches = solver === "lbfgs" ? "nothing" : this.parameters.earlyStopping ? "score" : "loss";
    if (first || !before) this.begin(this.engine, units, watches);
    else {
      this.watchOn(watches);
      this.engine.parameters.set(before.parameters);
      if (mode === "partialFit") for (const [k, row] of engine.memory.entries()) row.set(before.memory[k] as Reals);
    }

    const validation = options.validation && this.readValidation(options.validation);
    try {
      if (solver === "lbfgs") yield* this.byLbfgs(this.engine, samples, options);
      else yield* this.byBatches(this.engine, samples, mode, options, targets.strata, validation);
    } catch (problem) {
      // Weights that no epoch has touched are nobody's answer.
      if (first && this.nIter_ === 0) this.engine = undefined;
      throw problem;
    } finally {
      engine.close();
    }
    if (!allFinite(engine.parameters)) {
      throw new NnError(
        "expected finite weights, got some that are not: the training diverged; scale the inputs or make learningRateInit smaller",
      );
    }
    if (!this.parameters.earlyStopping && !Number.isFinite(this.loss_)) this.warn(lossLeftBounds(this.loss_ as number));
  }

  /** @param rows How many samples an epoch will have. */
  private makeEngine(units: number[], output: OutputName, capacity: number, rows: number): Engine {
    const { activation, alpha, dropout, dtype, engine, threads: wished, maxIter } = this.parameters;
    const work = countParameters(units).all * rows * maxIter;
    const threads = wished === "auto" ? (work > MUCH_WORK ? 2 : 1) : wished;
    const random = this.random ?? new Random(0);
    return makeEngine(engine, {
      units,
      activation,
      output,
      alpha,
      capacity,
      single: dtype === "float32",
      threads,
      dropout,
      random,
    });
  }

  private batchSize(rows: number): number {
    const { batchSize } = this.parameters;
    return Math.min(batchSize === "auto" ? 200 : batchSize, rows);
  }

  /** New weights and an empty memory. */
  private begin(engine: Engine, units: number[], watches: Watched): void {
    setFirstWeights(engine, units, this.parameters, this.random as Random);
    this.forget(units, watches);
  }

  private readValidation({ X, y }: { X: Table; y: Y }): Samples {
    const table = readTable(X, "validation.X", this.nFeaturesIn_);
    return { X: table.data, y: this.encodeMore(y, table.rows), weights: undefined, rows: table.rows };
  }

  /** Stochastic gradient descent or Adam. */
  private *byBatches(
    engine: Engine,
    samples: Samples,
    mode: Mode,
    options: FitOptions<Y>,
    strata?: readonly unknown[],
    validation?: Samples,
  ): Run {
    const { solver, shuffle, maxIter, earlyStopping, validationFraction, nIterNoChange, tol } = this.parameters;
    const random = this.random as Random;
    if (!this.solver || mode === "fit") this.solver = takeSolver(this.parameters);
    const { rule } = this.solver;
    const parts = earlyStopping ? setAside(samples.rows, validationFraction, random, strata) : undefined;
    const order = parts?.train ?? Int32Array.from({ length: samples.rows }, (_, i) => i);
    const held = parts && pick(samples, parts.validation);
    const batch = this.batchSize(order.length);
    const { batchSize: wished } = this.parameters;
    if (wished !== "auto" && wished > batch)
      this.warn(`batchSize ${wished} is larger than the ${batch} samples; all of them are one batch`);
    if (!shuffle) checkBatches(samples.weights, order, batch);
    if (parts) checkBatches(samples.weights, parts.validation, parts.validation.length);
    const inOrder = !shuffle && !parts;
    const piece = batch * batchesAtOnce(engine.parameters.length, batch);
    const pace = new Pace();
    const unscored = held && this.bestValidationScore_ === Number.NEGATIVE_INFINITY;
    let best = unscored ? Float64Array.from(engine.parameters) : undefined;
    this.nIter_ = 0;
    const { verbose, learningRate } = this.parameters;
    const steady = solver === "adam" || learningRate === "constant";
    // What decides on dropout draws from the same numbers in between, and weights are looked at in every order.
    const drawsAlone = !shuffle || (this.parameters.dropout === 0 && !samples.weights);
    const alone = !parts && drawsAlone && steady && mode === "fit" && !verbose && !validation && !options.onEpoch;
    const ahead = Math.floor(piece / Math.max(order.length, batch));
    if (alone && ahead > 1 && engine.trainEpochs) {
      yield* this.ahead(engine.trainEpochs.bind(engine), samples, shuffle ? order : undefined, batch, rule, ahead);
      return;
    }

    for (let epoch = 1; epoch <= maxIter; epoch++) {
      if (shuffle) {
        shuffleInPlace(order, random);
        checkBatches(samples.weights, order, batch);
      }
      let total = 0;
      for (let from = 0; from < order.length; from += piece) {
        const to = Math.min(from + piece, order.length);
        const sum = engine.train(samples, inOrder ? undefined : order, from, to, batch, rule);
        total += typeof sum === "number" ? sum : yield sum;
        if (pace.isDue()) yield undefined;
      }
      const loss = total / order.length;
      this.nIter_ = epoch;
      this.loss_ = loss;
      this.t_ = (this.t_ as number) + order.length;
      (this.lossCurve_ as number[]).push(loss);
      const report: EpochReport = { epoch, loss };
      if (held) {
        report.validationScore = this.scoreOf(engine, held);
        if (this.judgeScore(report.validationScore, tol)) best = Float64Array.from(engine.parameters);
      } else this.judgeLoss(loss, tol);
      if (validation) {
        report.validationLoss = engine.loss(validation);
        this.validationLossCurve_ ??= [];
        this.validationLossCurve_.push(report.validationLoss);
      }
      if (this.parameters.verbose) console.log(described(report));
      rule.epochEnds(this.t_);
      const goOn = options.onEpoch?.(report) !== false;
      // With early stopping there are good weights to come back to; without, only from finite ones.
      if (!goOn || !(held || Number.isFinite(loss) || allFinite(engine.parameters))) break;
      if (this.noImprovement > nIterNoChange) {
        if (rule.shouldStop()) break;
        this.noImprovement = 0;
      }
      if (mode === "partialFit") break;
      if (epoch === maxIter) this.warn(notConverged(maxIter));
    }
    if (best) engine.parameters.set(best);
    if (unscored && this.bestValidationScore_ === Number.NEGATIVE_INFINITY)
      this.warn("no epoch's validation score is a number, the training diverged: the first weights are kept");
  }

  /** Epochs that nobody looks at, many in one go: they end where the ones that are looked at would. */
  private *ahead(
    train: NonNullable<Engine["trainEpochs"]>,
    samples: Samples,
    order: Int32Array | undefined,
    batch: number,
    rule: Solver,
    most: number,
  ): Run {
    const { maxIter, nIterNoChange, tol } = this.parameters;
    const pace = new Pace();
    const orders = order && new OrdersAhead(order, Math.min(most, maxIter));
    // Who holds the curve of an earlier fit keeps it as it was.
    this.lossCurve_ = (this.lossCurve_ as number[]).slice();
    for (let left = maxIter; left > 0; left = maxIter - (this.nIter_ as number)) {
      const some = Math.min(most, left);
      const watch = { best: this.bestLoss_ as number, idle: this.noImprovement, patience: nIterNoChange, tol };
      const drawn = orders?.draw(some, this.random as Random);
      const losses = train(samples, drawn, batch, rule, some, watch);
      if (orders && losses.length < some) this.random = orders.backTo(losses.length);
      this.lossCurve_ = joined(this.lossCurve_ as number[], losses);
      this.bestLoss_ = watch.best;
      this.noImprovement = watch.idle;
      this.loss_ = losses.at(-1) as number;
      this.nIter_ = (this.nIter_ as number) + losses.length;
      this.t_ = (this.t_ as number) + losses.length * samples.rows;
      if (this.noImprovement > nIterNoChange) return;
      if (!Number.isFinite(this.loss_) && !allFinite((this.engine as Engine).parameters)) return;
      if (pace.isDue()) yield undefined;
    }
    this.warn(notConverged(maxIter));
  }

  /** L-BFGS on all samples at once. */
  private *byLbfgs(engine: Engine, samples: Samples, options: FitOptions<Y>): Run {
    const run = lbfgsOn(engine, samples, this.parameters);
    this.lossCurve_ = [];
    let next = run.next();
    for (; !next.done; next = run.next()) {
      const { value, iterations } = next.value;
      this.loss_ = value;
      this.nIter_ = iterations;
      this.lossCurve_.push(value);
      const report = { epoch: iterations, loss: value };
      if (this.parameters.verbose) console.log(described(report));
      const goOn = options.onEpoch?.(report) !== false;
      yield undefined;
      if (!goOn) return;
    }
    this.loss_ = next.value.value;
    this.nIter_ = next.value.iterations;
    const text = lbfgsWarning(next.value);
    if (text) this.warn(text);
  }

  private scoreOf(engine: Engine, held: Samples): number {
    const outputs = engine.answers(held.X, held.rows);
    return this.scoreOutputs(outputs, held.y as Float64Array, held.rows, held.weights as Float64Array | undefined);
  }

  /** The outputs of the last layer for X, row by row. @throws {NnError} before a fit, or for other features. */
  protected outputsFor(X: Table): { outputs: Float64Array; rows: number } {
    if (!this.engine) throw expected("a fitted estimator", this.kind, "call fit(X, y) first");
    const table = readTable(X, "X", this.nFeaturesIn_, false);
    return { outputs: answersFor(this.engine, table, this.units.at(-1) as number), rows: table.rows };
  }

  private warn(text: string): void {
    console.warn(`[nn] ${this.kind}: ${text}`);
  }

  /** Parameters and everything learnt, for JSON.stringify. @throws {NnError} before a fit. */
  toJSON(): SavedMLP {
    if (!this.engine) throw expected("a fitted estimator", this.kind, "call fit(X, y) first");
    return {
      kind: this.kind,
      version: 1,
      parameters: plainParameters(this.parameters),
      units: this.units,
      weights: Array.from(this.engine.parameters),
      learnt: this.learnt,
      solver: savedSolver(this.solver, this.engine.memory),
      own: this.saveOwn(),
    };
  }

  /** Takes over what {@link toJSON} gave; for the estimators' own `fromJSON`. */
  protected restore(saved: SavedMLP): this {
    this.units = saved.units;
    this.learnt = saved.learnt;
    this.restoreOwn(saved.own);
    this.engine = this.makeEngine(saved.units, this.outActivation_ as OutputName, 1, 0);
    this.engine.parameters.set(saved.weights);
    if (saved.solver) {
      this.solver = restoredSolver(saved.solver);
      for (const [k, row] of saved.solver.memory.entries()) this.engine.memory[k]?.set(row);
    }
    return this;
  }

  /** "MLPClassifier({ hiddenLayerSizes: [6] }), fitted: 2 → 6 → 1" */
  override toString(): string {
    const settings = changedOf(this.parameters);
    return `${this.kind}({ ${settings} })${this.engine ? `, fitted: ${this.units.join(" → ")}` : ""}`;
  }

  /** In a notebook an estimator is shown as that line. */
  [display](): Record<string, string> {
    return { "text/plain": String(this) };
  }
}
