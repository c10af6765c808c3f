import { inspect } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import { Cells } from "./cells.ts";

const names = fc.constantFrom("a", "b", "c");
const numbers = fc.integer({ min: 0, max: 9 });
const expressions = fc.oneof(
  numbers.map(String),
  names.map((name) => `typeof ${name}`),
  names.map((name) => `(${name} ?? 0) + 1`),
  names.map((name) => `(() => ${name})()`),
);

/** One `var` with one to three parts of every form. */
const parts = fc.oneof(
  names,
  fc.tuple(names, expressions).map(([name, value]) => `${name} = ${value}`),
  fc.tuple(names, expressions).map(([name, value]) => `{ x: ${name} = ${value} } = {}`),
  fc.tuple(names, expressions).map(([name, value]) => `[${name}, ...rest] = [${value}, 1]`),
);
const declarations = fc.array(parts, { minLength: 1, maxLength: 3 }).map((list) => `var ${list.join(", ")}`);

/** Statements in which a `var` may stand, nested up to three deep; every loop ends. */
const { statement } = fc.letrec<{ statement: string; body: string }>((tie) => ({
  body: fc.array(tie("statement"), { maxLength: 3 }).map((list) => `{ ${list.join(" ")} }`),
  statement: fc.oneof(
    { maxDepth: 3, depthIdentifier: "nesting" },
    declarations.map((text) => `${text};`),
    fc.tuple(names, expressions).map(([name, value]) => `${name} = ${value};`),
    tie("body"),
    fc
      .tuple(expressions, declarations, tie("body"))
      .map(([test, text, other]) => `if (${test}) ${text}; else ${other}`),
    fc.tuple(names, tie("body")).map(([name, body]) => `for (var ${name} = 0, n = 0; n < 2; n++) ${body}`),
    fc.tuple(names, tie("body")).map(([name, body]) => `for (var ${name} of [1, 2]) ${body}`),
    fc.tuple(names, tie("body")).map(([name, body]) => `for (var { length: ${name} } of ["x", "yz"]) ${body}`),
    fc.tuple(names, tie("body")).map(([name, body]) => `for (var ${name} in { k: 1 }) ${body}`),
    fc
      .tuple(names, tie("body"))
      .map(([name, body]) => `for (let turn = 0; turn < 1; turn++) { let ${name} = turn; (function () ${body})() }`),
    fc
      .tuple(declarations, tie("body"))
      .map(([text, body]) => `try { ${text}; throw 5 } catch (e) { var e = 6; ${text} } finally ${body}`),
    fc.tuple(expressions, declarations).map(([on, text]) => `switch (${on}) { case 1: ${text}; default: var s = 1 }`),
    fc.tuple(declarations, tie("body")).map(([text, body]) => `do { ${text}; if (a) break; ${body} } while (false)`),
    tie("body").map((body) => `(function () { var a = 1, b, c; ${body} })();`),
  ),
}));

describe("var", () => {
  it("means at the top of a cell what it means in a function", async () => {
    const cells = new Cells();
    const programs = fc.array(statement, { minLength: 1, maxLength: 5 }).map((list) => list.join("\n"));
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const source = `var a, b, c, e, n, s, rest;\n${program}\n`;
        const values = "[a, b, c, e, n, s, rest]";
        const native: unknown = new Function(`"use strict"; ${source}; return ${values}`)();
        const { value, error } = await cells.run(`${source};${values}`);
        expect(error, source).to.equal(undefined);
        expect(value, source).to.equal(inspect(native, { breakLength: Infinity }));
      }),
      { numRuns: 150, seed: 11 },
    );
    await cells.close();
  });
});
