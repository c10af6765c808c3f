import { expect } from "chai";
import type { Client } from "./client.ts";
import { outcomeOf } from "./outcome.ts";

/** A cell and what must come of it: the result's text, no result (null), or a part of the error. */
export type Step = [code: string, expected: string | null | RegExp];

/** One `it` for each row, in order, in the kernel that `client` gives. */
export function eachRow(rows: Record<string, readonly Step[]>, client: () => Client): void {
  for (const [sentence, steps] of Object.entries(rows)) {
    it(sentence, async () => {
      for (const [code, expected] of steps) {
        const { value, stdout, error } = await outcomeOf(client(), code);
        if (expected instanceof RegExp) expect(error, code).to.match(expected);
        else
          expect({ error, shown: value ?? (stdout === "" ? null : stdout) }, code).to.deep.equal({
            error: "",
            shown: expected,
          });
      }
    });
  }
}
