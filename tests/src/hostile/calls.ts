import * as A from "../../../src/index.ts";

/** A function of the library as it is used rightly: each argument, and each part of it, is then spoilt in turn. */
export type Call = readonly [what: (...values: never[]) => unknown, values: readonly unknown[]];

const X = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const y = [0, 1, 1, 0];
const and = { X, y: [0, 0, 0, 1] };
const numbers = [1, 2, 3, 4];
const sampleWeight = [1, 1, 1, 1];
const few = { maxIter: 3, hiddenLayerSizes: [3], randomState: 1, nIterNoChange: 2 };
const network = A.Network.random({ sizes: [2, 3, 1] });
const line = A.shallowApproximation(Math.sin, [0, 1], 4);
const classifier = new A.MLPClassifier({ hiddenLayerSizes: [3], solver: "lbfgs", maxFun: 20 }).fit(X, y);
const regressor = new A.MLPRegressor({ hiddenLayerSizes: [3], solver: "lbfgs", maxFun: 20 }).fit(X, numbers);
const perceptron = new A.Perceptron({ shuffle: false }).fit(X, and.y);
const sequential = new A.Sequential([A.layers.dense(3, "tanh"), A.layers.dense(1, "sigmoid")], { inputs: 2 });
const scaler = new A.StandardScaler().fit(X);
const elman = new A.Elman({ inputs: 1, hidden: 2, outputs: 1 });
const sequence = { inputs: [[1], [2]], targets: [[1], [2]] };
const neuron = A.gates.AND.neuron;
const parabola = (x: Float64Array, gradient: Float64Array) => {
  gradient[0] = 2 * (x[0] as number);
  return (x[0] as number) ** 2;
};
const cloud = { samples: 6, noise: 0.1, seed: 1 };
const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const schedule = { schedule: "cosine", scheduleOptions: { steps: 100, final: 0, warmUp: 2 } };

/** What a classifier and a regressor can be told. */
const parameters = {
  ...{
    hiddenLayerSizes: [3],
    activation: "relu",
    solver: "sgd",
    alpha: 1e-4,
    batchSize: 2,
    learningRate: "invscaling",
  },
  ...{ learningRateInit: 1e-3, powerT: 0.5, maxIter: 3, shuffle: true, randomState: 1, tol: 1e-4, verbose: false },
  ...{ warmStart: false, momentum: 0.9, nesterovsMomentum: true, earlyStopping: false, validationFraction: 0.5 },
  ...{ ...adam, nIterNoChange: 10, maxFun: 100, dtype: "float64", dropout: 0.1, engine: "auto", threads: 1 },
  ...{ classWeight: { 0: 1, 1: 2 }, initialIntercepts: [[1, 2, 3], [1]] },
  initialCoefs: [
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
    [[1], [2], [3]],
  ],
};

const fresh = () => new A.MLPClassifier(few);
const plain = <T>(value: T): unknown => JSON.parse(JSON.stringify(value));

