import { nearest } from "../../errors.ts";
import { chessboard, circle, moons, type PlaneData, spiral } from "../../nn/data/clouds.ts";
import { unexpected } from "../widget-error.ts";

/** A point that was drawn: its place in the field, and the number of its class. */
export interface DrawnPoint {
  readonly x1: number;
  readonly x2: number;
  readonly c: number;
}

/** The field goes from −3 to 3 along both coordinates. */
export const REACH = 3;

/** So many classes at most: as many as there are shapes that one tells apart at a glance. */
export const MOST_CLASSES = 4;

/** So many points at most; more would not be drawn by hand. */
export const MOST_POINTS = 500;

/** Points near the border of the field are its last; data of one's own fill it up to here. */
const FILLED = 0.9 * REACH;

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** A set of the library's in the field, whose own goes to ±6. */
const half = ({ X, y }: PlaneData): DrawnPoint[] =>
  X.map(([x1, x2], i) => ({ x1: rounded(x1 / 2), x2: rounded(x2 / 2), c: y[i] as number }));

/** What one can begin with, by its name; the last is for those who draw all themselves. */
export const starts = {
  circles: () => half(circle({ samples: 60, noise: 0.05 })),
  // Both arms begin in the middle, where no network could tell them apart.
  spiral: () => half(spiral({ samples: 80 })).filter(({ x1, x2 }) => Math.hypot(x1, x2) > 0.05),
  xor: () => half(chessboard({ samples: 60 })),
  moons: () => {
    const { X, y } = moons({ samples: 60, noise: 0.1 });
    const at = ([x1, x2]: readonly [number, number]) => ({
      x1: rounded(1.7 * (x1 - 0.5)),
      x2: rounded(1.7 * (x2 - 0.25)),
    });
    return X.map((x, i): DrawnPoint => ({ ...at(x), c: y[i] as number }));
  },
  "four classes": () =>
    half(chessboard({ samples: 80, seed: 3 })).map((point): DrawnPoint => {
      const { x1, x2 } = point;
      return { ...point, c: (x1 > 0 ? 1 : 0) + (x2 > 0 ? 2 : 0) };
    }),
  empty: () => [],
} as const satisfies Readonly<Record<string, () => DrawnPoint[]>>;

/** The name of a {@link starts}. */
export type StartName = keyof typeof starts;

/** A label of a class. */
export type Label = number | string | boolean;

/** Points with their labels, as the estimators take them. */
export interface LabelledPoints {
  X: [number, number][];
  y: Label[];
}

/** How the notebook's points lie in the field: what is taken from each coordinate, by what it is divided, whose class is whose. */
export interface Frame {
  readonly centre: readonly [number, number];
  readonly unit: readonly [number, number];
  readonly labels: readonly Label[];
}

/** Nothing is moved, and the classes are called 0, 1, 2 and 3. */
export const plain: Frame = { centre: [0, 0], unit: [1, 1], labels: [0, 1, 2, 3] };

/** Twelve digits: what moving there and back left of them. */
const tidy = (value: number) => Number(value.toPrecision(12));

/**
 * The frame for points: the plain one where they lie in the field, else one that holds them all. Labels that are whole
 * numbers from 0 to 3 stand for themselves, others in their order.
 * @throws {WidgetError} unless X holds pairs of finite numbers and y one of at most four labels for each
 */
export function frameOf(X: readonly (readonly number[])[], y: readonly Label[]): Frame {
  checkPlaces(X);
  checkLabels(X, y);
  const inside = X.every((x) => x.every((value) => Math.abs(value) <= REACH));
  const spans = [0, 1].map((column) => {
    const values = X.map((x) => x[column] as number);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const unit = (high - low) / 2 / FILLED;
    // So close together that a division by their distance would round them out of the field.
    return { centre: low + (high - low) / 2, unit: unit < 1e-300 ? 1 : unit };
  }) as [{ centre: number; unit: number }, { centre: number; unit: number }];
  const [a, b] = inside
    ? ([
        { centre: 0, unit: 1 },
        { centre: 0, unit: 1 },
      ] as const)
    : spans;
  return { centre: [a.centre, b.centre], unit: [a.unit, b.unit], labels: labelsOf(y) };
}

