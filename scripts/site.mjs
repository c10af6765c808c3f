import { requireNode } from "./lib/node.mjs";

requireNode();
void import("./site/site.mjs").then(({ site }) => site(process.argv.slice(2)));
