import { expected } from "../../errors.ts";
import { type ActivationName, activation as activationNamed } from "../activations.ts";
import { checkNumber, checkWhole } from "../shapes.ts";

/** What a layer of a {@link Sequential} may be bent by: any activation function by its name, or softmax over the row. */
export type LayerActivation = ActivationName | "softmax";

/** Neurons that each see all numbers of the layer before. */
export interface DenseSpec {
  readonly type: "dense";
  readonly units: number;
  /** Default "identity": the weighted sums as they are. */
  readonly activation?: LayerActivation;
}

/** Leaves out a share of the numbers at each training step, and makes up for it by the others (Srivastava 2014). */
export interface DropoutSpec {
  readonly type: "dropout";
  /** From 0 to below 1. */
  readonly rate: number;
}

/** An activation function as a layer of its own. */
export interface ActivationSpec {
  readonly type: "activation";
  readonly activation: LayerActivation;
}

/** ReLU whose slope below 0 is learnt like a weight, one for the whole layer (He and others 2015). */
export interface PreluSpec {
  readonly type: "prelu";
  /** The slope to start from. */
  readonly start: number;
}

/** A layer of a {@link Sequential}, as plain data. */
export type LayerSpec = DenseSpec | DropoutSpec | ActivationSpec | PreluSpec;

/**
 * The layers that a `Sequential` may have, each as a function that describes one.
 * @example
 * layers.dense(8, "tanh") // → { type: "dense", units: 8, activation: "tanh" }
 * [layers.dropout(0.2), layers.prelu()] // → [{ type: "dropout", rate: 0.2 }, { type: "prelu", start: 0.25 }]
 * layers.activation("softmax") // → { type: "activation", activation: "softmax" }
 */
export const layers = {
  dense: (units: number, activation: LayerActivation = "identity"): DenseSpec => ({ type: "dense", units, activation }),
  dropout: (rate: number): DropoutSpec => ({ type: "dropout", rate }),
  activation: (activation: LayerActivation): ActivationSpec => ({ type: "activation", activation }),
  /** The activation "prelu" of a dense layer stays at 0.25; this one learns. */
  prelu: (start = 0.25): PreluSpec => ({ type: "prelu", start }),
};

/** How each kind of layer is checked; `name` is for the error's text. */
const checks: { readonly [K in LayerSpec["type"]]: (spec: Extract<LayerSpec, { type: K }>, name: string) => void } = {
  dense: ({ units, activation = "identity" }, name) => {
    checkWhole(units, `${name}.units`);
    checkActivationName(activation);
  },
  dropout: ({ rate }, name) => {
    if (!(typeof rate === "number" && rate >= 0 && rate < 1))
      throw expected(`${name}.rate to be from 0 to below 1`, rate, "0.2 is usual");
  },
  activation: ({ activation }) => checkActivationName(activation),
  prelu: ({ start }, name) => {
    checkNumber(start, `${name}.start`);
  },
};

function checkActivationName(name: LayerActivation): void {
  if (name !== "softmax") activationNamed(name);
}

/** Refuses layers that are none, or no dense one among them; returns copies that nobody else changes. */
export function readSpecs(given: readonly LayerSpec[]): LayerSpec[] {
  if (!Array.isArray(given) || given.length === 0) {
    throw expected("at least one layer", given, 'write [layers.dense(8, "tanh"), layers.dense(1)]');
  }
  const specs = Array.from(given as readonly LayerSpec[], (spec, l) => {
    const name = `layers[${l}]`;
    if (typeof spec?.type !== "string" || !Object.hasOwn(checks, spec.type)) {
      throw expected(
        `${name} to be a layer: dense, dropout, activation or prelu`,
        spec?.type ?? spec,
        "use layers.dense(8)",
      );
    }
    (checks[spec.type] as (one: LayerSpec, name: string) => void)(spec, name);
    return { ...spec };
  });
  if (specs.some(({ type }) => type === "dense")) return specs;
  throw expected(
    "at least one dense layer",
    specs.map(({ type }) => type),
    "without one there is nothing to learn",
  );
}
