import { countParameters, type Engine, type EngineOptions, type Samples, type Watch } from "./engine.ts";
import { type LayerFunction, layerFunction } from "./layer-functions.ts";
import { countOthers, paysToList } from "./lists.ts";
import type { Reals } from "./matrix-product.ts";
import type { Solver } from "./solvers.ts";
import { Trial } from "./trial.ts";
import { canHaveHelp } from "./wasm-helper.ts";
import type { Host, Kernels, Wasm } from "./wasm-kernels.ts";
import { Plan } from "./wasm-plan.ts";
import { Window } from "./wasm-window.ts";

const MOST_NUMBERS = 4 << 20;
/** How many numbers src/nn/wasm/network.ts gives a watch. */
const WATCH_NUMBERS = 4;
/** How many samples are answered at a time. */
const ANSWERED = 256;

/** From so many multiplications a layer and batch on a second thread is tried. */
const WORTH_HELP = 500_000;

/** The numbers by which src/nn/wasm knows the solvers. */
const KINDS: Readonly<Record<Solver["kind"], number>> = { momentum: 0, nesterov: 1, adam: 2 };

/** A network in the kernels' memory, and what was brought there for it. */
interface Open {
  plan: Plan;
  /** The samples to train on: all of them, or the last part. */
  training?: { window: Window; of: Samples; whole: boolean; listed: number | undefined };
  /** Room for samples to be answered, and for their answers. */
  answering?: { window: Window; answers: number };
  /** Room for what ends many epochs, for their losses and for their orders. */
  watching?: { watch: number; losses: number; orders: number; most: number };
}

/** Of the networks that nobody trains, the one that was asked last: the others' room is given back. */
const asked = new WeakMap<Wasm, { by: WasmEngine; open: Open }>();

/** The engine on WebAssembly: a part of an epoch in one call, several numbers at a time. */
export class WasmEngine implements Engine, Host {
  readonly weightCount: number;
  private readonly wasm: Wasm;
  private readonly kernels: Kernels;
  private readonly options: EngineOptions;
  private readonly mostNumbers: number;
  private readonly hidden: LayerFunction;
  /** The parameters and the solver's memory while nobody trains. */
  private kept: { parameters: Reals; memory: readonly Reals[] };
  private open: Open | undefined;
  /** What the kernels were told of the solver, and how far they are. */
  private told: { plan?: Plan; rate: number; steps: number } = { rate: 0, steps: 0 };
  /** Whether a second thread may help, and does. */
  private readonly trial: Trial | undefined;

  /** @param mostNumbers Samples of more numbers than this are brought over part by part; if listed, of four times as many. */
  constructor(wasm: Wasm, options: EngineOptions, mostNumbers = MOST_NUMBERS) {
    const { weights, all } = countParameters(options.units);
    const room = (): Reals => (options.single ? new Float32Array(all) : new Float64Array(all));
    this.wasm = wasm;
    this.kernels = options.single ? wasm.single : wasm.double;
    this.options = options;
    this.mostNumbers = mostNumbers;
    this.hidden = layerFunction(options.activation, options.dropout > 0);
    this.weightCount = weights;
    const { units, capacity, threads } = options;
    const largest = Math.max(...units.slice(1).map((outputs, l) => outputs * (units[l] as number) * capacity));
    this.trial = threads > 1 && largest > WORTH_HELP && canHaveHelp() ? new Trial() : undefined;
    this.kept = { parameters: room(), memory: [room(), room()] };
  }

  get parameters(): Reals {
    return this.open?.plan.reals("parameters") ?? this.kept.parameters;
  }

  get gradient(): Reals {
    return this.opened().plan.reals("gradient");
  }

  get memory(): readonly Reals[] {
    const plan = this.open?.plan;
    return plan ? [plan.reals("memory"), plan.reals("memory2")] : this.kept.memory;
  }

