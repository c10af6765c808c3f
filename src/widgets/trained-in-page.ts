import type { LayerOptions } from "../nn/layer.ts";
import { AnyWidget } from "./any-widget.ts";

/** A widget whose network learns in the page, and is set going, stopped and begun anew from here. */
export class TrainedInPage<S extends { playing: boolean }> extends AnyWidget<S> {
  declare playing: boolean;

  play(): void {
    this.playing = true;
  }

  pause(): void {
    this.playing = false;
  }

  /** Learns for one epoch of the playground, or one step of the point classifier, in the page. */
  step(): void {
    this.send({ command: "step" });
  }

  /** Begins anew, with new weights, in the page. */
  reset(): void {
    this.send({ command: "reset" });
  }
}

/**
 * The layers that the page's parameters stand for: of each its weights, a row a neuron, then its biases.
 * @param sizes Inputs, and neurons layer by layer.
 * @param activation What each layer bends by, its place from 0.
 * @returns nothing where there are not as many parameters
 */
export function layersOf(
  sizes: readonly number[],
  parameters: readonly number[] | undefined,
  activation: (l: number) => NonNullable<LayerOptions["activation"]>,
): (LayerOptions & { biases: readonly number[] })[] | undefined {
  const count = sizes.slice(1).reduce((sum, n, l) => sum + n * ((sizes[l] as number) + 1), 0);
  if (parameters?.length !== count) return undefined;
  let next = 0;
  const take = (n: number) => {
    next += n;
    return parameters.slice(next - n, next);
  };
  return sizes.slice(1).map((neurons, l) => ({
    weights: Array.from({ length: neurons }, () => take(sizes[l] as number)),
    biases: take(neurons),
    activation: activation(l),
  }));
}
