import { arrowHeads, circles, form, strokes, words } from "./sketch.ts";
import { type LayeredChart, pencil, sheet } from "./theme.ts";

/** Branches that gather into the cell body, which tapers into the axon; drawn as strokes of one path each. */
const dendrites =
  "M128,120 C100,95 80,80 44,70 M92,92 C84,72 72,58 58,44 M128,135 C95,135 70,138 30,132 M78,136 C62,146 48,160 36,168 " +
  "M132,150 C110,170 92,184 58,206 M102,176 C98,194 92,206 88,222 M140,112 C128,88 122,70 120,44 M126,82 C134,68 142,58 150,50";
const soma =
  "M128,118 C138,100 166,98 180,112 C192,124 200,130 216,134 L216,140 C198,142 192,150 180,162 C164,174 138,170 128,152 C122,142 122,128 128,118 Z";
const nucleus = "M142,136 A13,13 0 1 1 168,136 A13,13 0 1 1 142,136 Z";
const axon = "M216,137 C270,131 330,143 410,137";
const terminals =
  "M410,137 C440,128 452,106 478,92 M410,137 C444,136 462,134 488,134 M410,137 C438,148 452,166 478,180";
const myelin = [238, 282, 326, 370].map((x) => `M${x},128 h28 a9,9 0 0 1 0,18 h-28 a9,9 0 0 1 0,-18 Z`).join(" ");

const [top, skin, fat] = [330, "#F3E3C3", "#DCE9F5"];

/**
 * The neuron of the brain above the artificial one, part over part: dendrites and weighted inputs, cell body and sum,
 * the place where the axon begins and the activation function, the axon and the output.
 * (The lecture's "Biological neuron"; the picture is our own.)
 * @example
 * twoNeurons().title // → "The brain’s neuron and its artificial cousin"
 */
export function twoNeurons(): LayeredChart {
  return {
    ...sheet,
    description:
      "Above, a neuron of the brain: dendrites lead to the cell body, from which an axon in its myelin leads to the terminals. Below it, part under part, the artificial neuron: weighted inputs, their sum, the activation function, the output.",
    title: "The brain’s neuron and its artificial cousin",
    width: 530,
    height: 430,
    view: { stroke: null },
    layer: [
      form(dendrites, { stroke: "#8A6D3B", strokeWidth: 4 }),
      form(axon, { stroke: "#8A6D3B", strokeWidth: 5 }),
      form(terminals, { stroke: "#8A6D3B", strokeWidth: 3 }),
      form(myelin, { fill: fat, stroke: "#5B7FA3" }),
      form(soma, { fill: skin, stroke: "#8A6D3B", strokeWidth: 2 }),
      form(nucleus, { fill: "#D9A066", stroke: "#8A6D3B" }),
      circles(
        [
          { x: 482, y: 90 },
          { x: 492, y: 134 },
          { x: 482, y: 182 },
        ],
        110,
      ),
      words([
        { word: "dendrites take signals in", x: 80, y: 20 },
        { word: "cell body adds them up", x: 200, y: 200 },
        { word: "axon carries the signal on", x: 320, y: 105 },
        { word: "to other cells", x: 488, y: 212 },
      ]),
      strokes([{ x: 190, y: 190, x2: 170, y2: 172 }]),
      strokes([-56, 0, 56].map((dy) => ({ x: 50, y: top + dy, x2: 155, y2: top }))),
      strokes([
        { x: 155, y: top, x2: 250, y2: top },
        { x: 250, y: top, x2: 478, y2: top },
        { x: 155, y: top - 62, x2: 155, y2: top },
      ]),
      arrowHeads([{ x: 476, y: top }]),
      circles(
        [-56, 0, 56].map((dy) => ({ x: 50, y: top + dy })),
        160,
      ),
      circles(
        [
          { x: 155, y: top },
          { x: 250, y: top },
        ],
        2400,
      ),
      words(
        [-56, 0, 56].map((dy, i) => ({ word: ["x₁", "x₂", "x₃"][i] as string, x: 30, y: top + dy })),
        { fontSize: 14 },
      ),
      words(
        [-56, 0, 56].map((dy, i) => ({ word: ["w₁", "w₂", "w₃"][i] as string, x: 96, y: top + dy * 0.56 - 10 })),
        { color: pencil },
      ),
      words(
        [
          { word: "Σ", x: 155, y: top },
          { word: "g", x: 250, y: top },
          { word: "ŷ", x: 496, y: top },
        ],
        { fontSize: 20 },
      ),
      words(
        [
          { word: "bias b", x: 155, y: top - 72 },
          { word: "h", x: 203, y: top - 11 },
        ],
        { color: pencil },
      ),
      words([{ word: "ŷ = g(w₁x₁ + w₂x₂ + w₃x₃ + b)", x: 384, y: top - 14 }], { color: pencil, fontSize: 12 }),
      words([
        { word: "weighted inputs", x: 60, y: top + 92 },
        { word: "sum", x: 155, y: top + 52 },
        { word: "activation", x: 250, y: top + 52 },
        { word: "output", x: 496, y: top + 52 },
      ]),
    ],
  };
}
