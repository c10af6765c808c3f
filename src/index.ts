export { NnError } from "./errors.ts";
export { erf } from "./nn/activations/erf.ts";
export { type ParametricActivation, preluWith } from "./nn/activations/rectifiers.ts";
export { logSoftmax, logSumExp, softmax, softmaxJacobian } from "./nn/activations/softmax.ts";
export { type Activation, type ActivationName, activation, activations } from "./nn/activations.ts";
export type { Backward, BackwardStep } from "./nn/backward.ts";
export { type ConvergenceBound, convergenceBound } from "./nn/convergence-bound.ts";
export { type DeltaRuleOptions, type DeltaTrace, type DeltaUpdate, deltaRule } from "./nn/delta-rule.ts";
export { type Differentiated, differentiate, type ThreeDerivatives } from "./nn/differentiate.ts";
export { type FusedLoss, type FusedLossName, fusedLoss, fusedLosses } from "./nn/fused-losses.ts";
export { type Gate, type GateName, gates, truthTable } from "./nn/gates.ts";
export { type CheckedDerivative, type GradientCheck, gradientCheck } from "./nn/gradient-check.ts";
export type { ForwardValues, LayerOptions, NetworkLayer } from "./nn/layer.ts";
export { huberWith, type Loss, type LossName, loss, losses, sampleLoss } from "./nn/losses.ts";
export { Network, type RandomNetworkOptions } from "./nn/network.ts";
export { Neuron, type NeuronOptions } from "./nn/neuron.ts";
export {
  type PerceptronOutcome,
  type PerceptronRuleOptions,
  type PerceptronTrace,
  perceptronRule,
  type Update,
} from "./nn/perceptron-rule.ts";
export { Random } from "./nn/random.ts";
export { contradicts, type Separability, separability } from "./nn/separability.ts";
export type { Dataset, Vector } from "./nn/shapes.ts";
export { type SymbolicDerivative, symbolicDerivative } from "./nn/symbolic.ts";
export { type Operand, Value } from "./nn/value.ts";
