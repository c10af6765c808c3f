import { stripVTControlCharacters } from "node:util";

/** @typedef {import("./kernel.mjs").Outcome} Outcome */

/**
 * What a cell showed as text, without colours.
 * @param {Outcome} outcome
 */
export const shown = ({ outputs }) =>
  stripVTControlCharacters(
    outputs.map(({ content }) => content.data?.["text/plain"] ?? content.text ?? "").join(""),
  ).trim();

/**
 * How many lines a cell printed before it was idle, and in all.
 * @param {Outcome} outcome
 */
export function printedLines({ outputs }) {
  const idle = outputs.findIndex(({ content }) => content.execution_state === "idle");
  return { before: countLines(idle < 0 ? outputs : outputs.slice(0, idle)), all: countLines(outputs) };
}

/** @param {Outcome["outputs"]} outputs */
const countLines = (outputs) =>
  outputs
    .filter(({ header }) => header.msg_type === "stream")
    .map(({ content }) => content.text)
    .join("")
    .split("\n")
    .filter(Boolean).length;

/**
 * The value at a part of the sorted list: 0.5 is the median.
 * @param {readonly number[]} values
 * @param {number} part 0 to 1
 */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
}
