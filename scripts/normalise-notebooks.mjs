// Brings the notebooks that are given, or all in notebooks/, into the form in which they are committed.
import fs from "node:fs";
import path from "node:path";
import { normalised } from "./lib/normalise-notebook.mjs";
import { inRoot } from "./lib/paths.mjs";
import { writeWhole } from "./lib/stamp.mjs";

const folder = inRoot("notebooks");
const all = fs.readdirSync(folder).map((name) => path.join(folder, name));
const chosen = process.argv.length > 2 ? process.argv.slice(2) : all;

for (const file of chosen.filter((name) => name.endsWith(".ipynb"))) {
  const changed = writeWhole(file, normalised(fs.readFileSync(file, "utf8")));
  console.log(`${changed ? "normalised" : "unchanged "} ${file}`);
}
