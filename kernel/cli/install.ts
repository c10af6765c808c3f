import { KernelError } from "../errors.ts";
import { type Command, type Given, MEMORY, memoryOf } from "./command.ts";
import { DEFAULT_DISPLAY_NAME, kernelspecOf, lookAt, specFolder, writeSpec } from "./kernelspec.ts";
import { PLACE_OPTIONS, placeOf } from "./place.ts";
import { WrongUse } from "./wrong-use.ts";

/** `axonlab install`: makes a Jupyter find this kernel. */
export const INSTALL: Command = {
  operands: "",
  count: [0, 0],
  meaning: "registers this kernel with a Jupyter that is installed already",
  options: {
    ...PLACE_OPTIONS,
    "display-name": { value: "TEXT", meaning: `what Jupyter shows (default "${DEFAULT_DISPLAY_NAME}")` },
    memory: MEMORY,
    force: { meaning: "replaces another kernel that has this name" },
  },
  details: ["The kernelspec names this installation and this Node: install again after either has moved."],
  run: install,
};

function install(given: Given): number {
  const displayName = given.values.get("display-name") ?? DEFAULT_DISPLAY_NAME;
  if (displayName.trim() === "") throw new WrongUse("expected --display-name TEXT, got an empty text");
  const spec = kernelspecOf(displayName, memoryOf(given));
  const { data, name } = placeOf(given);
  const folder = specFolder(data, name);
  const { present, foreign } = lookAt(folder);
  if (foreign !== undefined && !given.flags.has("force")) {
    const remedy = "choose another --name, or replace it by --force";
    throw new KernelError(`expected ${folder} to be free, got the kernel ${JSON.stringify(foreign)}; ${remedy}`);
  }
  const changed = writeSpec(folder, spec);
  const verb = changed ? (present ? "replaced" : "installed") : "up to date:";
  process.stdout.write(`${verb} ${JSON.stringify(displayName)} as ${name} in ${folder}\n`);
  if (/[\\/]_npx[\\/]/.test(spec.argv[1] ?? "")) {
    process.stderr.write(
      "this installation is one that npx keeps for a while: install axonlab itself, and then again\n",
    );
  }
  return 0;
}
