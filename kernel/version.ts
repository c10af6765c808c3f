import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Version of Axonlab, from its package.json (two folders up from both this file's bundle and dist/kernel). */
export const KERNEL_VERSION: string = require("axonlab/package.json").version;

/** Version of the TypeScript that checks the cells. */
export const TYPESCRIPT_VERSION: string = require("typescript/package.json").version;
