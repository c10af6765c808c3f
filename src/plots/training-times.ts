import { expected } from "../errors.ts";
import { extentOf } from "../nn/extent.ts";
import { checkAtLeast0, checkList, checkPositive } from "../nn/shapes.ts";
import type { TrainingEstimate } from "../nn/training-estimate.ts";
import { chartOptions } from "./arguments.ts";
import { ink, type LayeredChart, lines, sheet } from "./theme.ts";

/** The marks of the axis: seconds, and what one calls so many. */
const units: readonly (readonly [number, string])[] = [
  [1e-9, "1 ns"],
  [1e-6, "1 µs"],
  [1e-3, "1 ms"],
  [1, "1 s"],
  [60, "1 min"],
  [3600, "1 h"],
  [86_400, "1 day"],
  [2_629_800, "1 month"],
  [31_557_600, "1 year"],
  [3_155_760_000, "100 years"],
  [3.15576e11, "10,000 years"],
];

/**
 * How long a training takes on each machine, in equal ratios, with its energy where that is known. What does not fit
 * into a machine's memory is an open cross instead of a dot.
 * @param estimates What {@link trainingEstimates} returned; at most 20.
 * @throws {NnError} for no estimate, or a time that is not above 0.
 * @example
 * trainingTimes(trainingEstimates({ flopsPerSample: 24e9, samples: 1.28e6, epochs: 90 })).width // → 380
 */
export function trainingTimes(estimates: readonly TrainingEstimate[], options: { title?: string } = {}): LayeredChart {
  const { title = "How long the training takes" } = chartOptions(options, { title: "text" });
  const rows = Array.from(checkList(estimates, "estimates"), checkedRow);
  if (rows.length === 0 || rows.length > 20)
    throw expected("1 to 20 estimates", rows.length, "give what trainingEstimates returned");
  const [least, largest] = extentOf(rows.map((row) => row.seconds));
  // A third of the frame for the words behind the last dot, and at least one unit in it.
  const domain = [least / 4, largest * Math.max(30, Math.sqrt((4 * largest) / least))] as const;
  const inside = units.filter(([length]) => length >= domain[0] && length <= domain[1]);
  const names = Object.fromEntries(inside.map(([length, name]) => [length, name]));
  const tooSmall = rows.some(({ fits }) => fits === "no");
  const y = {
    field: "machine",
    type: "nominal" as const,
    title: null,
    sort: null,
    axis: { grid: true, domain: false, ticks: false, labelLimit: 200 },
  };
  const x = {
    field: "seconds",
    type: "quantitative" as const,
    title: "time",
    scale: { type: "log" as const, domain: [...domain], nice: false },
    axis: {
      values: inside.map(([length]) => length),
      labelExpr: `${JSON.stringify(names)}[datum.value]`,
      grid: false,
      labelOverlap: "greedy" as const,
    },
  };
  const lettering = { type: "text" as const, align: "left" as const, dx: 10, fontSize: 12, tooltip: null };
  const label = { text: { field: "label", type: "nominal" as const } };
  return {
    ...sheet,
    description: `${title}: ${rows.map(({ machine, word, fits }) => `${machine} ${word}${fits === "no" ? ", but it does not fit" : ""}`).join("; ")}.`,
    title: tooSmall ? { text: title, subtitle: "× does not fit into the machine's memory" } : { text: title },
    width: 380,
    height: { step: 30 },
    data: { values: rows },
    encoding: { y, x },
    layer: [
      {
        mark: { type: "point", filled: false, strokeWidth: 2.5, size: 90, opacity: 1 },
        encoding: {
          shape: {
            field: "fits",
            type: "nominal",
            legend: null,
            scale: { domain: ["yes", "no"], range: ["circle", "M-1,-1L1,1M-1,1L1,-1"] },
          },
          color: {
            field: "fits",
            type: "nominal",
            legend: null,
            scale: { domain: ["yes", "no"], range: lines.slice(0, 2) },
          },
          tooltip: [{ field: "machine" }, { field: "word", title: "time" }, { field: "energy" }],
        },
      },
      // First a broad white edge, so that no line goes through the words.
      { mark: { ...lettering, stroke: "white", strokeWidth: 6, strokeJoin: "round" }, encoding: label },
      { mark: { ...lettering, color: ink }, encoding: label },
    ],
  };
}

/** An estimate as it is drawn. */
function checkedRow(estimate: TrainingEstimate, i: number) {
  const { machine, seconds, kilowattHours, fits } = estimate ?? {};
  if (typeof machine !== "string")
    throw expected(`estimates[${i}].machine to be a name`, machine, "give what trainingEstimates returned");
  checkPositive(seconds, `estimates[${i}].seconds`);
  if (kilowattHours !== undefined) checkAtLeast0(kilowattHours, `estimates[${i}].kilowattHours`);
  // Less than that nobody pays for.
  const energy = kilowattHours === undefined || kilowattHours < 0.01 ? "" : `${rounded(kilowattHours)} kWh`;
  const word = inWords(seconds);
  return {
    machine,
    seconds: Number(seconds.toPrecision(4)),
    word,
    energy,
    label: energy === "" ? word : `${word}, ${energy}`,
    fits: fits === false ? "no" : "yes",
  };
}

/** "3.4 h": in the largest unit of which there is one. */
function inWords(seconds: number): string {
  const singles = units.filter(([, name]) => name.startsWith("1 "));
  const [length, name] = singles.findLast(([unit]) => unit <= seconds) ?? (singles[0] as readonly [number, string]);
  const count = rounded(seconds / length);
  const unit = name.slice(2);
  return `${count} ${["day", "month", "year"].includes(unit) && count !== "1" ? `${unit}s` : unit}`;
}

/** Two digits, with separators of thousands. */
const rounded = (value: number) => Number(value.toPrecision(2)).toLocaleString("en", { maximumSignificantDigits: 2 });
