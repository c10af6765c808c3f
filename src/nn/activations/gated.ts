import type { Activation } from "./activation.ts";
import { normalCdf, normalPdf } from "./erf.ts";
import { softplus } from "./rectifiers.ts";
import { hardSigmoid, sigmoid } from "./saturating.ts";

/**
 * $g(h) = h\,Φ(h)$: h times the chance that a standard normal number is below it (Hendrycks and Gimpel 2016; exact).
 * @example
 * activations.gelu.derivative(0) // → 0.5
 * activation("swish").name // → "silu"
 */
export const gelu: Activation = {
  name: "gelu",
  formula: "h\\,\\Phi(h)",
  f: (h) => h * normalCdf(h),
  derivative: (h) => normalCdf(h) + h * normalPdf(h),
};

/** $g(h) = h\,σ(h)$: a soft gate by the sigmoid; "swish" elsewhere (Elfwing 2017; Ramachandran 2017). */
export const silu: Activation = {
  name: "silu",
  formula: "\\frac{h}{1 + e^{-h}}",
  expression: "h / (1 + exp(-h))",
  f: (h) => h * sigmoid.f(h),
  derivative: (h) => sigmoid.f(h) + h * sigmoid.derivative(h),
};

/** $g(h) = h \tanh(\ln(1 + e^h))$ (Misra 2019). */
export const mish: Activation = {
  name: "mish",
  formula: "h \\tanh(\\ln(1 + e^h))",
  expression: "h * tanh(log(1 + exp(h)))",
  f: (h) => h * Math.tanh(softplus.f(h)),
  derivative: (h) => {
    const gate = Math.tanh(softplus.f(h));
    return gate + h * (1 - gate ** 2) * softplus.derivative(h);
  },
};

/** $h$ times the hard sigmoid: swish from straight lines and one parabola (Howard and others 2019). */
export const hardSwish: Activation = {
  name: "hardSwish",
  formula: "h \\min(1, \\max(0, (h + 3) / 6))",
  f: (h) => h * hardSigmoid.f(h),
  derivative: (h) => hardSigmoid.f(h) + h * hardSigmoid.derivative(h),
};
