import { Random } from "../../../src/index.ts";

/** Three clouds of points, 0 below left, 1 right, 2 above. */
export function clouds(n: number, seed = 1) {
  const random = new Random(seed);
  const centres = [
    [-1, -1],
    [2, 0],
    [0, 2],
  ] as const;
  const y = Array.from({ length: n }, (_, i) => i % 3);
  const X = y.map((k) => (centres[k] as readonly [number, number]).map((c) => c + random.uniform(-0.8, 0.8)));
  return { X, y };
}

/** Runs something and returns what it warned of. */
export function warningsOf(action: () => void): string[] {
  const before = console.warn;
  const texts: string[] = [];
  console.warn = (text: string) => texts.push(text);
  try {
    action();
  } finally {
    console.warn = before;
  }
  return texts;
}
