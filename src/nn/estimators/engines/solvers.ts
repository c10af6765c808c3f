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

/** What a solver remembers between steps beside its rows of memory, as plain numbers for JSON. */
export interface SolverState {
  rate: number;
  steps: number;
  memory: number[][];
}

/** Moves the parameters batch by batch, by scikit-learn 1.9's formulas. The engine keeps its rows of memory. */
export interface Solver {
  readonly kind: "momentum" | "nesterov" | "adam";
  /** Momentum, or Adam's β₁; and β₂ and ε. */
  readonly first: number;
  readonly second: number;
  readonly epsilon: number;
  rate: number;
  /** How many steps were taken. */
  steps: number;
  /** One step, in place; w, g and the rows of memory are of one length. */
  step(w: Reals, g: Reals, memory: readonly Reals[]): void;
  /** Told after each epoch how many samples were seen in all. */
  epochEnds(samplesSeen: number): void;
  /** Asked when nothing improved for long: whether to stop. The adaptive rate is divided by 5 instead, down to 1e-6. */
  shouldStop(): boolean;
}

/** Stochastic gradient descent with (Nesterov's) momentum, and a rate that may fall. */
function sgd(options: SolverOptions): Solver {
  const { learningRateInit, learningRate, powerT, momentum: mu, nesterovsMomentum } = options;
  return {
    kind: nesterovsMomentum ? "nesterov" : "momentum",
    first: mu,
    second: 0,
    epsilon: 0,
    rate: learningRateInit,
    steps: 0,
    step(w, g, [v]) {
      this.steps++;
      const velocities = v as Reals;
      for (let i = 0; i < w.length; i++) {
        const pull = this.rate * (g[i] as number);
        const velocity = mu * (velocities[i] as number) - pull;
        velocities[i] = velocity;
        w[i] = (w[i] as number) + (nesterovsMomentum ? mu * velocity - pull : velocity);
      }
    },
    epochEnds(samplesSeen) {
      if (learningRate === "invscaling") this.rate = learningRateInit / (samplesSeen + 1) ** powerT;
    },
    shouldStop() {
      if (learningRate !== "adaptive" || this.rate <= 1e-6) return true;
      this.rate /= 5;
      return false;
    },
  };
}

/** Adam as Kingma and Ba write it at the end of their section 2: the rate is corrected, and ε stands beside √v. */
function adam({ learningRateInit, beta1, beta2, epsilon }: SolverOptions): Solver {
  return {
    kind: "adam",
    first: beta1,
    second: beta2,
    epsilon,
    rate: learningRateInit,
    steps: 0,
    step(w, g, memory) {
      const [m, v] = memory as [Reals, Reals];
      const t = ++this.steps;
      const rate = (learningRateInit * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
      for (let i = 0; i < w.length; i++) {
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
  };
}

/** A solver and its rows of memory, for JSON. */
export function solverState({ kind, rate, steps }: Solver, memory: readonly Reals[]): SolverState {
  const rows = kind === "adam" ? 2 : 1;
  return { rate, steps: kind === "adam" ? steps : 0, memory: memory.slice(0, rows).map((row) => Array.from(row)) };
}

/** The stochastic solvers by their names, each as a function that makes one. */
export const solvers = { sgd, adam } as const;
