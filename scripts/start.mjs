import { requireNode } from "./lib/node.mjs";

requireNode();
void import("./lib/start.mjs").then(({ start }) => start(process.argv.slice(2)));
