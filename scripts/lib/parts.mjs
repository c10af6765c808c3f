import { inRoot, TSC } from "./paths.mjs";

/**
 * @typedef {object} Part one heading of `npm test`
 * @property {string} name
 * @property {number} budget the seconds that it should stay under once all is set up
 * @property {readonly string[]} [tests] globs of its mocha tests
 * @property {readonly (readonly string[])[]} [commands] Node scripts with their arguments, for a part without mocha; together they count as one test
 */

const bin = (/** @type {string[]} */ ...parts) => inRoot("node_modules", ...parts);
const BIOME = bin("@biomejs", "biome", "bin", "biome");
const OXLINT = bin("oxlint", "bin", "oxlint");
const KNIP = bin("knip", "bin", "knip.js");

/** What `npm test` runs, in this order. @type {readonly Part[]} */
export const PARTS = [
  { name: "format", budget: 10, commands: [[BIOME, "ci", "--linter-enabled=false"]] },
  {
    name: "lint",
    budget: 20,
    commands: [
      [BIOME, "lint", "--error-on-warnings"],
      [OXLINT, "--type-aware", "--deny-warnings", "kernel", "src", "tests", "scripts"],
      // What nobody imports or depends on any more.
      [KNIP, "--no-progress"],
    ],
  },
  {
    name: "types",
    budget: 10,
    commands: [
      [TSC, "--noEmit", "-p", "tsconfig.json"],
      [TSC, "--noEmit", "-p", "src/widgets/playground/page/tsconfig.json"],
      [TSC, "--noEmit", "-p", "src/widgets/point-classifier/page/tsconfig.json"],
    ],
  },
  {
    name: "unit",
    budget: 10,
    tests: [
      "tests/kernel/!(checker|runtime|compile)*.test.ts",
      "tests/src/nn/**/!(engines|threads).test.ts",
      "tests/scripts/*.test.ts",
      "tests/layout/*.test.ts",
    ],
  },
  {
    // Every example and every chart, every engine, and what waits for locks, learns for a while, or runs code for a page.
    name: "library",
    budget: 30,
    tests: ["tests/src/*.test.ts", "tests/src/!(nn)/**/*.test.ts", "tests/src/nn/**/@(engines|threads).test.ts"],
  },
  { name: "interop", budget: 60, tests: ["tests/interop/*.test.ts"] },
  {
    // What starts real processes: the runtime, TypeScript, esbuild, whole kernels.
    name: "kernel",
    budget: 90,
    tests: ["tests/kernel/@(checker|runtime|compile)*.test.ts", "tests/protocol/**/*.test.ts"],
  },
  { name: "cli", budget: 80, tests: ["tests/cli/*.test.ts"] },
  { name: "frontends", budget: 40, tests: ["tests/frontends/*.test.ts"] },
  { name: "notebooks", budget: 240, tests: ["tests/notebooks/**/*.test.ts"] },
  { name: "site", budget: 60, tests: ["tests/site/*.test.ts"] },
  { name: "browser", budget: 90, tests: ["tests/browser/**/*.test.ts"] },
  { name: "install", budget: 120, tests: ["tests/scripts/slow/*.test.ts"] },
];

/** What `npm run test:long` runs. @type {readonly Part[]} */
export const LONG_PARTS = [
  { name: "hub", budget: 120, tests: ["tests/long/hub.test.ts"] },
  { name: "onnx", budget: 120, tests: ["tests/long/onnx-native.test.ts"] },
  { name: "soak", budget: 780, tests: ["tests/long/soak.test.ts"] },
];
