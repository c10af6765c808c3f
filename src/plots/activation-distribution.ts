import { expected } from "../errors.ts";
import type { ForwardValues } from "../nn/layer.ts";
import type { Vector } from "../nn/shapes.ts";
import { checkFunction, checkSamples } from "../nn/shapes.ts";
import { chartOptions } from "./arguments.ts";
import type { Chart } from "./theme.ts";
import { weightDistribution } from "./weight-distribution.ts";

/** A network whose forward values can be asked for by name. */
interface Traced {
  readonly layers: readonly unknown[];
  forward(x: Vector): ForwardValues;
}

/**
 * How the outputs of each layer's neurons are distributed over samples, one histogram a layer: neurons that are always
 * at the ends of a sigmoid, or at 0 of a ReLU, have no slope left to learn by; answers that shrink from layer to layer
 * tell of weights that are too small.
 * @param network A `Network`; of a `Sequential`, its `toNetwork()`; of a fitted estimator, `networkOf` it.
 * @param X The samples.
 * @param of "a" for what neurons answer, "z" for the weighted sums before.
 * @throws {NnError} for no samples, or none that the network understands.
 * @example
 * activationDistribution(Network.random({ sizes: [2, 5, 5, 1] }), gates.XOR.X).title // → "What each layer answers"
 */
export function activationDistribution(
  network: Traced,
  X: readonly Vector[],
  options: { of?: "a" | "z"; title?: string } = {},
): Chart {
  const { of = "a" } = chartOptions(options, { of: "other", title: "text" });
  if (of !== "a" && of !== "z") throw expected('of to be "a" or "z"', of, "leave it out for the answers");
  const { title = of === "a" ? "What each layer answers" : "The weighted sums of each layer" } = options;
  checkFunction(network?.forward, "network.forward", "Network.random({ sizes: [2, 3, 1] })");
  checkSamples(X);
  const passes = X.map((x: Vector) => network.forward(x));
  const layers = network.layers.map((_, l) => {
    const values = passes.flatMap((pass) => pass[`${of}${l + 1}`] as Vector);
    return [`layer ${l + 1}`, values] as const;
  });
  const valueName = of === "a" ? "answer a" : "weighted sum z";
  const chart = weightDistribution(Object.fromEntries(layers), { title, valueName });
  // A layer whose answers are all alike would press the others' bars flat.
  return { ...chart, resolve: { scale: { y: "independent" } } } as Chart;
}
