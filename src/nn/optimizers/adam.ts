import type { Numbers, Optimizer, OptimizerMaker, OptimizerOptions } from "./optimizer.ts";

/** What tells Adam's relatives apart. */
interface Kin {
  name: string;
  /** The share η·λ of each weight that is lost at each step, apart from the gradient. */
  weightDecay?: number;
  /** Divide by the largest mean of squares so far. */
  keepLargest?: boolean;
  /** Look ahead as Nesterov does. */
  lookAhead?: boolean;
}

/**
 * $m ← β_1 m + (1 - β_1) ∇$, $v ← β_2 v + (1 - β_2) ∇^2$, both freed of their start at 0 by $\hat m = m / (1 - β_1^t)$,
 * $\hat v = v / (1 - β_2^t)$, and $w ← w - η\,\hat m / (\sqrt{\hat v} + ε)$.
 */
function make(n: number, { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: OptimizerOptions, kin: Kin): Optimizer {
  const { name, weightDecay = 0, keepLargest = false, lookAhead = false } = kin;
  const m: Numbers = new Float64Array(n);
  const v: Numbers = new Float64Array(n);
  const largest: Numbers = new Float64Array(keepLargest ? n : 0);
  let t = 0;
  return {
    name,
    step(w, g, eta) {
      t++;
      const free1 = 1 - beta1 ** t;
      const free2 = 1 - beta2 ** t;
      for (let i = 0; i < n; i++) {
        const gradient = g[i] as number;
        const mean = beta1 * (m[i] as number) + (1 - beta1) * gradient;
        let square = beta2 * (v[i] as number) + (1 - beta2) * gradient * gradient;
        m[i] = mean;
        v[i] = square;
        if (keepLargest) {
          square = Math.max(square, largest[i] as number);
          largest[i] = square;
        }
        const ahead = lookAhead
          ? (beta1 * mean) / (1 - beta1 ** (t + 1)) + ((1 - beta1) * gradient) / free1
          : mean / free1;
        const weight = (w[i] as number) * (1 - eta * weightDecay);
        w[i] = weight - (eta * ahead) / (Math.sqrt(square / free2) + epsilon);
      }
    },
  };
}

/**
 * Adam: momentum, and for each parameter a rate of its own (Kingma and Ba 2015, algorithm 1; the lecture's).
 * @example
 * const w = new Float64Array([1]);
 * optimizer("adam", 1).step(w, new Float64Array([100]), 0.25);
 * w[0]?.toFixed(6) // → "0.750000"
 */
export const adam: OptimizerMaker = (n, options) => make(n, options, { name: "adam" });

/** Adam with weight decay apart from the gradient, which the adaptive rate would distort (Loshchilov and Hutter 2019). */
export const adamW: OptimizerMaker = (n, { weightDecay = 0.01, ...options }) =>
  make(n, options, { name: "adamW", weightDecay });

/** Adam with Nesterov's look ahead (Dozat 2016). */
export const nadam: OptimizerMaker = (n, options) => make(n, options, { name: "nadam", lookAhead: true });

/** Adam that never forgets the largest mean of squares, so that rates only fall (Reddi, Kale and Kumar 2018). */
export const amsGrad: OptimizerMaker = (n, options) => make(n, options, { name: "amsGrad", keepLargest: true });
