import { expect } from "chai";
import { claimsOf } from "./claims.ts";
import { notebookNames, readNotebook } from "./notebook.ts";
import { claimCellId, ranOf, resultOf, textOfTrouble } from "./variants.ts";

for (const name of notebookNames()) {
  const claims = claimsOf(readNotebook(name));
  if (claims.length === 0) continue;

  describe(`what ${name} says that its experiments show`, () => {
    for (const [at, { cell, sentence, expression }] of claims.entries()) {
      it(`${cell}: ${sentence}`, async () => {
        const ran = (await ranOf(name, "source")).cells.find(({ id }) => id === claimCellId(at));
        const result = ran && (resultOf(ran) || textOfTrouble(ran));
        expect(result, expression).to.equal("true");
      }).timeout(600_000);
    }
  });
}
