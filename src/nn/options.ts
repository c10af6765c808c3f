import { expected, hint, NnError } from "../errors.ts";

/** Refuses what is no plain object, where one with these names is wanted; `example` is for the error's text. Returns it. */
export function checkObject<T>(given: T, name: string, example: string): T {
  if (typeof given === "object" && given !== null && !Array.isArray(given) && !ArrayBuffer.isView(given)) return given;
  throw expected(`${name} as an object`, given, `write ${example}`);
}

/**
 * Refuses options that are no object, and names that are none of `names`, which would else be passed over in silence; a
 * Python spelling is told ours. Returns the options.
 */
export function checkOptions<T extends object>(given: T, names: readonly string[], what = "an option"): T {
  checkObject(given, "options", `{ ${names[0]}: … }`);
  const stranger = Object.keys(given).find((name) => !names.includes(name));
  if (stranger === undefined) return given;
  throw new NnError(`expected the name of ${what}, got "${stranger}": ${hint(stranger, names)}`);
}
