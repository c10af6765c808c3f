/** A link to a file outside of the notebooks' folder, in Markdown: `](../docs/glossary.md#words)`. */
const OUTWARD = /(\]\()((?:\.\.\/)+)([^()\s#]+)(#[^()\s]*)?(?=[\s)])/g;

/**
 * A text whose links that lead out of the notebooks' folder lead into it instead: the student's folder has no surroundings,
 * so the release brings those pages along.
 */
export const withPagesInside = (text: string): string =>
  text.replace(OUTWARD, (_all, open: string, _up, path: string, anchor = "") => `${open}${path}${anchor}`);

/** The pages that a text's outward links lead to: from where, relative to the text, and where a release puts them. */
export const pagesOf = (text: string): { from: string; name: string }[] =>
  [...text.matchAll(OUTWARD)].map(([, , up = "", path = ""]) => ({
    from: decodeURIComponent(up + path),
    name: decodeURIComponent(path),
  }));