const models: Record<string, Call> = {
  "new MLPClassifier": [
    (o) => new A.MLPClassifier({ ...few, ...(o as object) }).fit(X, y).predictProba(X),
    [parameters],
  ],
  "MLPClassifier.fit": [
    (X, y, o) => fresh().fit(X, y, o),
    [X, y, { sampleWeight, validation: { X, y }, onEpoch: () => true }],
  ],
  "MLPClassifier.fitAsync": [(X, y, o) => fresh().fitAsync(X, y, o), [X, y, { sampleWeight }]],
  "MLPClassifier.partialFit": [(X, y, o) => fresh().partialFit(X, y, o), [X, y, { sampleWeight, classes: [0, 1] }]],
  "MLPClassifier.fit of typed arrays": [
    (X, y) => fresh().fit(X, y),
    [{ data: Float64Array.from(X.flat()), shape: [4, 2] }, y],
  ],
  "MLPClassifier.predict": [(X) => classifier.predict(X), [X]],
  "MLPClassifier.predictProba": [(X) => classifier.predictProba(X), [X]],
  "MLPClassifier.score": [(X, y, o) => classifier.score(X, y, o), [X, y, { sampleWeight }]],
  "MLPClassifier.setParams": [(o) => fresh().setParams(o), [{ alpha: 1 }]],
  "MLPClassifier.fromJSON": [
    (o) => A.MLPClassifier.fromJSON(o).predict(X),
    [plain(new A.MLPClassifier({ ...few, maxIter: 9, tol: 10 }).fit(X, y))],
  ],
  "MLPRegressor.fit": [
    (X, y, o) => new A.MLPRegressor(few).fit(X, y, o),
    [X, numbers, { sampleWeight, validation: { X, y: numbers } }],
  ],
  "MLPRegressor.fit of two outputs": [(X, y) => new A.MLPRegressor(few).fit(X, y), [X, X]],
  "MLPRegressor.score": [(X, y, o) => regressor.score(X, y, o), [X, numbers, { sampleWeight }]],
  "MLPRegressor.fromJSON": [(o) => A.MLPRegressor.fromJSON(o).predict(X), [plain(regressor)]],
  "new Perceptron": [
    (o) => new A.Perceptron(o).fit(X, and.y).predict(X),
    [{ fitIntercept: true, maxIter: 10, tol: 1e-3, shuffle: true, eta0: 1, nIterNoChange: 5, randomState: 1 }],
  ],
  "Perceptron.fit": [
    (X, y, o) => new A.Perceptron().fit(X, y, o),
    [X, and.y, { sampleWeight, coefInit: [[0, 0]], interceptInit: [0] }],
  ],
  "Perceptron.fromJSON": [(o) => A.Perceptron.fromJSON(o).predict(X), [plain(perceptron)]],
  "Perceptron.partialFit": [
    (X, y, o) => new A.Perceptron().partialFit(X, y, o),
    [X, and.y, { classes: [0, 1], sampleWeight }],
  ],
  "Perceptron.predict": [(X) => perceptron.predict(X), [X]],
  "Perceptron.score": [(X, y, o) => perceptron.score(X, y, o), [X, and.y, { sampleWeight }]],
  "new Sequential with a slope to learn": [
    (l, o) => new A.Sequential(l, o).predict(X),
    [
      [
        { type: "dense", units: 1 },
        { type: "prelu", start: 0.25 },
      ],
      { inputs: 2 },
    ],
  ],
  "new Sequential": [
    (l, o) => new A.Sequential(l, o).predict(X),
    [
      [
        { type: "dense", units: 3, activation: "tanh" },
        { type: "dropout", rate: 0.2 },
        { type: "activation", activation: "relu" },
        { type: "dense", units: 1 },
      ],
      { inputs: 2, seed: 1 },
    ],
  ],
  "Sequential.fit": [
    (X, y, o) => new A.Sequential([A.layers.dense(1, "sigmoid")], { inputs: 2 }).fit(X, y, o),
    [
      X,
      y,
      {
        ...{ loss: "binaryCrossEntropy", optimizer: "adam", learningRate: 0.1, ...adam, ...schedule, epochs: 3 },
        ...{ batchSize: 2, shuffle: true, validation: { X, y }, onEpoch: () => true },
      },
    ],
  ],
  "Sequential.fitAsync": [
    (X, y, o) => new A.Sequential([A.layers.dense(1)], { inputs: 2 }).fitAsync(X, y, o),
    [X, y, { epochs: 3 }],
  ],
  "Sequential.predict": [(X) => sequential.predict(X), [X]],
  "Sequential.predictClasses": [(X) => sequential.predictClasses(X), [X]],
  "Sequential.evaluate": [(X, y, o) => sequential.evaluate(X, y, o), [X, y, { loss: "squared" }]],
  "Sequential.fromJSON": [(o) => A.Sequential.fromJSON(o).predict(X), [plain(sequential)]],
  "new Elman": [(o) => new A.Elman(o), [{ inputs: 1, hidden: 2, outputs: 1, seed: 1 }]],
  "Elman.forward": [(x) => elman.forward(x), [sequence.inputs]],
  "Elman.backward": [(s) => elman.backward(s), [sequence]],
  "Elman.train": [
    (s, o) => new A.Elman({ inputs: 1, hidden: 2, outputs: 1 }).train(s, o),
    [[sequence], { epochs: 3, learningRate: 0.01, optimizer: "adam", ...adam }],
  ],
};