  train(
    samples: Samples,
    order: Int32Array | undefined,
    from: number,
    to: number,
    batch: number,
    solver: Solver,
  ): number {
    const { plan } = this.opened();
    const { window, whole, listed } = this.training(samples, false);
    this.tell(plan, solver);
    this.wasm.host = this;
    const steps = solver.steps + Math.ceil((to - from) / batch);
    let total = 0;
    if (whole) {
      window.arrange(order);
      total = this.run(plan, window, from, to, batch);
    } else {
      const part = Math.max(batch, window.rows - (window.rows % batch));
      for (let start = from; start < to; start += part) {
        const rows = Math.min(part, to - start);
        window.bring(samples, order, start, rows, listed);
        total += this.run(plan, window, 0, rows, batch);
      }
    }
    solver.steps = steps;
    this.told.steps = steps;
    return total;
  }

  trainEpochs(
    samples: Samples,
    orders: Int32Array | undefined,
    batch: number,
    solver: Solver,
    most: number,
    watch: Watch,
  ): Float64Array {
    const open = this.opened();
    const { plan } = open;
    // Few numbers in all, since many epochs take no time.
    const { window } = this.training(samples, true);
    open.watching ??= {
      watch: plan.take(WATCH_NUMBERS * 8),
      losses: plan.take(most * 8),
      orders: orders ? plan.take(orders.length * 4) : 0,
      most,
    };
    const { watch: place, losses, orders: room } = open.watching;
    this.tell(plan, solver);
    this.wasm.host = this;
    window.arrange(orders, room);
    const numbers = this.wasm.reals(false, place, WATCH_NUMBERS);
    numbers.set([watch.best, watch.idle, watch.patience, watch.tol]);
    const some = Math.min(most, open.watching.most);
    const { epochs } = this.kernels;
    const done = epochs(plan.network, window.samples, plan.solver, samples.rows, batch, some, place, losses);
    [watch.best, watch.idle] = this.wasm.reals(false, place, WATCH_NUMBERS) as unknown as [number, number];
    solver.steps += done * Math.ceil(samples.rows / batch);
    this.told.steps = solver.steps;
    return this.wasm.reals(false, losses, done).slice() as Float64Array;
  }

  /** Writes down what the solver is, unless the kernels know: they count on by themselves. */
  private tell(plan: Plan, solver: Solver): void {
    const { kind, rate, first, second, epsilon, steps } = solver;
    const { told } = this;
    if (told.plan === plan && told.rate === rate && told.steps === steps) return;
    const numbers = [KINDS[kind], rate, first, second, epsilon, first ** steps, second ** steps, this.options.alpha];
    this.wasm.reals(false, plan.solver, numbers.length).set(numbers);
    this.told = { plan, rate, steps };
  }

  /** Trains on samples that were brought over, with a second thread if that is tried or was found to be faster. */
  private run(plan: Plan, window: Window, from: number, to: number, batch: number): number {
    const { kernels, trial } = this;
    if (!trial) return kernels.train(plan.network, window.samples, plan.solver, from, to, batch);
    const tried = this.wasm.helper.isThere;
    const threads = tried ? trial.next() : 1;
    plan.share(threads === 2);
    const begun = performance.now();
    const loss = kernels.train(plan.network, window.samples, plan.solver, from, to, batch);
    if (tried) trial.took(threads, (performance.now() - begun) / (to - from));
    return loss;
  }

  lossAndGradient(samples: Samples): number {
    const { plan } = this.opened();
    const { window } = this.training(samples, true);
    this.wasm.host = this;
    window.arrange(undefined);
    return this.kernels.gradient(plan.network, window.samples, samples.rows, this.options.alpha);
  }

  loss(samples: Samples): number {
    const open = this.opened();
    const { window } = this.answering(open);
    const most = this.listedAnswers(samples.X, samples.rows);
    this.wasm.host = this;
    let total = 0;
    for (let from = 0; from < samples.rows; from += window.rows) {
      const rows = Math.min(window.rows, samples.rows - from);
      window.bring(samples, undefined, from, rows, most);
      total += this.kernels.loss(open.plan.network, window.samples, 0, rows);
    }
    return total / (samples.weights ? sum(samples.weights) : samples.rows);
  }

