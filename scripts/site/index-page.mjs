import { escapeHtml, wordsOf } from "./html.mjs";
import { markdownInline } from "./markdown.mjs";

/** What leads over to a chapter's list of promises, which does not follow here. */
const PROMISE = / By the end of this notebook you will have$/;

/**
 * The first page: what the course is, and its chapters with the question that each begins with.
 * @param {readonly import("./chapter.mjs").Page[]} chapters
 * @returns {import("./chapter.mjs").Page}
 */
export function indexPage(chapters) {
  const list = chapters
    .map(({ file, title, body }) => {
      const [, opening = ""] = /<\/h1>\s*<p>([\s\S]*?)<\/p>/.exec(body) ?? [];
      return `<li><a href="${file}">${markdownInline(title)}</a><p>${escapeHtml(wordsOf(opening).replace(PROMISE, ""))}</p></li>`;
    })
    .join("\n");
  const title = "Neural networks, from the first neuron to buying a GPU";
  const body = `<h1 id="top">${title}</h1>
<p>A course in ${chapters.length} chapters. Here you can read it all: every picture can be touched, and the sliders work. To
change the code, to run it and to have your exercises checked, open the same chapters as notebooks in Axonlab's JupyterLab.</p>
<ol class="chapters">
${list}
</ol>`;
  return { file: "index.html", title, body, sections: [] };
}
