const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text with nothing in it that HTML would read. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (each) => ENTITIES[each] ?? each);

/** A line of text in which `code` between backticks is set as code; formulas between dollars are left to the page. */
export const inline = (text: string): string => escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");

/** A value's text, its lines and spaces kept; a dollar in it begins no formula. */
export const code = (text: string): string =>
  `<code style="white-space:pre-wrap;overflow-wrap:anywhere">${escaped(text)}</code>`;
