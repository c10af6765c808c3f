import type { Engine, EngineOptions, Samples } from "./engine.ts";
import type { Reals } from "./matrix-product.ts";
import { type OnnxRuntime, type OnnxSession, type OnnxTensor, onnxRuntime } from "./onnx-runtime.ts";
import { memoryRows, parameterNames, trainingStep } from "./onnx-step.ts";
import type { Solver } from "./solvers.ts";

/** One array of parameters: where it lies among all of them, and its shape. */
interface Part {
  name: string;
  from: number;
  shape: readonly number[];
}

/**
 * Trains on an ONNX runtime, whose native products use all that the processor has: for networks that outgrow
 * WebAssembly. Weights stay with the runtime from step to step; another engine keeps them between trainings, answers
 * and does everything else. A step waits, so `train` gives a promise.
 */
export class OnnxEngine implements Engine {
  readonly weightCount: number;
  private readonly options: EngineOptions;
  private readonly keeper: Engine;
  private readonly runtime: OnnxRuntime;
  private readonly parts: readonly Part[];
  private session: Promise<OnnxSession> | undefined;
  /** What the runtime holds that the keeper does not know yet. */
  private ahead: Record<string, OnnxTensor> | undefined;

  constructor(options: EngineOptions, keeper: Engine) {
    this.options = options;
    this.keeper = keeper;
    this.runtime = onnxRuntime() as OnnxRuntime;
    this.weightCount = keeper.weightCount;
    const { units } = options;
    let [weights, biases] = [0, keeper.weightCount];
    this.parts = units.slice(1).flatMap((n, l) => {
      const inputs = units[l] as number;
      const [W, b] = [weights, biases];
      weights += inputs * n;
      biases += n;
      return [
        { name: `W${l + 1}`, from: W, shape: [inputs, n] },
        { name: `b${l + 1}`, from: b, shape: [n] },
      ];
    });
  }

  get parameters(): Reals {
    this.bringBack();
    return this.keeper.parameters;
  }

  get gradient(): Reals {
    return this.keeper.gradient;
  }

  get memory(): readonly Reals[] {
    this.bringBack();
    return this.keeper.memory;
  }

  /** Copies what the runtime holds to the keeper; whoever asks for the parameters may change them. */
  private bringBack(): void {
    const { ahead, parts, keeper } = this;
    if (!ahead) return;
    this.ahead = undefined;
    for (const { name, from } of parts) {
      keeper.parameters.set(ahead[name]?.data as Reals, from);
      for (const [k, row] of keeper.memory.entries()) {
        const kept = ahead[`${name}_${k}`];
        if (kept) row.set(kept.data as Reals, from);
      }
    }
  }

  private tensor(data: Reals, shape: readonly number[]): OnnxTensor {
    const { single } = this.options;
    return new this.runtime.Tensor(single ? "float32" : "float64", data, shape);
  }

  private row(n: number): Reals {
    return this.options.single ? new Float32Array(n) : new Float64Array(n);
  }

  /** The keeper's parameters and memory, for the runtime. */
  private handedOver(rows: number): Record<string, OnnxTensor> {
    const { keeper, parts } = this;
    const tensors: Record<string, OnnxTensor> = {};
    for (const { name, from, shape } of parts) {
      const to = from + shape.reduce((product, n) => product * n, 1);
      tensors[name] = this.tensor(keeper.parameters.slice(from, to), shape);
      for (let k = 0; k < rows; k++) {
        tensors[`${name}_${k}`] = this.tensor((keeper.memory[k] as Reals).slice(from, to), shape);
      }
    }
    return tensors;
  }

  async train(
    samples: Samples,
    order: Int32Array | undefined,
    from: number,
    to: number,
    batch: number,
    solver: Solver,
  ): Promise<number> {
    this.session ??= this.runtime.InferenceSession.create(trainingStep(this.options, solver), {
      intraOpNumThreads: this.options.threads,
    });
    const session = await this.session;
    const remembered = memoryRows(solver.kind);
    let held = this.ahead ?? this.handedOver(remembered);
    let total = 0;
    for (let start = from; start < to; start += batch) {
      const end = Math.min(start + batch, to);
      const answer = await session.run({
        ...held,
        ...this.batch(samples, order, start, end),
        ...this.masks(end - start),
        ...this.rate(solver),
      });
      const [loss] = (answer.loss as OnnxTensor).data as Reals;
      total += (loss as number) * (end - start);
      const names = parameterNames(this.options.units.length - 1);
      const all = names.flatMap((name) => [name, ...Array.from({ length: remembered }, (_, k) => `${name}_${k}`)]);
      held = Object.fromEntries(all.map((name) => [name, answer[`${name}_next`] as OnnxTensor]));
    }
    this.ahead = held;
    return total;
  }

  /** The rate of this step; Adam's is corrected as the solver's own step would. */
  private rate(solver: Solver): Record<string, OnnxTensor> {
    const t = ++solver.steps;
    const { kind, first, second, rate } = solver;
    const corrected = kind === "adam" ? (rate * Math.sqrt(1 - second ** t)) / (1 - first ** t) : rate;
    return { rate: this.tensor(this.row(1).fill(corrected), []) };
  }

  private batch(samples: Samples, order: Int32Array | undefined, from: number, to: number): Record<string, OnnxTensor> {
    const { units } = this.options;
    const rows = to - from;
    const gathered = (all: Reals, columns: number) => {
      const room = this.row(rows * columns);
      for (let i = 0; i < rows; i++) {
        const place = order ? (order[from + i] as number) : from + i;
        room.set(all.subarray(place * columns, (place + 1) * columns), i * columns);
      }
      return this.tensor(room, [rows, columns]);
    };
    const weights = this.row(rows).fill(1);
    if (samples.weights)
      for (let i = 0; i < rows; i++)
        weights[i] = samples.weights[order ? (order[from + i] as number) : from + i] as number;
    let mass = 0;
    for (const weight of weights) mass += weight;
    return {
      X: gathered(samples.X, units[0] as number),
      y: gathered(samples.y, units.at(-1) as number),
      weights: this.tensor(weights, [rows, 1]),
      mass: this.tensor(this.row(1).fill(mass), []),
    };
  }

  /** Which hidden outputs are kept, drawn as the other engines draw them. */
  private masks(rows: number): Record<string, OnnxTensor> {
    const { dropout, random, units } = this.options;
    if (dropout === 0) return {};
    const kept = 1 / (1 - dropout);
    return Object.fromEntries(
      units.slice(1, -1).map((n, l) => {
        const mask = this.row(rows * n);
        for (let i = 0; i < mask.length; i++) mask[i] = random.uniform() < dropout ? 0 : kept;
        return [`mask${l + 1}`, this.tensor(mask, [rows, n])];
      }),
    );
  }

  lossAndGradient(samples: Samples): number {
    this.bringBack();
    return this.keeper.lossAndGradient(samples);
  }

  loss(samples: Samples): number {
    this.bringBack();
    return this.keeper.loss(samples);
  }

  answers(X: Reals, rows: number): Float64Array {
    this.bringBack();
    return this.keeper.answers(X, rows);
  }

  close(): void {
    this.bringBack();
    void this.session?.then((session) => session.release?.());
    this.session = undefined;
    this.keeper.close();
  }
}
