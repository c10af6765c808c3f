import type { PlaygroundSettings } from "./settings.ts";

/** Settings that tell a story. */
export interface Preset {
  readonly name: string;
  /** What to look at, and what to try. */
  readonly story: string;
  readonly settings: Partial<PlaygroundSettings>;
}

/** The stories, in the order in which one learns from them. */
export const presets: readonly Preset[] = [
  {
    name: "One neuron draws one line",
    story:
      "Two clouds, no hidden layer: press play, and the line turns until it parts them. Why is one line enough here?",
    settings: { data: "gaussian", hidden: [] },
  },
  {
    name: "XOR needs a hidden layer",
    story:
      "The same neuron on the exclusive or: the loss stays near ln 2 = 0.69, a coin's. Add a layer with “+” and play again.",
    settings: { data: "xor", hidden: [] },
  },
  {
    name: "… of four neurons",
    story: "Each hidden neuron draws a line of its own; the output combines them. Rest on one to see what it answers.",
    settings: { data: "xor", hidden: [4], learningRate: 0.1 },
  },
  {
    name: "… or the right feature",
    story: "No hidden layer, but the network is given x₁x₂. Knowing the problem replaces the layer.",
    settings: { data: "xor", hidden: [], features: ["x1x2"] },
  },
  {
    name: "A spiral with too little",
    story: "Two neurons cannot wind around a spiral, however long they learn. How many are needed?",
    settings: { data: "spiral", hidden: [2], descent: "adam", learningRate: 0.01 },
  },
  {
    name: "A spiral, learnt",
    story: "Two layers of eight: the first draws lines, the second bends them. The loss stalls, then falls.",
    settings: { data: "spiral" },
  },
  {
    name: "… sooner with sines",
    story: "The same network, given sin x₁ and sin x₂ too: what took a hundred epochs takes ten.",
    settings: { data: "spiral", features: ["x1", "x2", "sinX1", "sinX2"] },
  },
  {
    name: "Learning the noise by heart",
    story:
      "Few samples, much noise, a large network: the training loss falls, the test loss rises. Show the test data.",
    settings: {
      ...{ data: "gaussian", samples: 200, noise: 0.5, trainShare: 0.2, hidden: [8, 8], descent: "adam" },
      ...{ learningRate: 0.02, showTest: true },
    },
  },
  {
    name: "… and how a penalty helps",
    story: "The same with L2: small weights make smooth answers. Watch the test loss.",
    settings: {
      ...{ data: "gaussian", samples: 200, noise: 0.5, trainShare: 0.2, hidden: [8, 8], descent: "adam" },
      ...{ learningRate: 0.02, showTest: true, penalty: "L2", penaltyRate: 0.03 },
    },
  },
  {
    name: "Steps that are too large",
    story:
      "A learning rate of 3: the loss jumps instead of falling. Divide it by 10 until it falls, then by 1000: it crawls.",
    settings: { data: "circle", learningRate: 3 },
  },
  {
    name: "A plane needs no hidden layer",
    story: "Regression: the answer is a number. A plane is what one neuron with the identity can say exactly.",
    settings: { data: "plane", hidden: [] },
  },
];
