import { expected } from "../errors.ts";
import type { Interval } from "./approximation.ts";
import { Network } from "./network.ts";
import { checkInterval, checkList, type Vector } from "./shapes.ts";

/**
 * A network of one hidden layer of ReLUs, however wide, as a deep one that is only n + m + 2 wide and answers the same on
 * a box: the step that makes depth out of width in the proof of Kidger and Lyons (2020; the lecture's slide), for
 * any numbers n of inputs and m of outputs. In every layer n neurons hand the inputs on, one is the next of the shallow
 * network's, m collect the outputs, and one collects what must be taken off them at the end, so that none of them is
 * ever negative. Each neuron of the wide layer takes a layer of its own.
 * @param shallow A hidden layer of "relu" and an output layer of "identity".
 * @param box From where to where each input goes: a compact domain, as the theorem asks for.
 * @throws {NnError} for another network, or a box of other inputs.
 * @example
 * const wide = Network.random({ sizes: [2, 9, 3], hidden: "relu" });
 * deepNarrow(wide, [[-1, 1], [-1, 1]]).sizes // → [2, 7, 7, 7, 7, 7, 7, 7, 7, 7, 3]
 */
export function deepNarrow(shallow: Network, box: readonly Interval[]): Network {
  const [hidden, output] = shallow instanceof Network ? shallow.layers : [];
  const fits = hidden?.activation.name === "relu" && output?.activation.name === "identity";
  if (!hidden || !output || !fits || shallow.layers.length !== 2)
    throw expected("a Network of a relu layer and an identity layer", shallow, "train or construct such a one first");
  const n = (hidden.weights[0] as Vector).length;
  if (checkList(box, "box").length !== n)
    throw expected(`box to hold ${n} intervals, one an input`, box, "write [[0, 1], [0, 1]]");
  const low = Array.from(box, (interval) => checkInterval(interval)[0]);
  const m = output.weights.length;
  const width = n + m + 2;
  const [next, offset] = [n, n + m + 1];
  /** The weights to neuron k of the shallow layer from inputs that were moved to begin at 0, and its bias there. */
  const neuron = (k: number) => {
    const w = hidden.weights[k] as Vector;
    return { w, b: w.reduce((sum, value, i) => sum + value * (low[i] as number), hidden.biases[k] as number) };
  };
  /** What neuron k adds to each output. */
  const parts = (k: number) => output.weights.map((row) => row[k] as number);
  const taken = (k: number) => parts(k).reduce((most, part) => Math.max(most, -part), 0);
  const unit = (place: number) => Array.from({ length: width }, (_, i) => (i === place ? 1 : 0));
  const padded = (w: Vector) => Array.from({ length: width }, (_, i) => w[i] ?? 0);
  const zeros = new Array<number>(n).fill(0);

  const first = {
    weights: [
      ...low.map((_, i) => zeros.map((__, k) => (k === i ? 1 : 0))),
      hidden.weights[0] as Vector,
      ...new Array<Vector>(m + 1).fill(zeros),
    ],
    biases: [...low.map((value) => 0 - value), hidden.biases[0] as number, ...new Array<number>(m + 1).fill(0)],
    activation: "relu" as const,
  };
  const further = hidden.weights.slice(1).map((_, before) => {
    const { w, b } = neuron(before + 1);
    const gains = [...parts(before).map((part) => part + taken(before)), taken(before)];
    const collect = gains.map((gain, o) => unit(n + 1 + o).map((value, i) => (i === next ? gain : value)));
    return {
      weights: [...low.map((__, i) => unit(i)), padded(w), ...collect],
      biases: [...low.map(() => 0), b, ...gains.map(() => 0)],
      activation: "relu" as const,
    };
  });
  const last = parts(hidden.weights.length - 1).map((part, o) =>
    unit(n + 1 + o).map((value, i) => (i === next ? part : i === offset ? -1 : value)),
  );
  return new Network([first, ...further, { weights: last, biases: output.biases, activation: "identity" }]);
}
