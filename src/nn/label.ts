import { expected } from "../errors.ts";

/** A class: a whole number, a word, or true and false. */
export type Label = number | string | boolean;

/** Classes as an error's text names them: all, or the first of many. */
export function listed(classes: readonly Label[]): string {
  return classes.length <= 12 ? classes.join(", ") : `${classes.slice(0, 10).join(", ")}, … (${classes.length} in all)`;
}

/** The classes that occur, in order: numbers by size, words by their letters. */
export function uniqueLabels<T extends Label>(labels: Iterable<T>): T[] {
  return [...new Set(labels)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

const isLabel = (label: unknown) => ["string", "boolean", "number"].includes(typeof label) && !Number.isNaN(label);

/** Refuses a list in which something is no class. */
export function checkLabels(labels: ArrayLike<unknown>, name: string): void {
  for (let i = 0; i < labels.length; i++) {
    if (!isLabel(labels[i]))
      throw expected(`${name}[${i}] to be a number, a word, true or false`, labels[i], "name each class");
  }
}

/** Refuses classes to be told apart of which there are none, or one that is no class or comes twice. */
export function checkClasses(classes: ArrayLike<unknown>, name: string): void {
  checkLabels(classes, name);
  if (classes.length > 0 && new Set(Array.from(classes)).size === classes.length) return;
  throw expected(`${name} to name each class once`, classes, "leave it out for those that occur");
}
