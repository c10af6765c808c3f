export { NnError } from "./errors.ts";
export { type Activation, type ActivationName, activation, activations } from "./nn/activations.ts";
export { type Gate, type GateName, gates, truthTable } from "./nn/gates.ts";
export { Neuron, type NeuronOptions } from "./nn/neuron.ts";
export { Random } from "./nn/random.ts";
export type { Dataset, Vector } from "./nn/shapes.ts";
