import fs from "node:fs";
import { inRoot } from "../lib/paths.mjs";
import { markdownHtml } from "./markdown.mjs";
import { sectionsOf } from "./search.mjs";

/** What stands beside the chapters, and under which name. */
const DOCUMENTS = [
  { source: ["notebooks", "README.md"], file: "slides.html" },
  { source: ["docs", "glossary.md"], file: "glossary.html" },
  { source: ["docs", "bibliography.md"], file: "bibliography.html" },
  { source: ["docs", "exchange.md"], file: "exchange.html" },
];

/** @returns {import("./chapter.mjs").Page[]} */
export const documentsOf = () =>
  DOCUMENTS.map(({ source, file }) => {
    const text = fs.readFileSync(inRoot(...source), "utf8");
    const title = /^#\s+(.+)$/m.exec(text)?.[1] ?? file;
    const body = markdownHtml(text);
    return { file, title, body, sections: sectionsOf({ file, title, body }) };
  });
