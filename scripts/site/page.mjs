import { escapeHtml } from "./html.mjs";
import { markdownInline } from "./markdown.mjs";

/** @typedef {import("./chapter.mjs").Page} Page */

/**
 * A whole page: head, navigation, body.
 * @param {Page} page
 * @param {readonly Page[]} chapters
 * @param {readonly Page[]} documents
 */
export function pageOf(page, chapters, documents) {
  const place = chapters.indexOf(page);
  const neighbours = [
    place > 0 ? step(chapters[place - 1], "prev", "←") : "<span></span>",
    place >= 0 && place < chapters.length - 1 ? step(chapters[place + 1], "next", "→") : "<span></span>",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} · Axonlab</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="assets/katex.css">
<link rel="stylesheet" href="assets/style.css">
<link rel="stylesheet" href="assets/live.css">
<script src="assets/theme.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header>
<a class="home" href="index.html">Axonlab</a>
<div class="search" role="search"><input type="search" placeholder="Search the course" aria-label="Search the course" autocomplete="off"><ol hidden></ol></div>
<button type="button" class="theme" aria-label="Light or dark">◐</button>
</header>
<div class="columns">
<nav aria-label="Chapters"><ul>
${[...chapters, ...documents].map((other) => entry(other, page)).join("\n")}
</ul></nav>
<main id="content">
${page.body}
${place < 0 ? "" : `<footer class="steps">${neighbours.join("")}</footer>`}
${page.notebook ? `<p class="download"><a href="${page.notebook}" download>This chapter as an executed notebook</a></p>` : ""}
</main>
</div>
<script src="assets/site.js" defer></script>
</body>
</html>
`;
}

/**
 * @param {Page} other
 * @param {Page} page
 */
function entry(other, page) {
  if (other !== page) return `<li><a href="${other.file}">${markdownInline(other.title)}</a></li>`;
  const headings = [...page.body.matchAll(/<h2 id="([^"]*)"[^>]*>([\s\S]*?)<\/h2>/g)];
  const inside = headings.map(([, id, text]) => `<li><a href="#${id}">${text}</a></li>`).join("");
  return `<li class="here"><a href="${other.file}" aria-current="page">${markdownInline(other.title)}</a>${inside && `<ul>${inside}</ul>`}</li>`;
}

/**
 * @param {Page | undefined} page
 * @param {string} rel
 * @param {string} arrow
 */
const step = (page, rel, arrow) =>
  page
    ? `<a rel="${rel}" href="${page.file}">${rel === "prev" ? `${arrow} ` : ""}${markdownInline(page.title)}${rel === "next" ? ` ${arrow}` : ""}</a>`
    : "";
