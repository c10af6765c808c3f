/** Cells that print the same on both kernels; each row runs in order, after all rows before it. */
export const SAME: Record<string, readonly string[]> = {
  "values that flow from cell to cell": [
    "let a = 1;",
    "let b: number = a + 1;",
    "console.log(a, b);",
    "a = 5; console.log(a * b);",
  ],
  "functions, hoisted and recursive": [
    "console.log(fact(5)); function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1); }",
    "console.log(fact(10));",
  ],
  "classes that extend those of earlier cells": [
    "class Animal { constructor(public name: string) {} speak() { return this.name + ' speaks'; } }",
    "class Dog extends Animal { speak() { return super.speak() + ' dog'; } }",
    "console.log(new Dog('Rex').speak(), new Dog('Rex') instanceof Animal);",
  ],
  "enums and namespaces": [
    "enum Colour { Red, Green = 5, Blue }",
    "console.log(Colour.Blue, Colour[5]);",
    "namespace Geometry { export const side = 3; export function area() { return side * side; } }",
    "console.log(Geometry.area());",
  ],
  "generics and interfaces": [
    "interface Pair<T> { first: T; second: T }",
    "function swap<T>(pair: Pair<T>): Pair<T> { return { first: pair.second, second: pair.first }; }",
    "console.log(JSON.stringify(swap({ first: 1, second: 2 })));",
  ],
  "top-level await": [
    "const later = await Promise.resolve(42);",
    "console.log(later);",
    "const all = await Promise.all([1, 2, 3].map(async (n) => n * n)); console.log(all.join());",
  ],
  "destructuring, spread and defaults": [
    "const { x, y: [first, ...rest], z = 9 } = { x: 1, y: [2, 3, 4] } as any;",
    "console.log(x, first, rest.join(), z);",
    "console.log(Math.max(...[1, 7, 3]), { ...{ p: 1 }, q: 2 }.q);",
  ],
  "built-in modules": [
    "import * as path from 'path';",
    "console.log(path.join('a', 'b'));",
    "import { readFileSync as reader } from 'fs'; console.log(typeof reader);",
  ],
  "closures and generators": [
    "function* count() { let n = 0; while (true) yield n++; }",
    "const counter = count(); counter.next(); console.log(counter.next().value);",
    "const adders = [1, 2, 3].map((n) => (m: number) => n + m); console.log(adders[2](10));",
  ],
  "loops and labels": [
    "let total = 0; outer: for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) { if (j > i) continue outer; total += j; }",
    "console.log(total);",
    "for (var k = 0; k < 3; k++); console.log(k);",
  ],
  "names declared again": [
    "let again = 1;",
    "let again = 'text'; console.log(again);",
    "const again = [1]; console.log(again.length);",
  ],
  "errors that are caught": ["try { JSON.parse('{'); } catch (error) { console.log((error as Error).name); }"],
  "maps, sets and symbols": [
    "const m = new Map([['k', 1]]); m.set('l', 2); console.log([...m.keys()].join(), m.size);",
    "console.log([...new Set([1, 1, 2])].length, Symbol('s').toString());",
  ],
};

/** Cells on which the kernels differ, and why ours is meant to be as it is. */
export const DIFFERENT: readonly { what: string; cells: readonly string[]; reason: string }[] = [
  {
    what: "a decorator",
    cells: [
      "function twice(method: any, context: any) { return function (this: any) { return 2 * method.call(this); }; }\nclass Counted { @twice one() { return 1; } }\nconsole.log(new Counted().one());",
    ],
    reason: "tslab's TypeScript 5.0 fork emits decorators that Node cannot read",
  },
  {
    what: "using",
    cells: ["{ using file = { [Symbol.dispose ?? Symbol.for('dispose')]() { console.log('disposed'); } } as any; }"],
    reason: "tslab's TypeScript 5.0 does not know it",
  },
  {
    what: "a top-level for await",
    cells: ["for await (const n of [Promise.resolve(1), 2]) console.log(n);"],
    reason: "tslab wraps cells so that only plain awaits are allowed",
  },
];
