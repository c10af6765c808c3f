const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Text as it can stand in HTML, in an attribute too.
 * @param {string} text
 */
export const escapeHtml = (text) =>
  text.replace(/[&<>"]/g, (sign) => ENTITIES[/** @type {keyof typeof ENTITIES} */ (sign)]);

/**
 * The words of a piece of HTML, for the search.
 * @param {string} html
 */
export const wordsOf = (html) =>
  html
    .replace(/<annotation[\s\S]*?<\/annotation>|<math[\s\S]*?<\/math>|<style[\s\S]*?<\/style>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[/** @type {"amp"} */ (name)] ?? "'",
    )
    .replace(/\s+/g, " ")
    .trim();

/**
 * A heading as an anchor: "What to take along" becomes "What-to-take-along", as in JupyterLab.
 * @param {string} heading plain text
 */
export const anchorOf = (heading) => heading.trim().replace(/\s+/g, "-");