function labelsOf(y: readonly Label[]): readonly Label[] {
  const known = [...new Set(y)];
  if (known.every((label) => (plain.labels as readonly unknown[]).includes(label))) return plain.labels;
  known.sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1));
  if (known.length < 2 || known.length > MOST_CLASSES) {
    const todo = known.length < 2 ? "call the classes 0 and 1, or give points of both" : "leave out the other classes";
    throw unexpected(`y to hold 2 to ${MOST_CLASSES} labels`, known, todo);
  }
  return known;
}

function checkPlaces(X: readonly (readonly number[])[]): void {
  if (!Array.isArray(X)) throw unexpected("points.X to be a list of points", X, "write { X: [[0.5, 1]], y: [0] }");
  if (X.length > MOST_POINTS) throw unexpected(`at most ${MOST_POINTS} points`, X.length, "give a part of them");
  X.forEach((x, i) => {
    if (x?.length === 2 && x.every(Number.isFinite)) return;
    throw unexpected(`points.X[${i}] to be two finite numbers`, x, "choose two columns: X.map((x) => [x[0], x[1]])");
  });
}

function checkLabels(X: readonly unknown[], y: readonly Label[]): void {
  if (!Array.isArray(y) || y.length !== X.length) {
    throw unexpected(`points.y to hold ${X.length} labels, one a point`, y?.length, "give each point its class");
  }
  const stranger = y.findIndex((label) => !["number", "string", "boolean"].includes(typeof label));
  if (stranger >= 0) throw unexpected(`points.y[${stranger}] to be a number or a text`, y[stranger], "name its class");
}

/** The points in the field. @throws {WidgetError} for a label that the frame lacks, or a place outside of the field */
export function drawingOf({ X, y }: LabelledPoints, { centre, unit, labels }: Frame): DrawnPoint[] {
  checkPlaces(X);
  checkLabels(X, y);
  return X.map((x, i) => {
    const c = labels.indexOf(y[i] as Label);
    if (c < 0) throw unexpected(`points.y[${i}] to be one of ${labels.join(", ")}`, y[i], "make another widget");
    const [x1, x2] = [0, 1].map((k) => tidy(((x[k] as number) - (centre[k] as number)) / (unit[k] as number)));
    const point = { x1: x1 as number, x2: x2 as number, c };
    if (Math.max(Math.abs(point.x1), Math.abs(point.x2)) > REACH) {
      throw unexpected(`points.X[${i}] to lie in the field`, x, "make another widget, whose field then holds it");
    }
    return point;
  });
}

/** What was drawn, in the notebook's own numbers and labels. */
export function pointsOf(drawn: readonly DrawnPoint[], { centre, unit, labels }: Frame): LabelledPoints {
  return {
    X: drawn.map(({ x1, x2 }) => [tidy(centre[0] + unit[0] * x1), tidy(centre[1] + unit[1] * x2)]),
    y: drawn.map(({ c }) => labels[c] as Label),
  };
}

/** How many classes a network has to tell apart: up to the highest that was drawn, and at least two. */
export const classesIn = (drawn: readonly DrawnPoint[]) => Math.max(2, ...drawn.map(({ c }) => c + 1));

/** A beginning by its name. @throws {WidgetError} that lists the names */
export function startOf(name: string): DrawnPoint[] {
  if (Object.hasOwn(starts, name)) return starts[name as StartName]();
  const near = nearest(name, Object.keys(starts));
  const todo = near ? `did you mean "${near}"?` : `use one of ${Object.keys(starts).join(", ")}, or { X, y }`;
  throw unexpected("the name of points to begin with", name, todo);
}