const mathematics: Record<string, Call> = {
  "new Neuron": [(o) => new A.Neuron(o).output([1, 1]), [{ weights: [1, 1], bias: 1, activation: "step" }]],
  "Neuron.output": [(x) => neuron.output(x), [[1, 1]]],
  "Neuron.outputs": [(x) => neuron.outputs(x), [X]],
  perceptronRule: [A.perceptronRule, [and, { learningRate: 1, maxEpochs: 10, start: neuron, shuffleSeed: 1 }]],
  deltaRule: [
    A.deltaRule,
    [and, { activation: "sigmoid", learningRate: 0.1, epochs: 3, start: neuron, shuffleSeed: 1 }],
  ],
  "new McCullochPitts": [
    (options, x) => new A.McCullochPitts(options).output(x),
    [{ inputs: 3, threshold: 1, inhibitory: [2] }, [1, 0, 0]],
  ],
  impossibilityProof: [A.impossibilityProof, [{ X, y }]],
  networkOf: [A.networkOf, [classifier]],
  deepNarrow: [A.deepNarrow, [line, [[0, 1]]]],
  convergenceBound: [A.convergenceBound, [and, neuron]],
  separability: [A.separability, [and]],
  contradicts: [A.contradicts, [{ X, y }, [1n, 1n, 1n, 1n]]],
  truthTable: [A.truthTable, ["AND"]],
  "new Network": [
    (l) => new A.Network(l).output([1, 1]),
    [
      [
        {
          weights: [
            [1, 1],
            [1, 1],
          ],
          biases: [0, 0],
          activation: "relu",
        },
        { weights: [[1, 1]], biases: [0], activation: "sigmoid" },
      ],
    ],
  ],
  "Network.random": [A.Network.random, [{ sizes: [2, 3, 1], hidden: "tanh", output: "softmax", seed: 1 }]],
  "Network.forward": [(x) => network.forward(x), [[1, 1]]],
  "Network.outputs": [(x) => network.outputs(x), [X]],
  "Network.backward": [(x, y, l) => network.backward(x, y, l), [[1, 1], [1], "squared"]],
  "Backward.at": [(n) => network.backward([1, 1], [1]).at(n), ["dC/dz1"]],
  train: [
    A.train,
    [
      network,
      { X, y },
      { loss: "squared", optimizer: "adam", learningRate: 0.1, ...schedule, epochs: 3, batchSize: 2, shuffleSeed: 1 },
    ],
  ],
  gradientCheck: [A.gradientCheck, [network, [1, 2], [1], "squared", 1e-5]],
  activation: [A.activation, ["relu"]],
  preluWith: [A.preluWith, [0.1]],
  softmax: [A.softmax, [[1, 2, 3]]],
  softmaxJacobian: [A.softmaxJacobian, [[1, 2]]],
  logSoftmax: [A.logSoftmax, [[1, 2, 3]]],
  loss: [A.loss, ["squared"]],
  huberWith: [A.huberWith, [1]],
  sampleLoss: [A.sampleLoss, ["squared", [1, 2], [1, 3]]],
  fusedLoss: [A.fusedLoss, ["softmaxCrossEntropy", [1, 2], [0, 1]]],
  "Value.pow": [(o) => new A.Value(2).pow(o).backward().grad, [2]],
  "Value.div": [(o) => new A.Value(2).div(o).backward().grad, [1]],
  "Value.activate": [(o) => new A.Value(2).activate(o), ["tanh"]],
  symbolicDerivative: [A.symbolicDerivative, ["h^2", "h"]],
  differentiate: [A.differentiate, ["sin(x^2)", { x: 2 }]],
  optimizer: [A.optimizer, ["adam", 2, { momentum: 0.9, decay: 0.9, ...adam, weightDecay: 0 }]],
  "Optimizer.step": [
    (w, g, eta) => A.optimizer("momentum", 2).step(w, g, eta),
    [new Float64Array(2), Float64Array.of(1, 1), 0.1],
  ],
  schedule: [
    (name, o, t) => A.schedule(name, o).rate(t),
    ["cosine", { initial: 0.1, power: 0.5, factor: 0.5, every: 10, steps: 100, final: 0, tolerance: 0, warmUp: 2 }, 3],
  ],
  minimise: [
    A.minimise,
    [
      "ravine",
      { optimizer: "adam", learningRate: 0.1, ...schedule, steps: 20, start: [1, 1], tolerance: 1e-6, ...adam },
    ],
  ],
  "minimise by lbfgs": [A.minimise, ["ravine", { optimizer: "lbfgs", steps: 20, start: [1, 1], tolerance: 1e-6 }]],
  "minimise a surface of one's own": [A.minimise, [{ ...A.surfaces.bowl }, { steps: 5 }]],
  surface: [A.surface, ["bowl"]],
  lbfgs: [
    A.lbfgs,
    [parabola, [1], { memory: 5, maxIterations: 10, maxEvaluations: 20, gradientTolerance: 1e-5, tolerance: 1e-9 }],
  ],
  shallowApproximation: [A.shallowApproximation, [Math.sin, [0, 1], 4]],
  deepApproximation: [A.deepApproximation, [Math.sin, [0, 1], 4]],
  bumpApproximation: [A.bumpApproximation, [Math.sin, [0, 1], 4, { steepness: 40 }]],
  largestError: [A.largestError, [line, Math.sin, [0, 1], 11]],
  circuitSizes: [A.circuitSizes, [5]],
  allBits: [A.allBits, [3]],
  parityNetwork: [A.parityNetwork, [3]],
  majorityNetwork: [A.majorityNetwork, [3]],
};

