import { crc32 as nodesCrc32 } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { MLPClassifier, MLPRegressor, Network, NnError, pyTorchModule, toPyTorch } from "../../src/index.ts";
import { crc32, zip } from "../../src/nn/interop/zip.ts";
import { withActivation } from "./models.ts";

/** The files of a ZIP archive, found by its directory at the end as every reader finds them. */
function unzipped(archive: Uint8Array): Record<string, { content: Uint8Array; at: number }> {
  const view = new DataView(archive.buffer, archive.byteOffset);
  const end = archive.length - 22;
  expect(view.getUint32(end, true)).to.equal(0x06054b50);
  let at = view.getUint32(end + 16, true);
  return Object.fromEntries(
    Array.from({ length: view.getUint16(end + 10, true) }, () => {
      const [size, nameLength, start] = [
        view.getUint32(at + 24, true),
        view.getUint16(at + 28, true),
        view.getUint32(at + 42, true),
      ];
      const name = new TextDecoder().decode(archive.subarray(at + 46, at + 46 + nameLength));
      const content = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
      at += 46 + nameLength;
      return [name, { content: archive.subarray(content, content + size), at: content }];
    }),
  );
}

describe("a network as a PyTorch state dict", () => {
  // That torch.load reads it, and answers the same, is checked by `npm run bench:nn`, which has PyTorch.
  it("is an archive of its weights, a row a neuron, at places where memory can be mapped", () => {
    const model = new Network([
      {
        weights: [
          [1, 2, 3],
          [4, 5, 6],
        ],
        biases: [7, 8],
        activation: "tanh",
      },
      { weights: [[9, 10]], biases: [11], activation: "identity" },
    ]);
    const files = unzipped(toPyTorch(model));
    expect(Object.keys(files)).to.deep.equal([
      "model/data.pkl",
      "model/byteorder",
      ...[0, 1, 2, 3].map((k) => `model/data/${k}`),
      "model/version",
    ]);
    const numbers = (k: number) =>
      Array.from(new Float32Array((files[`model/data/${k}`] as { content: Uint8Array }).content.slice().buffer));
    expect([0, 1, 2, 3].map(numbers)).to.deep.equal([[1, 2, 3, 4, 5, 6], [7, 8], [9, 10], [11]]);
    for (const { at } of Object.values(files)) expect(at % 64).to.equal(0);
    const program = new TextDecoder("latin1").decode(files["model/data.pkl"]?.content);
    for (const key of ["0.weight", "0.bias", "2.weight", "2.bias", "FloatStorage"]) expect(program).to.include(key);
  });

  it("belongs to a module that is told as code", () => {
    expect(pyTorchModule(withActivation("silu"))).to.equal(
      "nn.Sequential(nn.Linear(4, 6), nn.SiLU(), nn.Linear(6, 3), nn.Softmax(dim=1))",
    );
  });

  it("has the check sums that zlib has", () => {
    if (typeof nodesCrc32 !== "function") throw new Error("Node 20.15 or newer has zlib.crc32");
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(crc32(bytes)).to.equal(nodesCrc32(bytes));
      }),
      { seed: 1 },
    );
  });

  it("is archived without a loss, whatever the files", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1, maxLength: 9 }), fc.uint8Array({ maxLength: 90 })),
        (files) => {
          const back = unzipped(zip(files));
          for (const [name, content] of Object.entries(files)) {
            expect(Array.from(back[name]?.content ?? [])).to.deep.equal(Array.from(content));
          }
        },
      ),
      { seed: 1 },
    );
  });

  const refusals: Record<string, () => unknown> = {
    "an estimator that is not fitted": () => toPyTorch(new MLPRegressor()),
    "an activation that PyTorch has no module of": () => toPyTorch(withActivation("step")),
    "a precision that it does not know": () => toPyTorch(withActivation("relu"), { dtype: "int8" as never }),
    "code for something else": () => pyTorchModule(MLPClassifier as never),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});
