import type { Reals } from "./matrix-product.ts";

/** What the solvers are told; scikit-learn's names and meanings. */
export interface SolverOptions {
  learningRate: "constant" | "invscaling" | "adaptive";
  learningRateInit: number;
  powerT: number;
  momentum: number;
  nesterovsMomentum: boolean;
  beta1: number;
  beta2: number;
  epsilon: number;
}

/** What a solver remembers between steps, as plain numbers for JSON. */
export interface SolverState {
  rate: number;
  steps: number;
  memory: number[][];
}

/** Moves the parameters batch by batch, by scikit-learn 1.9's formulas. */
export interface Solver {
  /** One step, in place. */
  step(w: Reals, g: Reals): void;
  /** Told after each epoch how many samples were seen in all. */
  epochEnds(samplesSeen: number): void;
  /** Asked when nothing improved for long: whether to stop. The adaptive rate is divided by 5 instead, down to 1e-6. */
  shouldStop(): boolean;
  readonly state: SolverState;
  restore(state: SolverState): void;
}

/** Stochastic gradient descent with (Nesterov's) momentum, and a rate that may fall. */
function sgd(n: number, options: SolverOptions): Solver {
  const { learningRateInit, learningRate, powerT, momentum: mu, nesterovsMomentum } = options;
  const v = new Float64Array(n);
  let rate = learningRateInit;
  return {
    step(w, g) {
      for (let i = 0; i < n; i++) {
        const pull = rate * (g[i] as number);
        const velocity = mu * (v[i] as number) - pull;
        v[i] = velocity;
        w[i] = (w[i] as number) + (nesterovsMomentum ? mu * velocity - pull : velocity);
      }
    },
    epochEnds(samplesSeen) {
      if (learningRate === "invscaling") rate = learningRateInit / (samplesSeen + 1) ** powerT;
    },
    shouldStop() {
      if (learningRate !== "adaptive" || rate <= 1e-6) return true;
      rate /= 5;
      return false;
    },
    get state() {
      return { rate, steps: 0, memory: [Array.from(v)] };
    },
    restore({ rate: kept, memory }) {
      rate = kept;
      v.set(memory[0] as number[]);
    },
  };
}

/** Adam as Kingma and Ba write it at the end of their section 2: the rate is corrected, and ε stands beside √v. */
function adam(n: number, { learningRateInit, beta1, beta2, epsilon }: SolverOptions): Solver {
  const m = new Float64Array(n);
  const v = new Float64Array(n);
  let t = 0;
  return {
    step(w, g) {
      t++;
      const rate = (learningRateInit * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
      for (let i = 0; i < n; i++) {
        const gradient = g[i] as number;
        const mean = beta1 * (m[i] as number) + (1 - beta1) * gradient;
        const square = beta2 * (v[i] as number) + (1 - beta2) * (gradient * gradient);
        m[i] = mean;
        v[i] = square;
        w[i] = (w[i] as number) - (rate * mean) / (Math.sqrt(square) + epsilon);
      }
    },
    epochEnds() {},
    shouldStop: () => true,
    get state() {
      return { rate: learningRateInit, steps: t, memory: [Array.from(m), Array.from(v)] };
    },
    restore({ steps, memory }) {
      t = steps;
      m.set(memory[0] as number[]);
      v.set(memory[1] as number[]);
    },
  };
}

/** The stochastic solvers by their names, each as a function that makes one for n parameters. */
export const solvers = { sgd, adam } as const;
