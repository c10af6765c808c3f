import { type Activation, type ActivationName, activation } from "../../activations.ts";
import type { Reals } from "./matrix-product.ts";

/** An activation function over the first n numbers of a row, in place. */
export interface LayerFunction {
  /** $a ← g(a)$ */
  forward(a: Reals, n: number): void;
  /** $δ ← δ\,g'$, with g′ from the outputs a, or from the weighted sums z where {@link fromSums} says so. */
  backward(values: Reals, delta: Reals, n: number): void;
  /** Whether `backward` wants the weighted sums; most famous functions can tell their slope from their output. */
  readonly fromSums: boolean;
}

const identity: LayerFunction = { forward() {}, backward() {}, fromSums: false };

const sigmoid: LayerFunction = {
  forward(a, n) {
    for (let i = 0; i < n; i++) {
      const h = a[i] as number;
      // Where e^−h overflows, the quotient is e^h in all digits.
      a[i] = h < -709 ? Math.exp(h) : 1 / (1 + Math.exp(-h));
    }
  },
  backward(a, delta, n) {
    for (let i = 0; i < n; i++) {
      const g = a[i] as number;
      delta[i] = (delta[i] as number) * g * (1 - g);
    }
  },
  fromSums: false,
};

const tanh: LayerFunction = {
  forward(a, n) {
    for (let i = 0; i < n; i++) a[i] = Math.tanh(a[i] as number);
  },
  backward(a, delta, n) {
    for (let i = 0; i < n; i++) {
      const g = a[i] as number;
      delta[i] = (delta[i] as number) * (1 - g * g);
    }
  },
  fromSums: false,
};

const relu: LayerFunction = {
  forward(a, n) {
    for (let i = 0; i < n; i++) if ((a[i] as number) < 0) a[i] = 0;
  },
  backward(a, delta, n) {
    for (let i = 0; i < n; i++) if (a[i] === 0) delta[i] = 0;
  },
  fromSums: false,
};

/** The four of scikit-learn, whose slope their output tells. */
const fromOutputs: Readonly<Record<string, LayerFunction>> = { identity, sigmoid, tanh, relu };

/** Any other: number by number, with the weighted sums kept. */
function fromTable({ f, derivative }: Activation): LayerFunction {
  return {
    forward(a, n) {
      for (let i = 0; i < n; i++) a[i] = f(a[i] as number);
    },
    backward(z, delta, n) {
      for (let i = 0; i < n; i++) delta[i] = (delta[i] as number) * derivative(z[i] as number);
    },
    fromSums: true,
  };
}

/**
 * The activation function of that name over whole layers.
 * @param sums Keep the weighted sums even where the output would do: with dropout it does not.
 */
export function layerFunction(name: ActivationName, sums = false): LayerFunction {
  const row = activation(name);
  return (sums ? undefined : fromOutputs[row.name]) ?? fromTable(row);
}

/** What makes answers of the last layer's sums, row by row of n outputs. */
export const outputFunctions = {
  identity: () => {},
  logistic: (a: Reals, rows: number, n: number) => sigmoid.forward(a, rows * n),
  exp: (a: Reals, rows: number, n: number) => {
    for (let i = 0; i < rows * n; i++) a[i] = Math.exp(a[i] as number);
  },
  softmax: (a: Reals, rows: number, n: number) => {
    for (let start = 0; start < rows * n; start += n) {
      let largest = a[start] as number;
      for (let i = start + 1; i < start + n; i++) if ((a[i] as number) > largest) largest = a[i] as number;
      let sum = 0;
      for (let i = start; i < start + n; i++) {
        const power = Math.exp((a[i] as number) - largest);
        a[i] = power;
        sum += power;
      }
      for (let i = start; i < start + n; i++) a[i] = (a[i] as number) / sum;
    }
  },
} as const;

/** The name of an output activation, as scikit-learn's `out_activation_` has it. */
export type OutputName = keyof typeof outputFunctions;
