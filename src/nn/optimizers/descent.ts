import type { OptimizerMaker } from "./optimizer.ts";

/** $w ← w - η\,∇$: vanilla gradient descent; with mini-batches, stochastic gradient descent. (The lecture's step 5.) */
export const gradientDescent: OptimizerMaker = () => ({
  name: "gradientDescent",
  step(w, g, eta) {
    for (let i = 0; i < w.length; i++) w[i] = (w[i] as number) - eta * (g[i] as number);
  },
});

/**
 * $v ← μ v - η\,∇$, $w ← w + v$: a heavy ball that keeps rolling (Polyak 1964).
 * @example
 * const w = new Float64Array([1]);
 * optimizer("momentum", 1).step(w, new Float64Array([2]), 0.25);
 * w[0] // → 0.5
 */
export const momentum: OptimizerMaker = (n, { momentum: mu = 0.9 }) => {
  const v = new Float64Array(n);
  return {
    name: "momentum",
    step(w, g, eta) {
      for (let i = 0; i < n; i++) {
        const velocity = mu * (v[i] as number) - eta * (g[i] as number);
        v[i] = velocity;
        w[i] = (w[i] as number) + velocity;
      }
    },
  };
};

/**
 * $v ← μ v - η\,∇$, $w ← w + μ v - η\,∇$: momentum that already looks from where it will be (Nesterov 1983, in the form
 * of Sutskever 2013 that needs no second gradient; scikit-learn's).
 */
export const nesterov: OptimizerMaker = (n, { momentum: mu = 0.9 }) => {
  const v = new Float64Array(n);
  return {
    name: "nesterov",
    step(w, g, eta) {
      for (let i = 0; i < n; i++) {
        const pull = eta * (g[i] as number);
        const velocity = mu * (v[i] as number) - pull;
        v[i] = velocity;
        w[i] = (w[i] as number) + mu * velocity - pull;
      }
    },
  };
};
