/** A point of the plane: $[x_1, x_2]$. */
export type Point = readonly [number, number];

/** $w_1 x_1 + w_2 x_2 + b$, by its three numbers. */
export interface Line {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** Where the two classes of a line lie inside a rectangle, and the line between them. */
export interface Halves {
  /** Corners of the part where h ≥ 0, in order; empty when there is none. */
  positive: Point[];
  /** Corners of the part where h < 0. */
  negative: Point[];
  /** Both ends of the line h = 0; empty when it does not cross the rectangle. */
  line: Point[];
}

/** Cuts the rectangle $[x_1^{lo}, x_1^{hi}] × [x_2^{lo}, x_2^{hi}]$ along the line h = 0. */
export function cut(line: Line, [low1, high1]: Point, [low2, high2]: Point): Halves {
  const corners: Point[] = [
    [low1, low2],
    [high1, low2],
    [high1, high2],
    [low1, high2],
  ];
  const h = ([x1, x2]: Point) => (line.weights[0] as number) * x1 + (line.weights[1] as number) * x2 + line.bias;
  const halves: Halves = { positive: [], negative: [], line: [] };
  corners.forEach((from, i) => {
    const to = corners[(i + 1) % corners.length] as Point;
    const [hFrom, hTo] = [h(from), h(to)];
    (hFrom >= 0 ? halves.positive : halves.negative).push(from);
    if (hFrom >= 0 === hTo >= 0) return;
    const t = hFrom / (hFrom - hTo);
    const crossing: Point = [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
    halves.positive.push(crossing);
    halves.negative.push(crossing);
    halves.line.push(crossing);
  });
  return halves;
}
