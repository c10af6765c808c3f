import { expect } from "chai";
import { layers, MLPClassifier, moons, Sequential } from "../../../src/index.ts";
import { picture, spoken, told } from "../../../src/widgets/fit-progress.ts";
import type { MimeBundle, Outputs } from "../../../src/widgets/front-end.ts";
import { watchFit } from "../../../src/widgets/index.ts";

const LINK = Symbol.for("axonlab.outputs");
const links = globalThis as { [LINK]?: Outputs };

interface Shown {
  data: MimeBundle;
  id: string;
  update: boolean;
}

describe("a watched training", () => {
  const shown: Shown[] = [];
  let farewell: (() => void) | undefined;
  beforeEach(() => {
    shown.length = 0;
    farewell = undefined;
    links[LINK] = {
      capture: (_sink, action) => action(),
      bundleOf: () => ({}),
      describe: () => ({ ename: "", evalue: "", traceback: [] }),
      show: (data, id, update) => void shown.push({ data, id, update }),
      waitFor: () => undefined,
      whenInterrupted: (action) => {
        farewell = action;
        return () => {
          farewell = undefined;
        };
      },
    };
  });
  afterEach(() => {
    delete links[LINK];
  });

  const { X, y } = moons({ samples: 60, noise: 0.1 });
  const settings = { hiddenLayerSizes: [4], solver: "lbfgs", maxIter: 12, tol: 0, randomState: 1 } as const;
  const text = ({ data }: Shown): string => String(data["text/plain"]);
  const subtitle = ({ data }: Shown): string =>
    (data["application/vnd.vegalite.v5+json"] as { title: { subtitle: string } }).title.subtitle;

  it("shows one output, exchanges it in place, and leaves a chart of all losses", async () => {
    const model = new MLPClassifier({ ...settings, solver: "sgd" });
    const warn = console.warn;
    console.warn = () => undefined;
    const same = await watchFit(model, X, y, { validation: { X, y }, every: 0, title: "moons" }).finally(() => {
      console.warn = warn;
    });
    expect(same).to.equal(model);
    expect(shown.length).to.equal(13);
    expect(new Set(shown.map(({ id }) => id)).size).to.equal(1);
    expect(shown.map(({ update }) => update)).to.deep.equal([false, ...Array(12).fill(true)]);
    expect(text(shown[4] as Shown)).to.match(
      /^epoch 5 of at most 12 · at most .* s left · training loss \d\.\d{4} · validation loss \d\.\d{4}$/,
    );
    expect(shown[4]?.data["text/html"]).to.include('<progress max="12" value="5"');
    const last = shown.at(-1) as Shown;
    expect(subtitle(last)).to.match(/^done after 12 epochs in .* s$/);
    expect(last.data["text/html"]).to.equal(undefined);
    expect(JSON.stringify(last.data)).to.include(String(model.lossCurve_?.[11])).and.include("validation");
    expect(farewell).to.equal(undefined);
  });

  it("passes the model's options on, a Sequential's too, and stops where onEpoch says so", async () => {
    const net = new Sequential([layers.dense(3, "tanh"), layers.dense(1, "sigmoid")], { inputs: 2, seed: 1 });
    const epochs: number[] = [];
    const onEpoch = ({ epoch }: { epoch: number }) => {
      epochs.push(epoch);
      return epoch < 4;
    };
    const targets = y.map((one) => [one]);
    await watchFit(net, X, targets, { epochs: 50, onEpoch, every: 0 });
    expect(epochs).to.deep.equal([1, 2, 3, 4]);
    expect(text(shown[0] as Shown)).to.include("epoch 1 of at most 50");
    expect(subtitle(shown.at(-1) as Shown)).to.match(/^stopped after 4 epochs/);
    expect(net.history?.losses.length).to.equal(4);
  });

  it("leaves its chart when an interrupt ends it, and the model answers", async () => {
    const model = new MLPClassifier({ ...settings, maxIter: 1000 });
    const stop = new AbortController();
    const training = watchFit(model, X, y, {
      every: 0,
      signal: stop.signal,
      onEpoch: ({ epoch }) => {
        if (epoch !== 3) return;
        farewell?.();
        stop.abort();
      },
    });
    await training;
    const interrupted = shown.find(({ data }) => "application/vnd.vegalite.v5+json" in data) as Shown;
    expect(subtitle(interrupted)).to.match(/^interrupted after 3 epochs/);
    expect(model.predict(X).length).to.equal(60);
  });

  it("says that a training failed, and throws what it threw", async () => {
    const model = { fitAsync: () => Promise.reject(new RangeError("no")) };
    const failure = await watchFit(model, X, y, { title: "mine" }).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(RangeError);
    expect(text(shown.at(-1) as Shown)).to.match(/^mine: failed after 0 epochs/);
  });

  it("only trains where there is no notebook", async () => {
    delete links[LINK];
    const model = await watchFit(new MLPClassifier({ ...settings, maxIter: 200 }), X, y);
    expect(model.score(X, y)).to.be.above(0.9);
    expect(shown).to.deep.equal([]);
  });

  it("refuses what cannot learn", async () => {
    const failure = await watchFit({} as never, X as never, y as never).catch((error: unknown) => error);
    expect(String(failure)).to.include("expected a model with fitAsync, got a plain object");
  });

  it("tells times as one says them, and survives losses that are not finite and titles with signs", () => {
    expect([300, 12_400, 150_000].map(spoken)).to.deep.equal(["0.3 s", "12 s", "2 min 30 s"]);
    const state = { title: "<b>&", epoch: 2, total: 10, elapsed: 100, score: 0.5 };
    const curves = { training: [1, Number.NaN], validation: [] };
    expect(told({ ...state, curves })).to.include("validation score 0.5000");
    expect(picture({ ...state, curves }))
      .to.include("&#60;b&#62;&#38;")
      .and.not.include("NaN,");
  });
});
