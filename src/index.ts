export { NnError } from "./errors.ts";
export { erf } from "./nn/activations/erf.ts";
export { type ParametricActivation, preluWith } from "./nn/activations/rectifiers.ts";
export { logSoftmax, logSumExp, softmax, softmaxJacobian } from "./nn/activations/softmax.ts";
export { type Activation, type ActivationName, activation, activations } from "./nn/activations.ts";
export { deepApproximation, type Interval, largestError, shallowApproximation } from "./nn/approximation.ts";
export type { Backward, BackwardStep } from "./nn/backward.ts";
export { bumpApproximation } from "./nn/bump-approximation.ts";
export { type CircuitSizes, circuitSizes } from "./nn/circuit-sizes.ts";
export { type ConvergenceBound, convergenceBound } from "./nn/convergence-bound.ts";
export {
  blobs,
  type CloudOptions,
  chessboard,
  circle,
  gaussian,
  moons,
  type PlaneData,
  plane,
  spiral,
} from "./nn/data/clouds.ts";
export { type CsvOptions, type CsvTable, readCsv } from "./nn/data/csv.ts";
export { hills } from "./nn/data/hills.ts";
export { digits, iris, type NamedData } from "./nn/data/published.ts";
export { toRows } from "./nn/data/rows.ts";
export { oneHot, StandardScaler } from "./nn/data/scaler.ts";
export { type Fold, type Split, type SplitOptions, stratifiedFolds, trainTestSplit } from "./nn/data/split.ts";
export { type StudentsOptions, students } from "./nn/data/students.ts";
export { deepNarrow } from "./nn/deep-narrow.ts";
export { type DeltaRuleOptions, type DeltaTrace, type DeltaUpdate, deltaRule } from "./nn/delta-rule.ts";
export { type Differentiated, differentiate, type ThreeDerivatives } from "./nn/differentiate.ts";
export { Elman, type ElmanValues, type Sequence } from "./nn/elman.ts";
export {
  type OnnxRuntime,
  type OnnxSession,
  type OnnxTensor,
  useOnnxRuntime,
} from "./nn/estimators/engines/onnx-runtime.ts";
export type { EpochReport, FitOptions } from "./nn/estimators/fit-options.ts";
export { MLPClassifier, type MLPClassifierParameters } from "./nn/estimators/mlp-classifier.ts";
export { MLPRegressor, type MLPRegressorParameters } from "./nn/estimators/mlp-regressor.ts";
export type { MLPParameters } from "./nn/estimators/parameters.ts";
export {
  Perceptron,
  type PerceptronFitOptions,
  type PerceptronParameters,
  type SavedPerceptron,
} from "./nn/estimators/perceptron.ts";
export type { SavedMLP } from "./nn/estimators/saved.ts";
export type { FlatTable, Table } from "./nn/estimators/table.ts";
export type { Targets } from "./nn/estimators/targets.ts";
export { type FusedLoss, type FusedLossName, fusedLoss, fusedLosses } from "./nn/fused-losses.ts";
export { type Gate, type GateName, gates, truthTable } from "./nn/gates.ts";
export { type CheckedDerivative, type GradientCheck, gradientCheck } from "./nn/gradient-check.ts";
export { type ImpossibilityProof, impossibilityProof, type ProofLine } from "./nn/impossibility-proof.ts";
export type { Exportable } from "./nn/interop/chain.ts";
export { toONNX } from "./nn/interop/onnx.ts";
export { pyTorchModule, toPyTorch } from "./nn/interop/pytorch.ts";
export { fromScikitLearn, type ScikitLearnMLP, toScikitLearn } from "./nn/interop/scikit-learn.ts";
export { type TensorFlowJSModel, type TensorFlowWeight, toTensorFlowJS } from "./nn/interop/tensorflow-js.ts";
export type { ForwardValues, LayerOptions, NetworkLayer } from "./nn/layer.ts";
export {
  type LbfgsOptions,
  type LbfgsResult,
  type LbfgsState,
  lbfgs,
  lbfgsSteps,
  type ValueAndGradient,
} from "./nn/lbfgs.ts";
export { huberWith, type Loss, type LossName, loss, losses, sampleLoss } from "./nn/losses.ts";
export type { MathMatrix } from "./nn/math-matrix.ts";
export { McCullochPitts, type McCullochPittsOptions } from "./nn/mcculloch-pitts.ts";
export {
  type ClassReport,
  classificationReport,
  confusionMatrix,
  f1Score,
  precisionScore,
  recallScore,
} from "./nn/metrics/confusion.ts";
export { type LearningCurve, learningCurve, type Scorer } from "./nn/metrics/learning-curve.ts";
export { logLoss, type Roc, rocCurve } from "./nn/metrics/probabilities.ts";
export { accuracyScore, r2Score } from "./nn/metrics/scores.ts";
export { type DescentPath, type MinimiseOptions, minimise } from "./nn/minimise.ts";
export { Network, type RandomNetworkOptions } from "./nn/network.ts";
export { type NetworkCost, networkCost, trainingSeconds } from "./nn/network-cost.ts";
export { networkOf } from "./nn/network-of.ts";
export { Neuron, type NeuronOptions } from "./nn/neuron.ts";
export type { Optimizer, OptimizerOptions } from "./nn/optimizers/optimizer.ts";
export { type OptimizerName, optimizer, optimizerNames } from "./nn/optimizers.ts";
export { examplePrices, type HardwarePrices, type OwnOrRent, ownOrRent } from "./nn/own-or-rent.ts";
export {
  type PerceptronOutcome,
  type PerceptronRuleOptions,
  type PerceptronTrace,
  perceptronRule,
  type Update,
} from "./nn/perceptron-rule.ts";
export { Random } from "./nn/random.ts";
export { type Schedule, type Scheduled, type ScheduleName, type ScheduleOptions, schedule } from "./nn/schedules.ts";
export { contradicts, type Separability, separability } from "./nn/separability.ts";
export type { SequentialHistory, SequentialOptions, SequentialReport } from "./nn/sequential/fit.ts";
export { type LayerActivation, type LayerSpec, layers } from "./nn/sequential/specs.ts";
export type { Summary, SummaryRow } from "./nn/sequential/summary.ts";
export { type SavedSequential, Sequential, type SequentialData } from "./nn/sequential.ts";
export type { Dataset, Vector } from "./nn/shapes.ts";
export { type Surface, type SurfaceName, surface, surfaces } from "./nn/surfaces.ts";
export { type SymbolicDerivative, symbolicDerivative } from "./nn/symbolic.ts";
export { allBits, majorityNetwork, parityNetwork, xorNetwork } from "./nn/threshold-circuits.ts";
export { type Training, type TrainOptions, train } from "./nn/train.ts";
export {
  exampleMachines,
  type Machine,
  type TrainingEstimate,
  type TrainingWork,
  trainingEstimates,
} from "./nn/training-estimate.ts";
export { type Operand, Value } from "./nn/value.ts";
