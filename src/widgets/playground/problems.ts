import {
  type CloudOptions,
  chessboard,
  circle,
  gaussian,
  type PlaneData,
  plane,
  spiral,
} from "../../nn/data/clouds.ts";
import { hills } from "../../nn/data/hills.ts";
import { unexpected } from "../widget-error.ts";

/** A problem to learn. */
export interface Problem {
  readonly label: string;
  readonly kind: "classification" | "regression";
  /** The call that makes it in TypeScript; undefined where the notebook has the data itself. */
  readonly code?: string;
  make(options: CloudOptions): PlaneData;
}

/** The data sets by their names. */
export const problems = {
  circle: { label: "circle", kind: "classification", code: "circle", make: circle },
  xor: { label: "exclusive or", kind: "classification", code: "chessboard", make: chessboard },
  gaussian: { label: "two clouds", kind: "classification", code: "gaussian", make: gaussian },
  spiral: { label: "spiral", kind: "classification", code: "spiral", make: spiral },
  plane: { label: "plane", kind: "regression", code: "plane", make: plane },
  hills: { label: "hills", kind: "regression", code: "hills", make: hills },
  own: {
    label: "your own",
    kind: "classification",
    make: () => {
      throw unexpected('X and y beside data: "own"', undefined, "write playground({ X, y })");
    },
  },
} as const satisfies Readonly<Record<string, Problem>>;

/** The name of a data set. */
export type ProblemName = keyof typeof problems;

/** Data of the notebook's own, moved and scaled into the playground's field. */
export interface OwnData extends PlaneData {
  kind: "classification" | "regression";
  /** What the two classes are called. */
  classes: readonly [string, string] | null;
  /** What was taken from each coordinate, and by what it was divided. */
  scale: { centre: readonly [number, number]; unit: readonly [number, number] };
}

/** Data fill the field, −6 to 6, up to here. */
const REACH = 5;

/**
 * Brings data of one's own into the playground's field: −5 to 5 along both coordinates; two classes become 0 and 1, other
 * numbers go from −1 to 1.
 * @throws {WidgetError} unless X holds pairs of finite numbers and y a target for each
 */
export function ownData(X: readonly (readonly number[])[], y: readonly (number | string | boolean)[]): OwnData {
  if (!Array.isArray(X) || X.length < 4) throw unexpected("X to hold at least 4 samples", X, "write [[0.5, 1], …]");
  X.forEach((x, i) => {
    if (x?.length === 2 && x.every(Number.isFinite)) return;
    throw unexpected(`X[${i}] to be two finite numbers`, x, "choose two columns: X.map((x) => [x[0], x[1]])");
  });
  if (!Array.isArray(y) || y.length !== X.length) {
    throw unexpected(`y to hold ${X.length} targets, one a sample`, y?.length, "give each sample its target");
  }
  const spans = [0, 1].map((column) => {
    const values = X.map((x) => x[column] as number);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { centre: (low + high) / 2, unit: (high - low) / 2 / REACH || 1 };
  });
  const [a, b] = spans as [{ centre: number; unit: number }, { centre: number; unit: number }];
  const scale = { centre: [a.centre, b.centre], unit: [a.unit, b.unit] } as const;
  const moved = X.map(([x1, x2]): [number, number] => [
    ((x1 as number) - a.centre) / a.unit,
    ((x2 as number) - b.centre) / b.unit,
  ]);
  return { X: moved, ...targets(y), scale };
}

function targets(y: readonly unknown[]): Pick<OwnData, "y" | "kind" | "classes"> {
  const kinds = [...new Set(y)].sort((a, b) => (String(a) < String(b) ? -1 : 1));
  if (kinds.length === 2) {
    const classes = [String(kinds[0]), String(kinds[1])] as const;
    return { y: y.map((one) => (one === kinds[1] ? 1 : 0)), kind: "classification", classes };
  }
  if (kinds.length < 2 || !y.every(Number.isFinite)) {
    throw unexpected("y to hold two classes, or numbers", kinds, "leave out the other classes, or give numbers");
  }
  const numbers = y as readonly number[];
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return { y: numbers.map((one) => (2 * (one - low)) / (high - low) - 1), kind: "regression", classes: null };
}
