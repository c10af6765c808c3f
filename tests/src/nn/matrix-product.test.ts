import { expect } from "chai";
import fc from "fast-check";
import {
  listRows,
  multiplyLists,
  multiplyTurnedLists,
  roomForLists,
} from "../../../src/nn/estimators/engines/list-product.ts";
import { byRows, multiply, transposed } from "../../../src/nn/estimators/engines/matrix-product.ts";

const size = fc.integer({ min: 1, max: 19 });

describe("the product of matrices", () => {
  it("is the sum of products in every entry, whatever the sizes, transposed or not, in both precisions", () => {
    fc.assert(
      fc.property(
        size,
        size,
        size,
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (m, k, n, aT, bT, single, biased) => {
          const room = (length: number) => (single ? new Float32Array(length) : new Float64Array(length));
          // Small whole numbers, so that both precisions are exact.
          const a = room(m * k + 3).map((_, i) => ((i * 7) % 11) - 5);
          const b = room(k * n + 2).map((_, i) => ((i * 5) % 13) - 6);
          const bias = room(n + 1).map((_, i) => i);
          const A = aT ? transposed(a, m, 3) : byRows(a, k, 3);
          const B = bT ? transposed(b, k, 2) : byRows(b, n, 2);
          const C = room(m * n);
          multiply(m, k, n, A, B, C, biased ? byRows(bias, n, 1) : undefined);
          for (let i = 0; i < m; i++)
            for (let j = 0; j < n; j++) {
              let sum = biased ? (bias[1 + j] as number) : 0;
              for (let p = 0; p < k; p++)
                sum +=
                  (a[3 + (aT ? p * m + i : i * k + p)] as number) * (b[2 + (bT ? j * k + p : p * n + j)] as number);
              expect(C[i * n + j]).to.equal(sum);
            }
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it("is the same where what is not 0 was made lists of, and where these are turned", () => {
    fc.assert(
      fc.property(size, size, size, fc.boolean(), (m, k, n, single) => {
        const room = (length: number) => (single ? new Float32Array(length) : new Float64Array(length));
        const a = room(m * k).map((_, i) => Math.max(0, ((i * 7) % 11) - 6));
        const [b, turnedB, bias] = [k * n, m * n, n].map((length) =>
          room(length).map((_, i) => ((i * 5) % 13) - 6),
        ) as [Float64Array, Float64Array, Float64Array];
        const lists = roomForLists(m, k, single);
        listRows(lists, a, m, k);
        const [C, wanted] = [room(m * n), room(m * n)];
        multiplyLists(lists, m, n, byRows(b, n), C, byRows(bias, n));
        multiply(m, k, n, byRows(a, k), byRows(b, n), wanted, byRows(bias, n));
        expect(C).to.deep.equal(wanted);
        const [turned, wantedTurned] = [new Float64Array(k * n), new Float64Array(k * n)];
        multiplyTurnedLists(lists, m, n, byRows(turnedB, n), turned);
        multiply(k, m, n, transposed(a, k), byRows(turnedB, n), wantedTurned);
        expect(turned).to.deep.equal(wantedTurned);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
