import { expected, hint, NnError, shown } from "../errors.ts";

/** "Object" of plain objects and those of most classes, "Module" of modules; lists, maps, dates, promises … have others. */
const kindOf = (value: unknown) => Object.prototype.toString.call(value).slice("[object ".length, -1);

/** Refuses what is no object with parts under names; `example` is for the error's text. Returns it. */
export function checkObject<T>(given: T, name: string, example: string): T {
  if (["Object", "Module"].includes(kindOf(given))) return given;
  throw expected(`${name} as an object`, given, `write ${example}`);
}

/**
 * Refuses options that are no object, and names that are none of `names`, which would else be passed over in silence; a
 * Python spelling is told ours. Returns the options.
 * @param what What has these names, and `argument` what the object is called, for the errors' texts.
 * @example
 * perceptronRule(gates.AND, { max_epochs: 3 } as object) // throws it is called "maxEpochs" here
 */
export function checkOptions<T extends object>(
  given: T,
  names: readonly string[],
  what = "an option",
  argument = "options",
): T {
  checkObject(given, argument, `{ ${names[0]}: … }`);
  const stranger = Object.keys(given).find((name) => !names.includes(name));
  if (stranger === undefined) return given;
  throw new NnError(`expected the name of ${what}, got ${shown(stranger)}: ${hint(stranger, names)}`);
}
