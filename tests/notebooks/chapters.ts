import { notebookNames } from "./notebook.ts";

/** The chapters of the course, in the lecture's order. */
export const CHAPTERS: readonly string[] = [
  "01-one-neuron",
  "02-boolean-functions",
  "03-multi-layer-perceptrons",
  "04-activation-functions",
  "05-universal-approximation",
  "06-loss",
  "07-gradient-descent",
  "08-backpropagation",
  "09-learning-curves",
  "10-ai-systems",
  "11-hardware-and-cost",
];

/** The chapters whose notebooks are there. */
export const presentChapters = (): string[] => notebookNames().map((name) => name.replace(/\.ipynb$/, ""));
