import type { OptimizerMaker } from "./optimizer.ts";

/**
 * $s ← s + ∇^2$, $w ← w - η\,∇ / (\sqrt s + ε)$: each parameter has a rate of its own, which only falls (Duchi 2011).
 * @example
 * const w = new Float64Array([1]);
 * optimizer("adaGrad", 1, { epsilon: 0 }).step(w, new Float64Array([100]), 0.25);
 * w[0] // → 0.75
 */
export const adaGrad: OptimizerMaker = (n, { epsilon = 1e-8 }) => {
  const s = new Float64Array(n);
  return {
    name: "adaGrad",
    step(w, g, eta) {
      for (let i = 0; i < n; i++) {
        const gradient = g[i] as number;
        const sum = (s[i] as number) + gradient * gradient;
        s[i] = sum;
        w[i] = (w[i] as number) - (eta * gradient) / (Math.sqrt(sum) + epsilon);
      }
    },
  };
};

/** $s ← ρ s + (1 - ρ) ∇^2$, $w ← w - η\,∇ / (\sqrt s + ε)$: AdaGrad that forgets (Hinton's lecture 6e, 2012). */
export const rmsProp: OptimizerMaker = (n, { decay: rho = 0.9, epsilon = 1e-8 }) => {
  const s = new Float64Array(n);
  return {
    name: "rmsProp",
    step(w, g, eta) {
      for (let i = 0; i < n; i++) {
        const gradient = g[i] as number;
        const mean = rho * (s[i] as number) + (1 - rho) * gradient * gradient;
        s[i] = mean;
        w[i] = (w[i] as number) - (eta * gradient) / (Math.sqrt(mean) + epsilon);
      }
    },
  };
};

/**
 * $s ← ρ s + (1 - ρ) ∇^2$, $Δ = \sqrt{d + ε} / \sqrt{s + ε}\; ∇$, $d ← ρ d + (1 - ρ) Δ^2$, $w ← w - η\,Δ$: the steps have
 * the parameters' own unit, so that η = 1 does for everything (Zeiler 2012).
 */
export const adaDelta: OptimizerMaker = (n, { decay: rho = 0.9, epsilon = 1e-6 }) => {
  const s = new Float64Array(n);
  const d = new Float64Array(n);
  return {
    name: "adaDelta",
    step(w, g, eta) {
      for (let i = 0; i < n; i++) {
        const gradient = g[i] as number;
        const mean = rho * (s[i] as number) + (1 - rho) * gradient * gradient;
        const change = (Math.sqrt((d[i] as number) + epsilon) / Math.sqrt(mean + epsilon)) * gradient;
        s[i] = mean;
        d[i] = rho * (d[i] as number) + (1 - rho) * change * change;
        w[i] = (w[i] as number) - eta * change;
      }
    },
  };
};
