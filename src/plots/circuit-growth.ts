import { circuitSizes } from "../nn/circuit-sizes.ts";
import { checkWhole } from "../nn/shapes.ts";
import { namedLines } from "./named-lines.ts";
import { type LayeredChart, sheet } from "./theme.ts";

/** The four curves, in the order of the legend. */
const curves = [
  { name: "parity, AND/OR", key: "parityAnds" },
  { name: "majority, AND/OR", key: "majorityAnds" },
  { name: "parity, neurons", key: "parityNeurons" },
  { name: "majority, neurons", key: "majorityNeurons" },
] as const;

/**
 * How many units parity and majority of n bits take at depth 2, in AND/OR circuits (exact, exponential) and with
 * threshold neurons (enough). (The lecture's slide on Håstad's lemma, corrected.)
 * @param most Up to how many bits. Default 20.
 * @throws {NnError} unless that is a whole number of at least 2.
 * @example
 * circuitGrowth(12).title // → { text: "What depth 2 costs", subtitle: "AND gates or threshold neurons in the hidden layer" }
 */
export function circuitGrowth(most = 20): LayeredChart {
  checkWhole(most, "most", 2);
  const values = Array.from({ length: most }, (_, i) => circuitSizes(i + 1)).flatMap((sizes) =>
    curves.map(({ name, key }) => ({ curve: name, bits: sizes.bits, units: Number(sizes[key]) })),
  );
  const names = curves.map(({ name }) => name);
  return {
    ...sheet,
    description: `Units needed at depth 2 for up to ${most} bits, on a logarithmic axis: AND gates for parity and majority grow exponentially; threshold neurons grow like n for parity and stay at 1 for majority.`,
    title: { text: "What depth 2 costs", subtitle: "AND gates or threshold neurons in the hidden layer" },
    width: 420,
    height: 220,
    data: { values },
    encoding: {
      x: {
        field: "bits",
        type: "quantitative",
        title: "bits n",
        axis: { grid: false, format: "d", tickMinStep: 1 },
        scale: { domain: [1, most], nice: false },
      },
      y: {
        field: "units",
        type: "quantitative",
        title: "units",
        scale: { type: "log" },
        axis: { tickCount: 6, format: "~s" },
      },
      ...namedLines("curve", names, { columns: 2, labelLimit: 220 }),
      tooltip: [{ field: "curve" }, { field: "bits" }, { field: "units" }],
    },
    layer: [{ mark: { type: "line", strokeWidth: 2.5 } }],
  };
}
