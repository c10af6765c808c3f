import { activation } from "../../activations.ts";
import { countParameters, type EngineOptions } from "./engine.ts";
import type { OutputName } from "./layer-functions.ts";
import type { Reals } from "./matrix-product.ts";
import type { Wasm } from "./wasm-kernels.ts";

/** The numbers by which src/nn/wasm knows the activation functions; all others are computed by the host. */
const HIDDEN: Readonly<Record<string, number>> = { identity: 0, sigmoid: 1, tanh: 2, relu: 3 };
const BY_HOST = 4;

/** And what makes answers of the last layer's sums. */
const ANSWERS: Readonly<Record<OutputName, number>> = { identity: 0, logistic: 1, softmax: 2, exp: 3 };

/** How many words a layer and a network take, as src/nn/wasm/network.ts lays them out. */
const LAYER_WORDS = 11;
const NETWORK_WORDS = 20;
/** Which of them say where there is room for products, where the second thread's jobs are posted, and where lists are. */
const ROOMS = 12;
const DESK = 15;
const LISTS = 16;
/** For how many samples src/nn/wasm/sparse-layer.ts turns lists at a time; the gap keeps lists apart in the caches. */
const TURNED = 256;
const LIST_GAP = 20;
/** And numbers a solver, with what src/nn/wasm/solvers.ts keeps behind them. */
const SOLVER_NUMBERS = 8 + 13 * 2;

/** A network laid out in the kernels' memory, with room for batches of up to `capacity` samples. */
export class Plan {
  readonly network: number;
  readonly solver: number;
  readonly wasm: Wasm;
  readonly capacity: number;
  readonly single: boolean;
  /** How many parameters there are. */
  readonly count: number;
  private readonly inputs: number;
  /** How large each thread's room for products is. */
  private readonly roomBytes: number;
  /** How many samples are trained on at a time, at most. */
  private readonly batch: number;
  private readonly training: boolean;
  private readonly places: number[] = [];
  private readonly isLaidOut: boolean = false;
  private readonly rows: { parameters: number; gradient: number; memory: number; memory2: number };

  /** @param training Without it there is room for answers only. */
  constructor(wasm: Wasm, options: EngineOptions, capacity: number, training: boolean) {
    const { units, dropout, single } = options;
    const { weights, all } = countParameters(units);
    const size = single ? 4 : 8;
    // Whole registers.
    const stride = (capacity + 3) & -4;
    this.wasm = wasm;
    this.single = single;
    this.capacity = capacity;
    this.count = all;
    this.inputs = units[0] as number;
    this.batch = options.capacity;
    this.training = training;
    const learnt = (n: number) => (training ? this.take(n * size) : 0);
    this.rows = {
      // The last row of biases is read in whole registers.
      parameters: this.take(all * size + 16),
      gradient: learnt(all),
      memory: learnt(all),
      memory2: learnt(all),
    };
    const name = activation(options.activation).name;
    const hidden = dropout > 0 ? BY_HOST : (HIDDEN[name] ?? BY_HOST);
    const depth = units.length - 1;
    const layers = this.take(depth * LAYER_WORDS * 4);
    let [weight, bias, input] = [0, weights * size, this.take((units[0] as number) * stride * size)];
    const words: number[] = [];
    for (let l = 0; l < depth; l++) {
      const [inputs, outputs] = [units[l] as number, units[l + 1] as number];
      const room = outputs * stride;
      const isHidden = l < depth - 1;
      const output = this.take(room * size);
      words.push(inputs, outputs, this.rows.parameters + weight, this.rows.parameters + bias);
      words.push(this.rows.gradient + weight, this.rows.gradient + bias, input, output, learnt(room));
      words.push(isHidden && hidden === BY_HOST ? learnt(room) : 0, isHidden && dropout > 0 ? learnt(room) : 0);
      weight += inputs * outputs * size;
      bias += outputs * size;
      input = output;
    }
    const targets = this.take((units.at(-1) as number) * stride * size);
    const sampleWeights = this.take(stride * size);
    const kernels = single ? wasm.single : wasm.double;
    const largest = Math.max(...units.slice(1));
    this.roomBytes = kernels.room(largest) * size;
    const [room, room2] = [this.take(this.roomBytes), this.take(this.roomBytes)];
    this.network = this.take(NETWORK_WORDS * 4);
    this.solver = this.take(SOLVER_NUMBERS * 8);
    const { parameters, gradient, memory, memory2 } = this.rows;
    wasm.integers(layers, words.length).set(words);
    wasm
      .integers(this.network, NETWORK_WORDS)
      .set([depth, layers, hidden, ANSWERS[options.output], parameters, gradient, memory, memory2]);
    wasm.integers(this.network + 32, 12).set([weights, all, targets, sampleWeights, room, room2, 0, 0, 0, 0, 0, 0]);
    if (training) for (const row of ["memory", "memory2"] as const) this.reals(row).fill(0);
    this.isLaidOut = true;
  }

  /** Room for so many bytes, given back with the plan. @throws {NnError} if there is none. */
  take(bytes: number): number {
    try {
      const place = this.wasm.reserve(bytes);
      this.places.push(place);
      return place;
    } catch (problem) {
      // Of a plan that came to nothing nobody else can give back what it took.
      if (!this.isLaidOut) this.close();
      throw problem;
    }
  }

  /** The parameters, or what lies like them, as they are in memory: gone after the next {@link take}. */
  reals(row: "parameters" | "gradient" | "memory" | "memory2"): Reals {
    return this.wasm.reals(this.single, this.rows[row], this.count);
  }

  /** Makes room for samples that come as lists of what is not 0, and for the inputs' lists of samples. */
  takeLists(): void {
    const words = () => this.wasm.integers(this.network + LISTS * 4, 3);
    if (words()[2] !== 0) return;
    const length = Math.min(this.batch, TURNED) + LIST_GAP;
    const lists = this.training ? this.take(this.inputs * (8 + length * (this.single ? 8 : 16))) : 0;
    const spans = this.take((this.capacity + 3) * 8);
    const bytes = this.wasm.listRoom(this.inputs);
    // Products in between have enough in the larger ones.
    const rooms = bytes > this.roomBytes ? [this.take(bytes), this.take(bytes)] : [];
    // Only once there is room for all, since whoever finds these words relies on it.
    this.wasm.integers(this.network + ROOMS * 4, 2).set(rooms);
    words().set([lists, length, spans]);
  }

  /** Has the second thread share in the work, or not. */
  share(shared: boolean): void {
    this.wasm.integers(this.network, NETWORK_WORDS)[DESK] = shared ? this.wasm.helper.desk : 0;
  }

  /** Gives all room back. */
  close(): void {
    for (const place of this.places) this.wasm.release(place);
    this.places.length = 0;
  }
}