const around: Record<string, Call> = {
  ...Object.fromEntries(
    [A.circle, A.chessboard, A.gaussian, A.moons, A.plane, A.spiral, A.hills].map((set): [string, Call] => [
      set.name,
      [set, [cloud]],
    ]),
  ),
  blobs: [
    A.blobs,
    [
      {
        ...cloud,
        centres: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
  ],
  students: [A.students, [{ samples: 6, luck: 0.1, seed: 1 }]],
  readCsv: [
    A.readCsv,
    ["a,b,c\n1,2,3\n4,5,6", { target: "c", separator: ",", decimal: ".", header: true, missing: "skip" }],
  ],
  toRows: [A.toRows, [{ data: new Float64Array([1, 2, 3, 4]), shape: [2, 2] }]],
  oneHot: [
    A.oneHot,
    [
      ["a", "b", "a"],
      ["a", "b"],
    ],
  ],
  "StandardScaler.fit": [(X) => new A.StandardScaler().fit(X).mean_, [X]],
  "StandardScaler.transform": [(X) => scaler.transform(X), [X]],
  trainTestSplit: [A.trainTestSplit, [["a", "b", "c", "d"], y, { testSize: 0.5, seed: 1, stratify: true }]],
  stratifiedFolds: [A.stratifiedFolds, [y, 2, 1]],
  confusionMatrix: [A.confusionMatrix, [[0, 1, 1], [0, 1, 0], { labels: [0, 1], sampleWeight: [1, 1, 1] }]],
  classificationReport: [A.classificationReport, [[0, 1, 1], [0, 1, 0], { sampleWeight: [1, 1, 1] }]],
  precisionScore: [A.precisionScore, [[0, 1, 1], [0, 1, 0], { of: 1 }]],
  recallScore: [A.recallScore, [[0, 1, 1], [0, 1, 0], "weighted", { sampleWeight: [1, 1, 1] }]],
  f1Score: [A.f1Score, [[0, 1, 1], [0, 1, 0], "macro"]],
  accuracyScore: [A.accuracyScore, [[0, 1, 1], [0, 1, 0], { sampleWeight: [1, 1, 1] }]],
  r2Score: [A.r2Score, [[1, 2, 3], [1, 2, 4], { sampleWeight: [1, 1, 1] }]],
  "r2Score of two outputs": [A.r2Score, [X, X]],
  logLoss: [
    A.logLoss,
    [
      [1, 0],
      [
        [0.5, 0.5],
        [0.25, 0.75],
      ],
      { labels: [0, 1], sampleWeight: [1, 2] },
    ],
  ],
  rocCurve: [A.rocCurve, [[0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], { sampleWeight: [1, 1, 1, 1] }]],
  learningCurve: [
    A.learningCurve,
    [() => new A.Perceptron({ maxIter: 5 }), X, [0, 0, 1, 1], { shares: [1], folds: 2, seed: 1, stratify: true }],
  ],
  networkCost: [A.networkCost, [[2, 3, 1], { batchSize: 32, bytes: 4, optimizer: "adam" }]],
  trainingSeconds: [A.trainingSeconds, [{ flopsPerSample: 6e9, samples: 1e6, epochs: 90, peak: 2e13, use: 0.3 }]],
  trainingEstimates: [
    A.trainingEstimates,
    [
      { flopsPerSample: 6e9, samples: 1e6, epochs: 90, bytes: 1e9, use: 0.3 },
      { mine: { since: 2026, peak: 1e13, bits: 32, memory: 1e9, watts: 300 } },
    ],
  ],
  ownOrRent: [A.ownOrRent, [{ hoursPerMonth: 100, months: 12, prices: { ...A.examplePrices } }]],
  "new Random": [(seed) => new A.Random(seed).uniform(), [1]],
  "Random.uniform": [(low, high) => new A.Random(1).uniform(low, high), [0, 1]],
  "Random.normal": [(mean, deviation) => new A.Random(1).normal(mean, deviation), [0, 1]],
  "Random.integer": [(n) => new A.Random(1).integer(n), [5]],
  toONNX: [A.toONNX, [network, { dtype: "float32" }]],
  toPyTorch: [A.toPyTorch, [network, { dtype: "float32" }]],
  toTensorFlowJS: [A.toTensorFlowJS, [network]],
  toScikitLearn: [A.toScikitLearn, [classifier]],
  fromScikitLearn: [(o) => A.fromScikitLearn(o).predict(X), [plain(A.toScikitLearn(regressor))]],
  "fromScikitLearn of a classifier": [(o) => A.fromScikitLearn(o).predict(X), [plain(A.toScikitLearn(classifier))]],
};

/** Every function that takes something which can be wrong. */
export const calls: Readonly<Record<string, Call>> = { ...models, ...mathematics, ...around };
