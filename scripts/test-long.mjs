import { requireNode } from "./lib/node.mjs";

requireNode();
void Promise.all([import("./lib/test.mjs"), import("./lib/parts.mjs")]).then(([{ test }, { LONG_PARTS }]) =>
  test(process.argv.slice(2), LONG_PARTS),
);
