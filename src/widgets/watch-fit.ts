import { randomUUID } from "node:crypto";
import { display } from "../nn/display.ts";
import { lossCurve } from "../plots/loss-curve.ts";
import type { LayeredChart } from "../plots/theme.ts";
import { type FitState, picture, spoken, told } from "./fit-progress.ts";
import { findOutputs, type MimeBundle, type Outputs } from "./front-end.ts";
import { unexpected } from "./widget-error.ts";

/** What a watched training tells after each epoch: what estimators and `Sequential` have in common. */
interface Report {
  epoch: number;
  loss: number;
  validationLoss?: number;
  validationScore?: number;
}

/** Something that learns in turns: `MLPClassifier`, `MLPRegressor`, `Sequential`, or one's own. */
export interface Watchable<X, Y, Options> {
  fitAsync(X: X, y: Y, options?: Options): Promise<unknown>;
}

/** How a training is watched; beside it whatever the model's `fitAsync` takes. */
export interface WatchOptions {
  /** The heading. Default what the model says of itself. */
  title?: string;
  /** How often it is drawn, in milliseconds. Default 250. */
  every?: number;
  /** Whether equal ratios of the loss are drawn equally far apart in the last chart. Default false. */
  log?: boolean;
}

/** The options that every model here understands. */
interface FitOptions {
  epochs?: number;
  onEpoch?: (report: Report) => unknown;
}

/** A training on the page: a picture that is exchanged in place, in the end by a chart. */
class Watch {
  readonly curves: Record<string, number[]> = { training: [] };
  readonly #id = randomUUID();
  readonly #began = performance.now();
  readonly #title: string;
  readonly #total: number;
  readonly #links: Outputs | undefined;
  #drawn = Number.NEGATIVE_INFINITY;
  #shown = false;
  #score: number | undefined;

  constructor(title: string, total: number, links: Outputs | undefined) {
    this.#title = title;
    this.#total = total;
    this.#links = links;
  }

  get #state(): FitState {
    const epoch = this.curves.training?.length ?? 0;
    const elapsed = performance.now() - this.#began;
    return { title: this.#title, epoch, total: this.#total, elapsed, curves: this.curves, score: this.#score };
  }

  note({ loss, validationLoss, validationScore }: Report, every: number): void {
    this.curves.training?.push(loss);
    if (validationLoss !== undefined) {
      this.curves.validation ??= [];
      this.curves.validation.push(validationLoss);
    }
    this.#score = validationScore;
    if (performance.now() - this.#drawn < every) return;
    this.#show({ "text/html": picture(this.#state), "text/plain": told(this.#state) });
    // Drawing shall not take more than a part of the time.
    this.#drawn = performance.now();
  }

  /** Puts the last chart in the picture's place. */
  end(how: string, log: boolean): void {
    const { epoch, elapsed } = this.#state;
    const words = `${how} after ${epoch} ${epoch === 1 ? "epoch" : "epochs"} in ${spoken(elapsed)}`;
    if (epoch === 0 || !Number.isFinite(this.curves.training?.[0])) {
      this.#show({ "text/plain": `${this.#title}: ${words}` });
      return;
    }
    const chart: LayeredChart = {
      ...lossCurve(this.curves, { log, title: this.#title }),
      title: { text: this.#title, subtitle: words },
    };
    this.#show({ "application/vnd.vegalite.v5+json": chart, "text/plain": `${this.#title}: ${words}` });
  }

  #show(bundle: MimeBundle): void {
    this.#links?.show(bundle, this.#id, this.#shown);
    this.#shown = true;
  }
}

/**
 * Trains a model under one's eyes: epochs, time left and loss curves, exchanged in place, in the end one chart. An
 * interrupt ends it with what was learnt so far: the model answers, and the chart stays. So make the model on a line of
 * its own: the name that an interrupted cell was about to give it would stay empty. Without a notebook it only trains.
 * @param options What the model's `fitAsync` takes, such as `validation`, and how it is watched.
 * @returns the model
 * @throws {WidgetError} for what cannot learn, and what `fitAsync` throws
 * @example
 * const { X, y } = moons({ samples: 100, noise: 0.1 });
 * const model = new MLPClassifier({ hiddenLayerSizes: [8], activation: "tanh", solver: "lbfgs", randomState: 1 });
 * (await watchFit(model, X, y)).score(X, y) // → 1
 */
export async function watchFit<M extends Watchable<X, Y, Options>, X, Y, Options>(
  model: M & Watchable<X, Y, Options>,
  X: NoInfer<X>,
  y: NoInfer<Y>,
  options?: NoInfer<Options> & WatchOptions,
): Promise<M> {
  if (typeof model?.fitAsync !== "function") {
    throw unexpected("a model with fitAsync", model, "give an MLPClassifier, an MLPRegressor or a Sequential");
  }
  const { title = titleOf(model), every = 250, log = false, ...rest } = (options ?? {}) as WatchOptions;
  const given = rest as FitOptions;
  const links = findOutputs();
  const watch = new Watch(title, totalOf(model, given), links);
  let asked = false;
  const onEpoch = (report: Report) => {
    watch.note(report, every);
    const goOn = given.onEpoch?.(report);
    asked ||= goOn === false;
    return goOn;
  };
  const takeBack = links?.whenInterrupted(() => watch.end("interrupted", log));
  try {
    await model.fitAsync(X, y, { ...rest, onEpoch } as Options);
    watch.end(asked || (given as { signal?: AbortSignal }).signal?.aborted ? "stopped" : "done", log);
    return model;
  } catch (error) {
    watch.end("failed", log);
    throw error;
  } finally {
    takeBack?.();
  }
}

/** How many epochs a model will learn for at most. */
function totalOf(model: object, { epochs }: FitOptions): number {
  const { maxIter } = (model as { getParams?(): { maxIter?: number } }).getParams?.() ?? {};
  // Sequential's own default
  return epochs ?? maxIter ?? 100;
}

function titleOf(model: object): string {
  const shown = (model as { [display]?(): MimeBundle })[display]?.()["text/plain"];
  return (typeof shown === "string" ? shown : String(model)).split("\n")[0]?.replace(/, fitted.*$/, "") ?? "training";
}
