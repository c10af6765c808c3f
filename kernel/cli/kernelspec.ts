import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { KernelError } from "../errors.ts";
import { PROTOCOL_VERSION } from "../wire/message.ts";
import type { DataFolder } from "./jupyter-folders.ts";
import { WrongUse } from "./wrong-use.ts";

/** The name of the kernelspec unless another is asked for; notebooks name their kernel by it. */
export const DEFAULT_NAME = "axonlab";
/** What Jupyter shows for the kernel unless something else is asked for. */
export const DEFAULT_DISPLAY_NAME = "TypeScript (Axonlab)";

/** Beside this file, in the source as in its bundle. */
const LOGOS = fileURLToPath(new URL("./logos/", import.meta.url));
const BUNDLE = fileURLToPath(new URL("../../dist/kernel/axonlab.js", import.meta.url));

/** What kernel.json says of a kernel (jupyter_client, "Kernel specs"). */
export interface Kernelspec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: "message";
  /** Of the messaging protocol. */
  kernel_protocol_version: string;
  metadata: {
    debugger: boolean;
    /** Jupyter's `transport_encryption` looks for "curve" here before it hands out keys. */
    supported_encryption: string[];
  };
}

/** The kernelspec of this very installation, run by the Node that runs now. */
export function kernelspecOf(displayName: string, memoryMb: number | undefined): Kernelspec {
  const memory = memoryMb === undefined ? [] : ["--memory", String(memoryMb)];
  return {
    argv: [process.execPath, BUNDLE, "kernel", "{connection_file}", ...memory],
    display_name: displayName,
    language: "typescript",
    interrupt_mode: "message",
    kernel_protocol_version: PROTOCOL_VERSION,
    metadata: { debugger: false, supported_encryption: ["curve"] },
  };
}

/**
 * A kernelspec's name, as it may be.
 * @throws WrongUse for any other: Jupyter finds only names of a-z, 0-9, dot, hyphen and underscore
 */
export function checkedName(name: string): string {
  if (/^[a-z0-9._-]*[a-z0-9][a-z0-9._-]*$/.test(name)) return name;
  const nearest = name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[-.]+|-+$/g, "");
  const hint = nearest === "" ? "" : ` (did you mean ${JSON.stringify(nearest)}?)`;
  throw new WrongUse(`expected --name of a-z, 0-9, ".", "-" and "_", got ${JSON.stringify(name)}${hint}`);
}

/** The folder of a kernelspec. */
export const specFolder = (data: DataFolder, name: string): string => path.join(data.path, "kernels", name);

/** What lies in a kernelspec's folder. `foreign`: another kernel's, by its display name or its folder. */
export function lookAt(folder: string): { present: boolean; foreign?: string } {
  if (!guarded("look for", folder, () => fs.lstatSync(folder, { throwIfNoEntry: false }))) return { present: false };
  const spec = readSpec(path.join(folder, "kernel.json"));
  // A folder without a kernel.json may be what an interrupted installation left.
  if (spec === undefined) return { present: true };
  const argv: unknown[] = Array.isArray(spec.argv) ? spec.argv : [];
  if (argv.some((part) => typeof part === "string" && path.basename(part) === "axonlab.js")) return { present: true };
  return { present: true, foreign: String(spec.display_name ?? folder) };
}

function readSpec(file: string): Record<string, unknown> | undefined {
  try {
    const spec: unknown = JSON.parse(fs.readFileSync(file, "utf8"));
    return typeof spec === "object" && spec !== null ? (spec as Record<string, unknown>) : {};
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : {};
  }
}

/**
 * Writes a kernelspec with its logos, kernel.json last, so that Jupyter never sees half of it.
 * @returns whether anything changed
 * @throws KernelError where it cannot be written
 */
export function writeSpec(folder: string, spec: Kernelspec): boolean {
  return guarded("write", folder, () => {
    fs.mkdirSync(folder, { recursive: true });
    const logos = fs
      .readdirSync(LOGOS)
      .map((logo) => writeWhole(path.join(folder, logo), read(path.join(LOGOS, logo))));
    const text = Buffer.from(`${JSON.stringify(spec, null, 2)}\n`);
    return [...logos, writeWhole(path.join(folder, "kernel.json"), text)].some(Boolean);
  });
}

/**
 * Removes a kernelspec, and the folders around it that are empty then, up to the base.
 * @throws KernelError where it cannot be removed
 */
export function removeSpec(folder: string, { base }: DataFolder): void {
  guarded("remove", folder, () => fs.rmSync(folder, { recursive: true, force: true }));
  let above = path.dirname(folder);
  while (above !== base && above.startsWith(base)) {
    try {
      fs.rmdirSync(above);
    } catch {
      return;
    }
    above = path.dirname(above);
  }
}

const read = (file: string): Buffer => fs.readFileSync(file);

function writeWhole(file: string, content: Buffer): boolean {
  if (fs.existsSync(file) && fs.readFileSync(file).equals(content)) return false;
  const partial = `${file}.${process.pid}.partial`;
  try {
    fs.writeFileSync(partial, content);
    fs.renameSync(partial, file);
  } finally {
    fs.rmSync(partial, { force: true });
  }
  return true;
}

const REMEDIES: Record<string, string> = {
  EACCES: "choose a place that is yours by --user or --prefix DIR, or run this with the rights of the folder's owner",
  ENOSPC: "free some disk space",
  ENOTDIR: "one of its folders is a file; move that away, or choose another place",
  EEXIST: "one of its folders is a file; move that away, or choose another place",
};

function guarded<T>(verb: string, folder: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    const { code = "", message } = cause as NodeJS.ErrnoException;
    const remedy = REMEDIES[/^(EPERM|EROFS)$/.test(code) ? "EACCES" : code] ?? message;
    throw new KernelError(`cannot ${verb} the kernelspec ${folder} (${code || "failed"}): ${remedy}`, { cause });
  }
}