  answers(X: Reals, rows: number): Float64Array {
    const open = this.open ?? this.toAnswer();
    const { window, answers } = this.answering(open);
    const most = this.listedAnswers(X, rows);
    const n = this.options.units.at(-1) as number;
    const all = new Float64Array(rows * n);
    this.wasm.host = this;
    for (let from = 0; from < rows; from += window.rows) {
      const some = Math.min(window.rows, rows - from);
      window.bringInputs(X, undefined, from, some, most);
      this.kernels.answers(open.plan.network, window.samples, 0, some, answers);
      all.set(this.wasm.reals(this.options.single, answers, some * n), from * n);
    }
    return all;
  }

  close(): void {
    if (!this.open) return;
    const { parameters, memory } = this;
    this.kept = { parameters: parameters.slice(), memory: memory.map((row) => row.slice()) };
    this.open.plan.close();
    this.open = undefined;
    this.told = { rate: 0, steps: 0 };
  }

  /** The network in the kernels' memory, to be trained. */
  private opened(): Open {
    if (!this.open) {
      const plan = new Plan(this.wasm, this.options, Math.max(this.options.capacity, ANSWERED), true);
      const { parameters, memory } = this.kept;
      plan.reals("parameters").set(parameters);
      plan.reals("memory").set(memory[0] as Reals);
      plan.reals("memory2").set(memory[1] as Reals);
      this.open = { plan };
    }
    return this.open;
  }

  /** Brings the samples over, or makes room for parts of them if they are too many. */
  private training(samples: Samples, atOnce: boolean): NonNullable<Open["training"]> {
    const open = this.opened();
    if (open.training?.of === samples) return open.training;
    const { units, capacity } = this.options;
    const columns = units[0] as number;
    const isListed = paysToList(samples.X, samples.rows, units);
    const others = isListed ? countOthers(samples.X) : samples.X.length;
    // Where only lists are kept, there can be more samples.
    const whole = atOnce || others <= this.mostNumbers * (isListed ? 4 : 1);
    const rows = whole ? samples.rows : Math.max(capacity, Math.floor(this.mostNumbers / columns));
    const window = new Window(open.plan, rows, units, true);
    const listed = isListed ? (whole ? others : rows * columns) : undefined;
    if (whole) window.bring(samples, undefined, 0, samples.rows, listed);
    open.training = { window, of: samples, whole, listed };
    return open.training;
  }

  /** How many inputs of samples to be answered may be listed at a time; undefined if that does not pay. */
  private listedAnswers(X: Reals, rows: number): number | undefined {
    const { units } = this.options;
    return paysToList(X, rows, units) ? ANSWERED * (units[0] as number) : undefined;
  }

  private answering(open: Open): { window: Window; answers: number } {
    if (!open.answering) {
      const { units, single } = this.options;
      const window = new Window(open.plan, ANSWERED, units, true);
      const answers = open.plan.take(ANSWERED * (units.at(-1) as number) * (single ? 4 : 8));
      open.answering = { window, answers };
    }
    return open.answering;
  }

  /** The network in the kernels' memory, to be asked. */
  private toAnswer(): Open {
    const last = asked.get(this.wasm);
    if (last?.by === this) return last.open;
    // If there is no room for the next one, nobody may ask the one that is closed.
    asked.delete(this.wasm);
    last?.open.plan.close();
    const plan = new Plan(this.wasm, this.options, ANSWERED, false);
    plan.reals("parameters").set(this.kept.parameters);
    const open = { plan };
    asked.set(this.wasm, { by: this, open });
    return open;
  }

  activate(values: number, delta: number, n: number): void {
    const { single } = this.options;
    const row = this.wasm.reals(single, values, n);
    if (delta === 0) this.hidden.forward(row, n);
    else this.hidden.backward(row, this.wasm.reals(single, delta, n), n);
  }

  drop(outputs: number, mask: number, neurons: number, rows: number, stride: number): void {
    const { single, dropout, random } = this.options;
    const a = this.wasm.reals(single, outputs, neurons * stride);
    const kept = this.wasm.reals(single, mask, neurons * stride).fill(1);
    // Sample by sample, as all engines draw.
    for (let s = 0; s < rows; s++) {
      for (let i = s; i < neurons * stride; i += stride) {
        const keep = random.uniform() < dropout ? 0 : 1 / (1 - dropout);
        kept[i] = keep;
        a[i] = (a[i] as number) * keep;
      }
    }
  }
}

const sum = (values: Reals) => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
