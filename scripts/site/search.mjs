import MiniSearch from "minisearch";
import { SEARCH } from "./client/search-fields.mjs";
import { wordsOf } from "./html.mjs";

/**
 * @typedef {object} Section what the search finds
 * @property {string} id address of the section: page and anchor
 * @property {string} page the page's title
 * @property {string} title the section's heading
 * @property {string} text
 */

/**
 * Cuts a page at its headings.
 * @param {{ file: string, title: string, body: string }} page
 * @returns {Section[]}
 */
export function sectionsOf({ file, title, body }) {
  const parts = body.split(/(?=<h[1-3] id=")/);
  return parts.flatMap((part) => {
    const [, anchor, heading] = /^<h[1-3] id="([^"]*)"[^>]*>([\s\S]*?)<\/h[1-3]>/.exec(part) ?? [];
    const text = wordsOf(part);
    return text === ""
      ? []
      : [{ id: anchor ? `${file}#${anchor}` : file, page: title, title: heading ? wordsOf(heading) : title, text }];
  });
}

/**
 * The search's index as a script, which a page opened from disk may load (it may not fetch).
 * @param {readonly { sections: Section[] }[]} pages
 */
export function searchIndexOf(pages) {
  const index = new MiniSearch(SEARCH);
  const sections = pages.flatMap((page) => page.sections);
  // The same heading twice on a page: the first stands for both.
  const once = [...new Map([...sections].reverse().map((section) => [section.id, section])).values()].reverse();
  index.addAll(once);
  return `window.axonlabIndex = ${JSON.stringify(JSON.stringify(index))};\n`;
}
