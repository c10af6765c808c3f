import { digitsImages } from "./digits-images.ts";
import { irisFlowers } from "./iris-flowers.ts";

/** A data set with names. */
export interface NamedData {
  X: number[][];
  y: number[];
  featureNames: string[];
  targetNames: string[];
}

/**
 * Fisher's and Anderson's iris flowers (1936): 150 samples of 4 lengths in cm, 3 species of 50 each. (From
 * scikit-learn's copy, which holds Fisher's paper's values; CC BY 4.0.)
 * @example
 * iris().X[0] // → [5.1, 3.5, 1.4, 0.2]
 * iris().targetNames // → ["setosa", "versicolor", "virginica"]
 */
export function iris(): NamedData {
  const rows = irisFlowers
    .trim()
    .split(/,\s|\n/)
    .map((flower) => flower.split(" ").map(Number));
  return {
    X: rows.map((row) => row.slice(0, 4)),
    y: rows.map((row) => row[4] as number),
    featureNames: ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"],
    targetNames: ["setosa", "versicolor", "virginica"],
  };
}

/**
 * Handwritten digits (Alpaydin and Kaynak 1998; UCI, CC BY 4.0; scikit-learn's copy): 1797 images of 8 × 8 greys from 0
 * to 16, row by row, and the digit each shows.
 * @example
 * digits().X[0]?.length // → 64
 * digits().y.slice(0, 5) // → [0, 1, 2, 3, 4]
 */
export function digits(): NamedData {
  const images = digitsImages.trim().split(/\s+/);
  return {
    X: images.map((image) => Array.from(image.slice(0, 64), (grey) => Number.parseInt(grey, 17))),
    y: images.map((image) => Number(image[64])),
    featureNames: Array.from({ length: 64 }, (_, i) => `pixel_${Math.floor(i / 8)}_${i % 8}`),
    targetNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
  };
}
