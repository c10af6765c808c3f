import { requireNode } from "./lib/node.mjs";

requireNode();
void import("./bench/bench.mjs").then(({ bench }) => bench(process.argv.slice(2)));
