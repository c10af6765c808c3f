import fs from "node:fs";
import path from "node:path";
import asc from "assemblyscript/asc";

/**
 * Compiles src/nn/wasm/kernels.ts. Arguments: the file to write, and what may be used beside plain SIMD. The sources
 * mark functions by comments such as `// @inline`, so that they stay TypeScript to every other tool, which allows
 * decorators on classes only; the marks become AssemblyScript's decorators here.
 */
const [file = "", ...features] = process.argv.slice(2);

const MARK = /^\/\/ (@inline|@external\(.*\))$/gm;

const flags = ["--optimizeLevel", "3", "--noAssert", "--runtime", "minimal", "--debug"];
// The library gives the memory: one that threads share, or its own.
flags.push("--importMemory", "--sharedMemory", "--initialMemory", "16", "--maximumMemory", "65536");
const enabled = ["simd", "bulk-memory", "threads", ...features].flatMap((feature) => ["--enable", feature]);
const { error, stderr } = await asc.main(["src/nn/wasm/kernels.ts", "--outFile", file, ...flags, ...enabled], {
  readFile(name, base) {
    const place = path.resolve(base, name);
    return fs.existsSync(place) ? fs.readFileSync(place, "utf8").replace(MARK, "$1") : null;
  },
});
if (error) {
  process.stderr.write(`${stderr.toString()}\n${error.message}\n`);
  process.exitCode = 1;
}
