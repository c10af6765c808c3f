import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { LENT } from "../lent.ts";
import type { CheckerOptions } from "./contract.ts";
import type { CoreFiles } from "./core.ts";

/** How a cell and what it imports are checked; a notebook's folder may change only what {@link respected} names. */
const fixed = {
  target: "esnext",
  module: "preserve",
  moduleResolution: "bundler",
  moduleDetection: "auto",
  allowImportingTsExtensions: true,
  allowJs: true,
  checkJs: false,
  esModuleInterop: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: true,
  allowUnreachableCode: true,
  allowUnusedLabels: true,
  types: ["node"],
};

const defaults = { strict: true, lib: ["esnext"], jsx: "react-jsx" };

/** What of a folder's own tsconfig.json counts for its notebooks. */
const respected = [
  "strict",
  "noImplicitAny",
  "strictNullChecks",
  "strictFunctionTypes",
  "strictPropertyInitialization",
  "noUncheckedIndexedAccess",
  "exactOptionalPropertyTypes",
  "noImplicitReturns",
  "useUnknownInCatchVariables",
  "experimentalDecorators",
  "customConditions",
  "jsxImportSource",
  "paths",
  "pathsBasePath",
  "lib",
];

const libFile = /^lib\.(.*)\.d\.ts$/;

function own(options: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.fromEntries(respected.flatMap((name) => (name in options ? [[name, options[name]]] : [])));
  const { pathsBasePath, lib, paths, ...rest } = kept as Record<string, unknown> & {
    lib?: string[];
    paths?: Record<string, string[]>;
  };
  const base = String(pathsBasePath ?? "");
  return {
    ...rest,
    ...(lib ? { lib: lib.map((file) => libFile.exec(file)?.[1] ?? file) } : {}),
    paths: Object.fromEntries(
      Object.entries(paths ?? {}).map(([name, targets]) => [
        name,
        targets.map((target) => (target.startsWith("/") ? target : `${base}/${target}`)),
      ]),
    ),
  };
}

/** The places of lent packages' types, first those where the notebook's folder would have its own. */
function lentPaths(folder: string): Record<string, string[]> {
  const own: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    own.push(join(at, "node_modules"));
    if (at === dirname(at)) break;
  }
  const { resolve } = createRequire(import.meta.url);
  return Object.fromEntries(
    LENT.map((name) => [
      name,
      [...own.map((modules) => join(modules, name)), dirname(resolve(`${name}/package.json`))],
    ]),
  );
}

/**
 * The text of the project's tsconfig.json; `folderOptions` are those of the folder's own one, with what it extends. Where
 * there is a `core` it stands for TypeScript's library, and `alone` also for Node's declarations.
 */
export function configText(
  options: CheckerOptions,
  folderOptions: Record<string, unknown>,
  files: string[],
  core?: CoreFiles,
  alone = false,
): string {
  const typesOfNode = createRequire(import.meta.url).resolve("@types/node/package.json");
  const ofFolder = own(folderOptions) as { paths: Record<string, string[]> };
  const provided = Object.fromEntries(Object.entries(options.provided).map(([name, file]) => [name, [file]]));
  return JSON.stringify({
    compilerOptions: {
      ...defaults,
      ...ofFolder,
      ...fixed,
      ...(core ? { lib: undefined, noLib: true } : {}),
      ...(alone ? { types: [] } : {}),
      typeRoots: [dirname(dirname(typesOfNode))],
      paths: { ...lentPaths(options.folder), ...ofFolder.paths, ...provided },
    },
    files: [...(core?.library ?? []), ...((alone && core?.node) || []), ...files, options.globals],
  });
}
