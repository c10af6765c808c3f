import { requireNode } from "./lib/node.mjs";

requireNode();
import("./lib/start.mjs").then(({ start }) => start(process.argv.slice(2)));
