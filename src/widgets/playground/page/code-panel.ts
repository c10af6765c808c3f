import { make } from "./elements.ts";
import { canInsert, insertBelow } from "./next-cell.ts";

/** "Show me the TypeScript": the equivalent code, to copy, or to go on with in the next cell. */
export class CodePanel {
  readonly element: HTMLDetailsElement;
  readonly #text = make("code", {});
  readonly #said = make("output", {});
  readonly #code: () => string;

  constructor(code: () => string) {
    this.#code = code;
    const copy = make("button", { type: "button", onclick: () => this.#copy() }, "copy");
    const insert = make("button", { type: "button", onclick: () => this.#insert() }, "into the next cell");
    this.element = make(
      "details",
      { class: "code", ontoggle: () => this.show() },
      make("summary", {}, "Show me the TypeScript"),
      make("pre", { tabindex: 0 }, this.#text),
      make("div", {}, ...(canInsert() ? [insert, " "] : []), copy, " ", this.#said),
    );
  }

  /** Writes the code of now, where it can be seen. */
  show(): void {
    if (this.element.open) this.#text.textContent = this.#code();
  }

  #insert(): void {
    const done = insertBelow(this.element, this.#code());
    this.#said.textContent = done ? "It is in the cell below." : "There is no notebook around this; copy it.";
  }

  #copy(): void {
    void navigator.clipboard
      .writeText(this.#code())
      .then(() => "copied")
      .catch(() => {
        getSelection()?.selectAllChildren(this.#text);
        return "It is selected: Ctrl-C copies it.";
      })
      .then((text) => {
        this.#said.textContent = text;
      });
  }
}
