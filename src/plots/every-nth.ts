/** At most so many of the points of a line, evenly taken from the first on, and the last. */
export function everyNth<T>(points: readonly T[], most: number): readonly T[] {
  const every = Math.max(1, Math.ceil(points.length / most));
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}
