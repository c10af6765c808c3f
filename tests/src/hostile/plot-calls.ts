import * as A from "../../../src/index.ts";
import * as P from "../../../src/plots/index.ts";
import type { Call } from "./calls.ts";

const plane = {
  X: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  y: [0, 0, 0, 1],
};
const names = { title: "AND", inputNames: ["left", "right"] };
const neuron = A.gates.AND.neuron;
const network = A.Network.random({ sizes: [2, 3, 1] });
const line = A.shallowApproximation(Math.sin, [0, 1], 4);
const bump = new A.Network([
  { weights: [[1], [1]], biases: [1, -2], activation: "sigmoid" },
  { weights: [[1, -2]], biases: [0.5], activation: "identity" },
]);
const study = { X: [[-2], [0], [2]], y: [-1.5, 0.4, 1.4] };
const trace = A.perceptronRule(A.gates.AND);
const classifier = new A.Perceptron({ shuffle: false }).fit(plane.X, plane.y);

/** Every chart that takes something which can be wrong. */
export const plotCalls: Readonly<Record<string, Call>> = {
  activationCurve: [P.activationCurve, [["relu", "tanh"]]],
  activationDistribution: [P.activationDistribution, [network, plane.X, { title: "t" }]],
  answersOverTime: [P.answersOverTime, [[0, 1], { memory: [0.1, 0.9] }, { title: "t", answerName: "ŷ" }]],
  approximationBySize: [
    P.approximationBySize,
    [Math.sin, [0, 1], [line, line], { name: "neurons", at: 1, title: "t" }],
  ],
  approximationCurve: [P.approximationCurve, [Math.sin, [0, 1], { four: line }, { title: "t" }]],
  autogradGraph: [P.autogradGraph, [new A.Value(3, "x").pow(2).backward(), { title: "t" }]],
  boundarySliders: [P.boundarySliders, [neuron, plane, names]],
  bumpBuilder: [P.bumpBuilder, [Math.sin, [0, 1], { heights: [0.1, 0.2], range: [-1, 1], steepness: 40, title: "t" }]],
  bumpPair: [P.bumpPair, [{ steepness: 40, from: 0.2, to: 0.5, height: 0.5, title: "t" }]],
  circuitGrowth: [P.circuitGrowth, [12]],
  classPoints: [P.classPoints, [plane, { ...names, subtitle: "s" }]],
  confusionChart: [
    P.confusionChart,
    [
      [
        [5, 1],
        [0, 4],
      ],
      { names: ["cat", "dog"], title: "t" },
    ],
  ],
  convergenceProof: [P.convergenceProof, [trace, A.convergenceBound(plane, neuron), { title: "t", log: true }]],
  costCalculator: [P.costCalculator, [{ hoursPerMonth: 100 }]],
  costCurve: [P.costCurve, [A.ownOrRent({ hoursPerMonth: 100 }), { title: "t", unit: "EUR" }]],
  crispDm: [P.crispDm, ["Modeling"]],
  curves: [
    P.curves,
    [
      {
        error: [
          [1, 0.5],
          [2, 0.2],
        ],
      },
      { title: "t", subtitle: "s", xName: "x", yName: "y", logX: true, logY: true, dots: true, points: [[1, 1]] },
    ],
  ],
  decisionBoundary: [P.decisionBoundary, [neuron, plane, names]],
  decisionRegions: [P.decisionRegions, [classifier, plane, names]],
  deltaSteps: [P.deltaSteps, [A.deltaRule(plane, { activation: "sigmoid", epochs: 2 }), { title: "t" }]],
  errorCurve: [P.errorCurve, [trace, { title: "t" }]],
  greyImages: [P.greyImages, [[[0, 1, 2, 3]], { labels: ["one"], title: "t" }]],
  knobs: [P.knobs, [bump, study, { title: "t", names: ["x", "y"], range: [-3, 3] }]],
  learningBoundary: [P.learningBoundary, [trace, plane, names]],
  learningRates: [
    P.learningRates,
    [
      [
        { rate: 0.1, loss: 1 },
        { rate: 1, loss: 2 },
      ],
      { title: "t", lossName: "loss" },
    ],
  ],
  lossCurve: [
    P.lossCurve,
    [
      { training: [3, 2, 1], validation: [3, 2, 2] },
      { title: "t", log: true, stepName: "step" },
    ],
  ],
  lossLandscape: [
    P.lossLandscape,
    [study, { activation: "identity", loss: "squared", weight: 1, bias: 0, title: "t" }],
  ],
  lossShape: [P.lossShape, [["squared", "huber"], { target: 0, range: [-1, 1] }]],
  networkDiagram: [P.networkDiagram, [network, { title: "t", layerNames: true }]],
  neuronDiagram: [P.neuronDiagram, [neuron, { inputNames: ["left", "right"], title: "t" }]],
  neuronResponse: [P.neuronResponse, [["relu"], { weight: 1, bias: 0, title: "t" }]],
  recurrentDiagram: [P.recurrentDiagram, [3]],
  rocChart: [P.rocChart, [A.rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), { title: "t" }]],
  scoreComparison: [
    P.scoreComparison,
    [
      { "clean data": { neuron: [0.9, 0.8] } },
      { title: "t", baseline: 0.5, baselineName: "guess", scoreName: "right" },
    ],
  ],
  scheduleCurve: [
    P.scheduleCurve,
    [
      { falling: { name: "cosine", steps: 10, final: 0, warmUp: 2 }, listening: { name: "adaptive", tolerance: 0 } },
      { initial: 0.1, steps: 20, losses: [3, 2, 1], title: "t", log: false },
    ],
  ],
  scoreCurve: [
    P.scoreCurve,
    [
      { sizes: [10, 20], training: [1, 0.9], validation: [0.5, 0.8] },
      { title: "t", scoreName: "accuracy" },
    ],
  ],
  slopeWalk: [P.slopeWalk, [(w: number) => w * w, (w: number) => 2 * w, { learningRates: [0.1, 0.4], start: 3 }]],
  softmaxBars: [P.softmaxBars, [[2, 1], { names: ["cat", "dog"], target: 0 }]],
  softmaxSliders: [P.softmaxSliders, [[2, 1], { names: ["cat", "dog"], target: 0 }]],
  surfacePaths: [P.surfacePaths, ["bowl", [A.minimise("bowl", { steps: 3 })], { title: "t" }]],
  trainingTimes: [
    P.trainingTimes,
    [[{ machine: "mine", seconds: 10, kilowattHours: 0.1, fits: true }], { title: "t" }],
  ],
  truthTables: [P.truthTables, [["AND", "XOR"], { title: "t" }]],
  "truthTables of one's own": [P.truthTables, [{ mine: plane }, { answers: { mine: neuron }, title: "t" }]],
  unitDiagram: [
    P.unitDiagram,
    [new A.McCullochPitts({ inputs: 2, threshold: 1, inhibitory: [1] }), { inputNames: ["a", "b"], title: "t" }],
  ],
  weightDistribution: [
    P.weightDistribution,
    [
      { first: [[1, 2]], second: [1, 2] },
      { title: "t", valueName: "w" },
    ],
  ],
  weightedSum: [P.weightedSum, [neuron, [1, 1], { range: [0, 1], sliderStep: 1, title: "t", inputNames: ["a", "b"] }]],
};
