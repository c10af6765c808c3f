import { expected } from "../../errors.ts";
import { type Label, listed } from "../label.ts";
import type { Rule } from "./parameters.ts";

/**
 * How much each class counts: "balanced" makes up for rare ones, or a weight by class; null, all alike.
 * @example
 * new Perceptron({ classWeight: { no: 1, yes: 5 } }).getParams().classWeight // → { no: 1, yes: 5 }
 * new MLPClassifier({ classWeight: "even" as "balanced" }) // throws classWeight to be null, "balanced"
 */
export type ClassWeight = "balanced" | Readonly<Record<string, number>> | null;

/** What a {@link ClassWeight} may be. */
export const classWeightRule: Readonly<Record<"classWeight", Rule>> = {
  classWeight: {
    what: 'null, "balanced" or a weight of at least 0 by class',
    allows: (value) =>
      value === null ||
      value === "balanced" ||
      (typeof value === "object" &&
        !Array.isArray(value) &&
        Object.values(value as object).every((weight) => Number.isFinite(weight) && weight >= 0)),
  },
};

/**
 * The weight of each class: n / (classes · its samples) if balanced, 1 where nothing is said of it.
 * @throws {NnError} for the name of a class that does not occur.
 */
export function weightOfClass(
  classWeight: Exclude<ClassWeight, null>,
  labels: readonly Label[],
  classes: readonly Label[],
): (label: Label) => number {
  if (classWeight === "balanced") {
    const counts = new Map<Label, number>();
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    return (label) => labels.length / (counts.size * (counts.get(label) ?? Number.POSITIVE_INFINITY));
  }
  const unknown = Object.keys(classWeight).find((name) => !classes.map(String).includes(name));
  if (unknown !== undefined)
    throw expected(`classWeight to name classes of ${listed(classes)}`, unknown, "name classes that occur");
  return (label) => classWeight[String(label)] ?? 1;
}
