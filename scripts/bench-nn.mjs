import { requireNode } from "./lib/node.mjs";

requireNode();
void import("./bench/nn/bench-nn.mjs").then(({ benchNn }) => benchNn(process.argv.slice(2)));
