import { expected, lookUp } from "../errors.ts";
import { checkPositive, checkVector, type Vector } from "./shapes.ts";

/** What an answer ŷ to a target y costs, and the slope of that cost: a sum of one term an output. */
export interface Loss {
  readonly name: string;
  /** One output's term, in LaTeX. */
  readonly formula: string;
  /** $C(\hat y, y)$ of one output. */
  readonly f: (yHat: number, y: number) => number;
  /** $∂C/∂\hat y$ of one output. */
  readonly derivative: (yHat: number, y: number) => number;
  /** What the target of one output may be, in words for error texts. */
  readonly targets: string;
  /** Whether y is such a target. */
  readonly accepts: (y: number) => boolean;
}

/** Any number. */
const anyTarget = { targets: "a finite number", accepts: Number.isFinite };
/** A probability. */
const shareTarget = { targets: "a number from 0 to 1", accepts: (y: number) => y >= 0 && y <= 1 };

/** $x \ln z$, which is 0 where x is: then z does not matter. */
function xLogZ(x: number, z: number): number {
  return x === 0 ? 0 : x * Math.log(z);
}

/** $x / z$, which is 0 where x is. */
function over(x: number, z: number): number {
  return x === 0 ? 0 : x / z;
}

/** $\frac12(\hat y - y)^2$. The half goes when we differentiate: the slope is the error itself, turned. */
const squared: Loss = {
  name: "squared",
  formula: "\\tfrac12(\\hat y - y)^2",
  f: (yHat, y) => (yHat - y) ** 2 / 2,
  derivative: (yHat, y) => yHat - y,
  ...anyTarget,
};

/** $|\hat y - y|$: twice as wrong costs twice as much, so one outlier pulls less. No slope at 0, where we take 0. */
const absolute: Loss = {
  name: "absolute",
  formula: "|\\hat y - y|",
  f: (yHat, y) => Math.abs(yHat - y),
  derivative: (yHat, y) => Math.sign(yHat - y),
  ...anyTarget,
};

/**
 * Squared for errors up to δ, a straight line beyond (Huber 1964).
 * @param delta δ > 0, where one passes into the other. Default 1.
 * @throws {NnError} for a δ that is not above 0.
 * @example
 * huberWith(2).f(5, 0) // → 8
 * huberWith(2).derivative(5, 0) // → 2
 */
export function huberWith(delta = 1): Loss {
  checkPositive(delta, "delta");
  return {
    name: "huber",
    formula: `\\begin{cases}\\tfrac12 e^2 & |e| \\le ${delta}\\\\ ${delta}(|e| - ${delta / 2}) & |e| > ${delta}\\end{cases}`,
    f: (yHat, y) => {
      const e = Math.abs(yHat - y);
      return e <= delta ? (e * e) / 2 : delta * (e - delta / 2);
    },
    derivative: (yHat, y) => Math.max(-delta, Math.min(delta, yHat - y)),
    ...anyTarget,
  };
}

/** $\max(0, 1 - y \hat y)$ for classes named −1 and 1: right answers with room to spare cost nothing. */
const hinge: Loss = {
  name: "hinge",
  formula: "\\max(0, 1 - y \\hat y)",
  f: (yHat, y) => Math.max(0, 1 - y * yHat),
  derivative: (yHat, y) => (y * yHat < 1 ? -y : 0),
  targets: "−1 or 1",
  accepts: (y) => y === 1 || y === -1,
};

/** $-y \ln \hat y - (1 - y) \ln(1 - \hat y)$, in nats. (The lecture's BCE, which leaves the logarithm's base open.) */
const binaryCrossEntropy: Loss = {
  name: "binaryCrossEntropy",
  formula: "-y \\ln \\hat y - (1 - y) \\ln(1 - \\hat y)",
  f: (yHat, y) => 0 - xLogZ(y, yHat) - xLogZ(1 - y, 1 - yHat),
  derivative: (yHat, y) => over(1 - y, 1 - yHat) - over(y, yHat),
  ...shareTarget,
};

