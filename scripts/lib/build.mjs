import fs from "node:fs";
import path from "node:path";
import { runTool, tail } from "./children.mjs";
import { writeCoreLibrary } from "./core-library.mjs";
import { inRoot, ROOT, TSC } from "./paths.mjs";
import { SetupError } from "./setup-error.mjs";
import { filesBelow, hashOfFiles, readJson, writeWhole } from "./stamp.mjs";
import { buildWasm, kernelsDefined } from "./wasm.mjs";

/** The processes of the kernel, each one bundle: its entry in kernel/ and its name in dist/kernel/. */
const BUNDLES = {
  axonlab: "kernel/cli/axonlab.ts",
  runtime: "kernel/runtime/main.ts",
  control: "kernel/runtime/control.ts",
  tslab: "kernel/display/tslab.ts",
};

/** The entries of the library; a bundle each loads in a third of the time that its many files take. */
const LIBRARY = Object.fromEntries(
  ["index", "plots/index", "course/index", "widgets/index"].map((entry) => [entry, `src/${entry}.ts`]),
);

/** What runs in a page and not in Node: modules of their own, with all that they need in them. */
const PAGES = {
  "widgets/playground": "src/widgets/playground/page/playground.ts",
  "widgets/point-classifier": "src/widgets/point-classifier/page/point-classifier.ts",
};

/** Declarations that the checker reads as text, laid beside the bundles under their own names. */
const DECLARATIONS = ["kernel/checker/globals.d.ts", "kernel/display/tslab.d.ts"];

/** The pictures that Jupyter shows for the kernel, laid beside the bundle that registers it. */
const LOGOS = "kernel/cli/logos";

/** What the result depends on. */
const SOURCES = [
  "kernel",
  "src",
  "package-lock.json",
  "package.json",
  "tsconfig.json",
  "tsconfig.src.json",
  "scripts/lib/build.mjs",
  "scripts/lib/wasm.mjs",
  "scripts/lib/compile-wasm.mjs",
  "scripts/lib/core-library.mjs",
];

/** Written last: the hash of the sources that dist/ was made from. */
const STAMP = inRoot("dist", "built.json");

const sourceHash = () => hashOfFiles(SOURCES.map((source) => inRoot(source)));

/**
 * Builds dist/ unless it was built from these very sources.
 * @param {(line: string) => void} say
 */
export async function buildIfChanged(say) {
  return readJson(STAMP)?.sources === sourceHash() ? "up to date" : build(say);
}

/**
 * Builds dist/kernel and dist/src: bundles, outside of which packages stay, and the library's declarations.
 * @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function build(say) {
  // Some file systems keep whole seconds only.
  const started = Math.floor(Date.now() / 1000) * 1000;
  const sources = sourceHash();
  fs.rmSync(STAMP, { force: true });
  await buildWasm(say);
  say("bundling kernel/ and src/");
  await Promise.all([bundleAll(), declareLibrary()]);
  for (const file of DECLARATIONS) fs.copyFileSync(inRoot(file), inRoot("dist", "kernel", path.basename(file)));
  copyLogos();
  copyLicences();
  writeCoreLibrary(inRoot("dist", "kernel", "core"));
  removeOlder(inRoot("dist"), started);
  writeWhole(STAMP, `${JSON.stringify({ sources })}\n`);
  return "built";
}

/**
 * Removes what an earlier build left. Not before the build: a kernel that starts meanwhile finds all its files.
 * @param {string} folder
 * @param {number} time milliseconds since 1970
 */
function removeOlder(folder, time) {
  const made = filesBelow(folder).filter((file) => !file.startsWith("wasm"));
  const old = made.filter((file) => fs.statSync(path.join(folder, file)).mtimeMs < time);
  for (const file of old) fs.rmSync(path.join(folder, file));
}

function copyLogos() {
  const folder = inRoot("dist", "kernel", "logos");
  fs.mkdirSync(folder, { recursive: true });
  for (const logo of fs.readdirSync(inRoot(LOGOS))) fs.copyFileSync(inRoot(LOGOS, logo), path.join(folder, logo));
}

/** What kernel's bundles hold though it is packages of others: small modules, which load in a tenth of the time so. */
const BUNDLED = ["magic-string", "@jridgewell/trace-mapping"];
/** Those with what they need themselves. */
const NOTED = [...BUNDLED, "@jridgewell/resolve-uri", "@jridgewell/sourcemap-codec"];

/** The packages that stay outside of the kernel's bundles. */
const packagesBeside = () =>
  Object.keys(readJson(inRoot("package.json"))?.dependencies ?? {}).filter((name) => !BUNDLED.includes(name));

/** Lays the licences of what is bundled beside it, as they ask for. */
function copyLicences() {
  const texts = NOTED.map((name) => `${name}\n\n${fs.readFileSync(inRoot("node_modules", name, "LICENSE"), "utf8")}`);
  fs.writeFileSync(inRoot("dist", "kernel", "LICENSES.txt"), texts.join(`\n${"-".repeat(72)}\n\n`));
}

async function bundleAll() {
  const esbuild = await import("esbuild");
  try {
    const { axonlab, ...children } = BUNDLES;
    const shared = /** @type {const} */ ({
      absWorkingDir: ROOT,
      bundle: true,
      // What is imported dynamically is loaded only then: the front's larger part while its children start, for one.
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node20",
      packages: "external",
      legalComments: "none",
      logLevel: "silent",
    });
    const kernel = /** @type {const} */ ({ ...shared, packages: "bundle", external: packagesBeside() });
    await Promise.all([
      esbuild.build({ ...kernel, outdir: "dist/kernel", entryPoints: { axonlab } }),
      // Cells may shadow any global, for every module of their process.
      esbuild.build({
        ...kernel,
        outdir: "dist/kernel",
        entryPoints: children,
        inject: ["kernel/runtime/builtins.ts"],
      }),
      esbuild.build({ ...shared, outdir: "dist/src", entryPoints: LIBRARY, define: kernelsDefined() }),
      esbuild.build({
        ...{ ...shared, splitting: false, platform: "browser", target: "es2022", packages: "bundle", minify: true },
        outdir: "dist/src",
        entryPoints: PAGES,
        define: kernelsDefined(),
      }),
    ]);
  } catch (error) {
    throw new SetupError(
      "kernel/ or src/ could not be bundled.",
      "mend what esbuild reports above.",
      error instanceof Error ? error.message : String(error),
    );
  } finally {
    // Its helper process would live as long as JupyterLab does.
    await esbuild.stop();
  }
}

async function declareLibrary() {
  const { code, output } = await runTool(process.execPath, [TSC, "-p", "tsconfig.src.json"], { cwd: ROOT });
  if (code === 0) return;
  throw new SetupError("src/ could not be compiled.", "mend what the compiler reports above.", tail(output, 30));
}
