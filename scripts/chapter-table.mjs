// Writes notebooks/README.md: the chapters, and where each slide of the lecture is taught.
import { chapterTable } from "./lib/chapter-table.mjs";
import { inRoot } from "./lib/paths.mjs";
import { writeWhole } from "./lib/stamp.mjs";

console.log(writeWhole(inRoot("notebooks", "README.md"), chapterTable()) ? "written" : "unchanged");
