import { KernelError } from "../errors.ts";
import type { Command, Given } from "./command.ts";
import { lookAt, removeSpec, specFolder } from "./kernelspec.ts";
import { PLACE_OPTIONS, placeOf } from "./place.ts";

/** `axonlab uninstall`: takes away what `axonlab install` wrote. */
export const UNINSTALL: Command = {
  operands: "",
  count: [0, 0],
  meaning: "takes away what install wrote; name the same place and name",
  options: PLACE_OPTIONS,
  run: uninstall,
};

function uninstall(given: Given): number {
  const { data, name } = placeOf(given);
  const folder = specFolder(data, name);
  const { present, foreign } = lookAt(folder);
  if (!present) {
    const remedy = "`jupyter kernelspec list` says where kernels are; name the place by --prefix DIR or --sys-prefix";
    throw new KernelError(`expected the kernel ${name} in ${folder}, got nothing there; ${remedy}`);
  }
  if (foreign !== undefined) {
    const remedy = `\`jupyter kernelspec remove ${name}\` removes it if it is meant`;
    throw new KernelError(`expected our kernel in ${folder}, got ${JSON.stringify(foreign)}; ${remedy}`);
  }
  removeSpec(folder, data);
  process.stdout.write(`removed ${folder}\n`);
  return 0;
}
