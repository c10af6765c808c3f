import type { Given, Option } from "./command.ts";
import { type DataFolder, prefixFolder, systemPrefix, userFolder } from "./jupyter-folders.ts";
import { checkedName, DEFAULT_NAME } from "./kernelspec.ts";
import { WrongUse } from "./wrong-use.ts";

/** The options that say where a kernelspec lies, and what it is called. */
export const PLACE_OPTIONS: Readonly<Record<string, Option>> = {
  user: { meaning: "in your own Jupyter data folder (the default)" },
  prefix: { value: "DIR", meaning: "in DIR/share/jupyter: /usr/local for all users, or an environment's folder" },
  "sys-prefix": { meaning: "in the active virtual or conda environment, else in that of python3" },
  name: { value: "NAME", meaning: `the kernelspec's name (default ${DEFAULT_NAME})` },
};

/**
 * Where the kernelspec that a command speaks of lies.
 * @throws WrongUse where more than one place is named, or the name cannot be
 */
export function placeOf({ flags, values }: Given): { data: DataFolder; name: string } {
  const name = checkedName(values.get("name") ?? DEFAULT_NAME);
  const asked = ["user", "prefix", "sys-prefix"].filter((option) => flags.has(option) || values.has(option));
  if (asked.length > 1) {
    throw new WrongUse(`expected one place, got ${asked.map((option) => `--${option}`).join(" and ")}`);
  }
  const prefix = values.get("prefix");
  if (prefix === "") throw new WrongUse('expected --prefix DIR, got ""');
  if (prefix !== undefined) return { data: prefixFolder(prefix), name };
  return { data: flags.has("sys-prefix") ? prefixFolder(systemPrefix()) : userFolder(), name };
}
