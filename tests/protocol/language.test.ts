import { Client } from "./client.ts";
import { eachRow, type Step } from "./steps.ts";

/** What TypeScript has, each across cells. */
const LANGUAGE: Record<string, readonly Step[]> = {
  "merges an interface inside a cell and replaces it by a later one": [
    ["interface P { x: number }\ninterface P { y: number }\nconst p: P = { x: 1, y: 2 }; p", "{ x: 1, y: 2 }"],
    ["const missing: P = { x: 1 }", /TS2741: Property 'y' is missing/],
    ["interface P { z: string }\nconst q: P = { z: 'a' }; q", "{ z: 'a' }"],
    ["const old: P = { x: 1, y: 2 }", /TS2353: .*'x' does not exist in type 'P'/],
    ["p.x", "1"],
  ],
  "infers and checks generics": [
    ["function pick<T, K extends keyof T>(of: T, key: K): T[K] { return of[key] }", null],
    ["pick({ a: 'text' }, 'a').toUpperCase()", "'TEXT'"],
    ["pick({ a: 1 }, 'b')", /TS2345: Argument of type '"b"'/],
    [
      "class Stack<T> { #all: T[] = []; push(one: T): this { this.#all.push(one); return this } pop() { return this.#all.pop() } }",
      null,
    ],
    ["new Stack<number>().push(1).push(2).pop()?.toFixed(1)", "'2.0'"],
    ["new Stack<number>().push('a')", /TS2345/],
    ["const twice = <T,>(f: (x: T) => T) => (x: T): T => f(f(x))", null],
    ["twice((x: number) => x * 2)(3)", "12"],
  ],
  "computes types": [
    ["type Deep<T> = { readonly [K in keyof T]: T[K] extends object ? Deep<T[K]> : T[K] }", null],
    ["const frozen: Deep<{ a: { b: number } }> = { a: { b: 1 } }; frozen.a.b", "1"],
    ["frozen.a.b = 2", /TS2540: Cannot assign to 'b' because it is a read-only property/],
    ["const tuple = [1, 'a'] as const; tuple[1]", "'a'"],
    ["const wrong: 'b' = tuple[1]", /TS2322/],
  ],
  "keeps literal, widened and union types of variables": [
    ["let wide = 'x'; const narrow = 'x'; let union: 'a' | 'b' = 'a'", null],
    ["wide = 'anything'; union = 'b'; [wide, union]", "[ 'anything', 'b' ]"],
    ["union = 'c'", /TS2322: Type '"c"' is not assignable to type '"a" \| "b"'/],
    ["narrow = 'y'", /TS2588: Cannot assign to 'narrow' because it is a constant/],
  ],
  "runs enums, constant ones too": [
    [
      "enum Colour { Red = 'r', Green = 'g' }\nenum Size { S, M = 5, L }\nconst enum Bits { A = 1, B = 1 << 3, AB = A | B }",
      null,
    ],
    ["[Colour.Red, Size.L, Size[5], Bits.AB]", "[ 'r', 6, 'M', 9 ]"],
    ["const c: Colour = 'g'", /TS2322/],
    ["const bit: Bits = Bits.B; bit", "8"],
  ],
  "runs namespaces": [
    [
      "namespace Geo { export interface Point { x: number } export let count = 0; export namespace Inner { export const f = () => ++count } }",
      null,
    ],
    ["Geo.Inner.f(); Geo.Inner.f(); Geo.count", "2"],
    ["const at: Geo.Point = { x: 'no' }", /TS2322/],
    ["import Alias = Geo.Inner; Alias.f()", "3"],
    ["namespace Geo { export const other = 1 }\nGeo.other", "1"],
    ["Geo.count", /TS2339: Property 'count' does not exist/],
  ],
  "runs decorators of classes, methods, fields and accessors": [
    [
      "function tag(_: unknown, context: DecoratorContext) { tags.push(`${context.kind} ${String(context.name)}`) }\nconst tags: string[] = []",
      null,
    ],
    [
      "@tag class Deco { @tag m() {} @tag f = 1; @tag accessor a = 2; @tag static s = 3; @tag get g() { return 4 } }",
      null,
    ],
    ["tags.toSorted().join()", "'accessor a,class Deco,field f,field s,getter g,method m'"],
  ],
  "changes what a decorated method does": [
    [
      "function loud<A extends unknown[]>(method: (...args: A) => string, _: ClassMethodDecoratorContext) { return function (this: unknown, ...args: A) { return method.apply(this, args).toUpperCase() } }",
      null,
    ],
    ["class Speaker { @loud say(word: string) { return word } }\nnew Speaker().say('hi')", "'HI'"],
  ],
  "has parameter properties, abstract classes and private members": [
    [
      "abstract class Shape { constructor(protected readonly size: number, private secret = 1) {} abstract area(): number; twice() { return 2 * this.area() } }",
      null,
    ],
    ["class Square extends Shape { override area() { return this.size ** 2 } }\nnew Square(3).twice()", "18"],
    ["new Shape(1)", /TS2511: Cannot create an instance of an abstract class/],
    ["new Square(1).secret", /TS2341: Property 'secret' is private/],
    ["class Counter { static #n = 10; static next() { return ++Counter.#n } }", null],
    ["Counter.next() + Counter.next()", "23"],
  ],
  "disposes of what using and await using hold": [
    [
      "class Handle implements Disposable { constructor(readonly name: string) {} [Symbol.dispose]() { console.log('end', this.name) } }",
      null,
    ],
    ["{ using a = new Handle('a'); using b = new Handle('b'); console.log('in') }", "in\nend b\nend a\n"],
    [
      "async function work() { await using late = { async [Symbol.asyncDispose]() { await null; console.log('late') } }; return 5 }\nconsole.log(await work())",
      "late\n5\n",
    ],
    ["for (using one of [new Handle('1'), new Handle('2')]) console.log('loop')", "loop\nend 1\nloop\nend 2\n"],
    ["using wrong = { a: 1 }", /TS2741: .*Symbol.dispose/],
  ],
  "checks satisfies and keeps the narrower type": [
    ["const conf = { a: 1, b: 'x' } satisfies Record<string, number | string>; conf.a.toFixed(2)", "'1.00'"],
    ["const bad = { a: true } satisfies Record<string, number>", /TS2322/],
  ],
  "resolves overloads": [
    [
      "function over(x: string): string; function over(x: number): number; function over(x: unknown) { return x }",
      null,
    ],
    ["over(1).toFixed(1) + over('s').toUpperCase()", "'1.0S'"],
    ["over(true)", /TS2769: No overload matches this call/],
  ],
  "narrows by guards and assertions of earlier cells": [
    [
      "function isText(x: unknown): x is string { return typeof x === 'string' }\nfunction needNumber(x: unknown): asserts x is number {}\nlet unknown: unknown = 5",
      null,
    ],
    ["unknown.toFixed()", /TS18046: 'unknown' is of type 'unknown'/],
    ["needNumber(unknown); unknown.toFixed(1)", "'5.0'"],
    ["if (isText(unknown)) unknown.toFixed()", /TS2339|TS2551/],
  ],
  "awaits at the top level, and loops over what comes later": [
    ["const waited = await new Promise<number>((resolve) => setTimeout(resolve, 3, 4))", null],
    ["waited.toFixed(1)", "'4.0'"],
    ["for await (const one of (async function* () { yield 1; yield 2 })()) console.log(one)", "1\n2\n"],
    ["(await Promise.allSettled([Promise.reject(1)]))[0].status", "'rejected'"],
  ],
  "hoists functions and var, and keeps labels, closures and shadowing": [
    ["const before = early(); function early() { return 'hoisted' }", null],
    ["before", "'hoisted'"],
    ["var v = 1; var v = 2; for (var i = 0; i < 3; i++) {} if (v) { var inner = 5 }", null],
    ["[v, i, inner]", "[ 2, 3, 5 ]"],
    ["let outside = 1; { let outside = 2; console.log(outside) } outside", "1"],
    [
      "outer: for (const a of [1, 2]) for (const b of [1, 2]) { if (b === 2) continue outer; console.log(a, b) }",
      "1 1\n2 1\n",
    ],
  ],
  "takes exports for declarations": [
    ["export const shown = 5; export default function named() { return shown }", null],
    ["named() + shown", "10"],
    ["export { shown as other }; shown", "5"],
  ],
  "keeps augmentations of globals": [
    [
      "declare global { interface Array<T> { second(): T | undefined } }\nArray.prototype.second = function () { return this[1] };",
      "[Function (anonymous)]",
    ],
    ["['a', 'b'].second()?.toUpperCase()", "'B'"],
  ],
  "keeps values whose class has no name outside of its function": [
    [
      "function make() { class Local { a = 1 } return new Local() }\nconst local = make(); const anonymous = new (class { q = 2 })()",
      null,
    ],
    ["local.a + anonymous.q", "3"],
    ["local.b", /TS2339|TS2551/],
  ],
  "stops a cell with a type error before any of it runs": [
    [
      "console.log('ran'); const n: number = 'text'",
      /In \[\d+\]:1:27 - error TS2322: Type 'string' is not assignable to type 'number'/,
    ],
    ["n", /TS2304/],
    ["[1, 2].lenght", /TS2551: .*Did you mean 'length'\?/],
    ["const widht = 3; consol.log(widht)", /Did you mean 'console'\?/],
  ],
  "shows of a long line what is around the error": [
    [
      `const long = "${"x".repeat(1000)}"; const bad: number = "y"`,
      /:1:1024 - error TS2322.*\n\n1 \| …x{71}"; const bad: number = "y"\n {2}\| {81} \^{3}\n$/,
    ],
    [`const bad2: number = "y"; const long = "${"x".repeat(1000)}"`, /\n1 \| const bad2: .*x…\n {2}\| {7}\^{4}\n$/],
  ],
  "says where a syntax error is": [
    ["let a = 1\nlet b = (a", /In \[\d+\]:2:11 - error TS1005: '\)' expected/],
    ["let s = 'unclosed", /TS1002: Unterminated string literal/],
    ["return 5", /TS1108/],
    ["for (;;) {{", /TS1005: '}' expected/],
  ],
  "obeys the magics for types": [
    ["%%types off\nlet off: number = 'text'; off", "'text'"],
    ["off.toUpperCase()", /TS2339|TS2551/],
    ["%types off\nlet also: number = 'text'", null],
    ["also = 'more'; also", "'more'"],
    ["%types on\nlet never: number = 'text'", /TS2322/],
    ["%types sometimes", /expected %types \[on\|warn\|off\], got "sometimes"/],
    ["%halp", /did you mean "%help"\?/],
  ],
};

describe("TypeScript in cells", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());
  eachRow(LANGUAGE, () => client);
});
