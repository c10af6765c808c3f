import { stripVTControlCharacters } from "node:util";
import { chartHtml } from "./charts.mjs";
import { escapeHtml } from "./html.mjs";
import { markdownHtml } from "./markdown.mjs";
import { widgetHtml } from "./widgets.mjs";

/** @param {string | string[]} text */
const whole = (text) => (Array.isArray(text) ? text.join("") : text);

/** @param {string} text */
const plain = (text) => `<pre class="text">${escapeHtml(stripVTControlCharacters(text))}</pre>`;

/** An output's forms, the richest first, and how each is shown. @type {readonly [string, (content: string) => string][]} */
const FORMS = [
  ["text/html", (html) => `<div class="html">${html}</div>`],
  ["text/markdown", markdownHtml],
  ["text/latex", (tex) => markdownHtml(tex)],
  ["image/svg+xml", (svg) => `<div class="picture">${svg}</div>`],
  ["image/png", (base64) => `<img alt="" src="data:image/png;base64,${base64.replace(/\s/g, "")}">`],
  ["text/plain", plain],
];

/** @type {Record<string, (output: any) => string>} */
const KINDS = {
  stream: ({ name, text }) => `<pre class="text ${name}">${escapeHtml(stripVTControlCharacters(whole(text)))}</pre>`,
  error: ({ ename, evalue, traceback }) =>
    `<pre class="text error">${escapeHtml(stripVTControlCharacters(traceback?.join("\n") || `${ename}: ${evalue}`))}</pre>`,
  display_data: shown,
  execute_result: shown,
};

/** @param {any} output */
function shown({ data }) {
  const widget = widgetHtml(data);
  if (widget !== undefined) return widget;
  const form = FORMS.find(([type]) => data[type] !== undefined);
  return form ? form[1](whole(data[form[0]])) : "";
}

/**
 * What a cell shows, as HTML.
 * @param {readonly any[]} outputs
 * @param {Map<any, import("./charts.mjs").Drawn>} drawn
 */
export const outputsHtml = (outputs, drawn) =>
  outputs
    .map((output) => {
      const chart = drawn.get(output);
      return chart ? chartHtml(chart) : (KINDS[output.output_type]?.(output) ?? "");
    })
    .join("\n");
