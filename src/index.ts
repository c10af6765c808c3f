export { NnError } from "./errors.ts";
export { type Activation, type ActivationName, activation, activations } from "./nn/activations.ts";
export { type Gate, type GateName, gates, truthTable } from "./nn/gates.ts";
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
