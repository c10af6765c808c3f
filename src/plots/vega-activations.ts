import { lookUp } from "../errors.ts";

/** Activation functions in the language of Vega's expressions, so that a chart can follow its sliders by itself. */
const expressions = {
  identity: (h: string) => h,
  step: (h: string) => `(${h} >= 0 ? 1 : 0)`,
  sigmoid: (h: string) => `1 / (1 + exp(-(${h})))`,
  tanh: (h: string) => `(1 - 2 / (1 + exp(2 * (${h}))))`,
  relu: (h: string) => `max(0, ${h})`,
  leakyRelu: (h: string) => `(${h} > 0 ? ${h} : 0.01 * (${h}))`,
  elu: (h: string) => `(${h} > 0 ? ${h} : exp(${h}) - 1)`,
  softplus: (h: string) => `(max(0, ${h}) + log(1 + exp(-abs(${h}))))`,
  softsign: (h: string) => `(${h}) / (1 + abs(${h}))`,
  silu: (h: string) => `(${h}) / (1 + exp(-(${h})))`,
} as const;

/** An activation function that a chart with sliders can draw. */
export type SliderActivation = keyof typeof expressions;

/** The expression of g(h), for an expression of h. */
export function vegaActivation(name: SliderActivation, h: string): string {
  return lookUp<(h: string) => string>(expressions, name, "an activation function for a chart with sliders")(h);
}
