import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { expect } from "chai";
import { buildSync } from "esbuild";
import { kernelsDefined } from "../../../scripts/lib/wasm.mjs";
import { gates, MLPClassifier } from "../../../src/index.ts";
import { warningsOf } from "./samples.ts";

/** Trains XOR, on the page's own engine. */
const PAGE = `
import { MLPClassifier } from "./src/nn/estimators/mlp-classifier.ts";
globalThis.trained = (engine) => {
  const model = new MLPClassifier({ hiddenLayerSizes: [4], randomState: 1, maxIter: 50, engine });
  return model.fit([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]).coefs_;
};
globalThis.trainedBeside = () => {
  const model = new MLPClassifier({ hiddenLayerSizes: [4], randomState: 1, maxIter: 50 });
  return model.fitAsync([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]).then(() => model.coefs_);
};
`;

/** The page's globals after its bundle has run where nothing of Node is. */
function pageWith(define: Record<string, string>) {
  const { outputFiles } = buildSync({
    stdin: { contents: PAGE, resolveDir: join(import.meta.dirname, "../../..") },
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    define: { "import.meta.url": '"page:"', ...define },
  });
  const page = createContext({ performance, atob, setTimeout, console: { ...console, warn() {} } });
  runInContext(outputFiles[0]?.text as string, page);
  return page as unknown as { trained(engine: string): unknown; trainedBeside(): Promise<unknown> };
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("a page's bundle of the library", () => {
  const trained = (engine: "wasm" | "typescript") => {
    const model = new MLPClassifier({ hiddenLayerSizes: [4], randomState: 1, maxIter: 50, engine });
    warningsOf(() => model.fit(gates.XOR.X, gates.XOR.y));
    return model.coefs_;
  };

  it("trains on WebAssembly without any file, to the same bits", async () => {
    const page = pageWith(kernelsDefined());
    expect(plain(page.trained("auto"))).to.deep.equal(trained("wasm"));
    expect(plain(page.trained("typescript"))).to.deep.equal(trained("typescript"));
    expect(plain(await page.trainedBeside())).to.deep.equal(trained("wasm"));
  });

  it("trains in TypeScript where it holds no kernels, and says so when WebAssembly is asked for", () => {
    const page = pageWith({});
    expect(plain(page.trained("auto"))).to.deep.equal(trained("typescript"));
    expect(() => page.trained("wasm")).to.throw('got "wasm" (the bundle holds no kernels)');
  });
});
