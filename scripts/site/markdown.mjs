import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import katex from "katex";
import MarkdownIt from "markdown-it";
import { anchorOf, escapeHtml, wordsOf } from "./html.mjs";

for (const [name, language] of Object.entries({ bash, json, python, typescript }))
  hljs.registerLanguage(name, language);
hljs.registerAliases(["ts", "js", "javascript"], { languageName: "typescript" });
hljs.registerAliases(["sh", "shell"], { languageName: "bash" });

/**
 * Code with its words marked for colours; an unknown language stays plain.
 * @param {string} code
 * @param {string} language
 */
export const highlighted = (code, language) =>
  hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : escapeHtml(code);

/**
 * A formula; one that KaTeX cannot read is an error, since nobody would see it in the page.
 * @param {string} tex
 * @param {boolean} displayMode
 */
const formula = (tex, displayMode) => katex.renderToString(tex, { displayMode, throwOnError: true, strict: "ignore" });

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false, highlight: highlighted });

// $$ … $$ over several lines or one; before fences, so that nothing inside is read as Markdown.
markdown.block.ruler.before(
  "fence",
  "formula",
  (state, startLine, endLine, silent) => {
    const lineOf = (/** @type {number} */ n) =>
      state.src.slice((state.bMarks[n] ?? 0) + (state.tShift[n] ?? 0), state.eMarks[n]);
    const first = lineOf(startLine);
    if (!first.startsWith("$$")) return false;
    let last = startLine;
    let text = first.slice(2);
    while (!text.trimEnd().endsWith("$$") && last + 1 < endLine) text += `\n${lineOf(++last)}`;
    if (!text.trimEnd().endsWith("$$")) return false;
    if (silent) return true;
    const token = state.push("formula_block", "", 0);
    token.content = text.trimEnd().slice(0, -2);
    token.block = true;
    state.line = last + 1;
    return true;
  },
  { alt: ["paragraph", "blockquote", "list"] },
);
markdown.inline.ruler.after("escape", "formula", (state, silent) => {
  const found = /^\$\$([^$]+)\$\$|^\$(?!\s)((?:\\.|[^$\\])+?)(?<!\s)\$(?!\d)/.exec(state.src.slice(state.pos));
  if (!found) return false;
  if (!silent) {
    const token = state.push(found[1] ? "formula_block" : "formula_inline", "", 0);
    token.content = found[1] ?? found[2] ?? "";
  }
  state.pos += found[0].length;
  return true;
});
markdown.renderer.rules.formula_block = (tokens, i) =>
  `<div class="formula">${formula(tokens[i]?.content ?? "", true)}</div>\n`;
markdown.renderer.rules.formula_inline = (tokens, i) => formula(tokens[i]?.content ?? "", false);

/** Where a link of the repository leads on the site; other relative links lead out of it. @type {readonly [RegExp, string][]} */
const LINKS = [
  [/^(?:\.\.\/)?docs\/(\w+)\.md/, "$1.html"],
  [/^(\w+)\.md(?=#|$)/, "$1.html"],
  [/^(?:\.\.\/)?notebooks\/([\w-]+)\.ipynb/, "$1.html"],
  [/^([\w-]+)\.ipynb/, "$1.html"],
];

markdown.core.ruler.push("places", (state) => {
  state.tokens.forEach((token, i) => {
    if (token.type === "heading_open") {
      const inline = state.tokens[i + 1]?.children ?? [];
      token.attrSet("id", anchorOf(wordsOf(inline.map(({ content }) => content).join(""))));
    }
    for (const child of token.children ?? []) {
      const target = child.type === "link_open" ? String(child.attrGet("href")) : "";
      const rule = LINKS.find(([pattern]) => pattern.test(target));
      if (rule) child.attrSet("href", target.replace(...rule));
    }
  });
});

/**
 * Markdown with formulas as HTML.
 * @param {string} text
 */
export const markdownHtml = (text) => markdown.render(text);

/**
 * One line of Markdown, without a paragraph around it.
 * @param {string} text
 */
export const markdownInline = (text) => markdown.renderInline(text);
