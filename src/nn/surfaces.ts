import { expected, lookUp } from "../errors.ts";
import { checkFunction, checkList } from "./shapes.ts";

/** A function of two numbers to find the lowest place of, with its gradient beside it. */
export interface Surface {
  readonly name: string;
  /** In mathjs' notation, in x and y. */
  readonly expression: string;
  readonly f: (x: number, y: number) => number;
  /** $[∂f/∂x, ∂f/∂y]$ */
  readonly gradient: (x: number, y: number) => [number, number];
  /** Its lowest places; none where it falls for ever. */
  readonly minima: readonly (readonly [number, number])[];
  /** The part of the plane worth looking at: along x and along y. */
  readonly domain: readonly [readonly [number, number], readonly [number, number]];
  /** A place to start from that shows what is difficult about it. */
  readonly start: readonly [number, number];
}

/** Round: every method finds the way. */
const bowl: Surface = {
  name: "bowl",
  expression: "x^2 + y^2",
  f: (x, y) => x * x + y * y,
  gradient: (x, y) => [2 * x, 2 * y],
  minima: [[0, 0]],
  domain: [
    [-3, 3],
    [-3, 3],
  ],
  start: [-2.5, 2],
};

/** Twenty times as steep along y as along x: plain descent swings from wall to wall. */
const ravine: Surface = {
  name: "ravine",
  expression: "x^2 / 2 + 10 * y^2",
  f: (x, y) => (x * x) / 2 + 10 * y * y,
  gradient: (x, y) => [x, 20 * y],
  minima: [[0, 0]],
  domain: [
    [-6, 6],
    [-2, 2],
  ],
  start: [-5, 1.5],
};

/** Rosenbrock's banana (1960): easy into the curved valley, hard along it. */
const rosenbrock: Surface = {
  name: "rosenbrock",
  expression: "(1 - x)^2 + 100 * (y - x^2)^2",
  f: (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: (x, y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
  minima: [[1, 1]],
  domain: [
    [-2, 2],
    [-1, 3],
  ],
  start: [-1.2, 1],
};

/** Himmelblau's function (1972): four lowest places, all 0; where one starts decides which is found. */
const himmelblau: Surface = {
  name: "himmelblau",
  expression: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
  f: (x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
  gradient: (x, y) => {
    const [u, v] = [x * x + y - 11, x + y * y - 7];
    return [4 * x * u + 2 * v, 2 * u + 4 * y * v];
  },
  minima: [
    [3, 2],
    [-2.805118086952745, 3.131312518250573],
    [-3.779310253377747, -3.28318599128617],
    [3.584428340330492, -1.848126526964404],
  ],
  domain: [
    [-5, 5],
    [-5, 5],
  ],
  start: [-0.5, -1],
};

/** Flat in the middle, down along y: from y = 0 exactly, no gradient shows the way out. */
const saddle: Surface = {
  name: "saddle",
  expression: "x^2 - y^2",
  f: (x, y) => x * x - y * y,
  gradient: (x, y) => [2 * x, -2 * y],
  minima: [],
  domain: [
    [-2, 2],
    [-2, 2],
  ],
  start: [-1.8, 0.001],
};

/** Rastrigin's function (1974): a bowl full of dents, each of which looks like the bottom from inside. */
const manyMinima: Surface = {
  name: "manyMinima",
  expression: "20 + x^2 + y^2 - 10 * (cos(2 * pi * x) + cos(2 * pi * y))",
  f: (x, y) => 20 + x * x + y * y - 10 * (Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y)),
  gradient: (x, y) => [
    2 * x + 20 * Math.PI * Math.sin(2 * Math.PI * x),
    2 * y + 20 * Math.PI * Math.sin(2 * Math.PI * y),
  ],
  minima: [[0, 0]],
  domain: [
    [-3, 3],
    [-3, 3],
  ],
  start: [-2.3, 1.6],
};

/**
 * Surfaces to try optimizers on, from easy to mean. A new one is one row.
 * @example
 * surfaces.rosenbrock.f(1, 1) // → 0
 * surfaces.ravine.gradient(1, 1) // → [1, 20]
 */
export const surfaces = { bowl, ravine, rosenbrock, himmelblau, saddle, manyMinima } as const;

/** The name of a surface: a key of {@link surfaces}. */
export type SurfaceName = keyof typeof surfaces;

/**
 * The surface of that name.
 * @throws {NnError} for a name that is not in {@link surfaces}, with the nearest one.
 * @example
 * surface("bowl").minima // → [[0, 0]]
 * surface("rosenbrok" as SurfaceName) // throws did you mean "rosenbrock"?
 */
export function surface(name: SurfaceName): Surface {
  return lookUp<Surface>(surfaces, name, "a surface");
}

/** A surface by its name, or one of the user's own that has a height and a gradient. */
export function surfaceOf(on: SurfaceName | Surface): Surface {
  if (typeof on !== "object" || on === null) return surface(on);
  checkFunction(on.f, "the surface's f", "(x, y) => x ** 2 + y ** 2");
  checkFunction(on.gradient, "the surface's gradient", "(x, y) => [2 * x, 2 * y]");
  return on;
}

/** The gradient of a surface at a place, which may be without bounds. @throws {NnError} for what is no pair. */
export function gradientAt({ gradient }: Surface, x: number, y: number): Float64Array {
  const slopes = gradient(x, y);
  if (checkList(slopes, "the surface's gradient").length === 2) return Float64Array.from(slopes);
  throw expected("the surface's gradient to hold two numbers", slopes, "return [∂f/∂x, ∂f/∂y]");
}