/** $-y \ln \hat y$ of one class, in nats; the sum over the classes is the lecture's CCE. */
const categoricalCrossEntropy: Loss = {
  name: "categoricalCrossEntropy",
  formula: "-y \\ln \\hat y",
  f: (yHat, y) => 0 - xLogZ(y, yHat),
  derivative: (yHat, y) => 0 - over(y, yHat),
  ...shareTarget,
};

/** $y \ln (y / \hat y)$ of one class: cross-entropy less the target's own entropy, so 0 exactly where $\hat y = y$. */
const klDivergence: Loss = {
  name: "klDivergence",
  formula: "y \\ln \\frac{y}{\\hat y}",
  f: (yHat, y) => xLogZ(y, y / yHat),
  derivative: (yHat, y) => 0 - over(y, yHat),
  ...shareTarget,
};

/** Half the Poisson deviance $y \ln(y / \hat y) - y + \hat y$, for counts; $\hat y$ must be above 0. */
const poisson: Loss = {
  name: "poisson",
  formula: "y \\ln \\frac{y}{\\hat y} - y + \\hat y",
  f: (yHat, y) => xLogZ(y, y / yHat) - y + yHat,
  derivative: (yHat, y) => 1 - over(y, yHat),
  targets: "a count of at least 0",
  accepts: (y) => y >= 0 && Number.isFinite(y),
};

/** The same loss in bits: $\log_2$ in place of ln. (The lecture's slide has $-\log_2$.) */
function inBits(nats: Loss): Loss {
  return {
    ...nats,
    name: `${nats.name}Bits`,
    formula: nats.formula.replaceAll("\\ln", "\\log_2"),
    f: (yHat, y) => nats.f(yHat, y) / Math.LN2,
    derivative: (yHat, y) => nats.derivative(yHat, y) / Math.LN2,
  };
}

/**
 * Every loss function by its name, each with its derivative. A new one is one row.
 * @example
 * losses.squared.f(3, 1) // → 2
 * losses.categoricalCrossEntropyBits.f(0.5, 1) // → 1
 */
export const losses = {
  squared,
  absolute,
  huber: huberWith(),
  hinge,
  binaryCrossEntropy,
  binaryCrossEntropyBits: inBits(binaryCrossEntropy),
  categoricalCrossEntropy,
  categoricalCrossEntropyBits: inBits(categoricalCrossEntropy),
  poisson,
  klDivergence,
} as const;

/** The name of a loss function: a key of {@link losses}. */
export type LossName = keyof typeof losses;

/**
 * The loss function of that name.
 * @throws {NnError} for a name that is not in {@link losses}, with the nearest one.
 * @example
 * loss("huber").f(3, 0) // → 2.5
 * loss("squered" as LossName) // throws did you mean "squared"?
 */
export function loss(name: LossName): Loss {
  return lookUp<Loss>(losses, name, "a loss function");
}

/** A loss by its name, or one of the user's own that has all its parts. @throws {NnError} for anything else. */
export function lossOf(given: LossName | Loss): Loss {
  if (typeof given !== "object" || given === null) return loss(given);
  const { name, f, derivative, accepts } = given;
  if (typeof name === "string" && [f, derivative, accepts].every((part) => typeof part === "function")) return given;
  throw expected(
    "a loss with a name, f, derivative, targets and accepts",
    given,
    "give it all five, or name one of ours",
  );
}

/**
 * What one sample's answers cost: the sum over its outputs.
 * @throws {NnError} unless both hold finite numbers, as many, and each target is one that the loss understands.
 * @example
 * sampleLoss("categoricalCrossEntropyBits", [0.25, 0.75], [1, 0]) // → 2
 */
export function sampleLoss(name: LossName | Loss, yHat: Vector, y: Vector): number {
  const { f, accepts, targets } = lossOf(name);
  checkVector(yHat, "yHat");
  checkVector(y, "y", yHat.length);
  const wrong = y.findIndex((target) => !accepts(target));
  if (wrong !== -1)
    throw expected(`y[${wrong}] to be ${targets}`, y[wrong], "choose another loss, or rename the classes");
  return yHat.reduce((sum, value, i) => sum + f(value, y[i] as number), 0);
}
