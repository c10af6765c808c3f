import { make, short } from "./elements.ts";

/** A number of the network that one can look at and change: a weight or a bias. */
export interface Editable {
  /** Which one, in words. */
  readonly name: string;
  /** Its place among the network's parameters. */
  readonly at: number;
}

/** A small note that says a number, and becomes a field to change it. */
export class NumberEditor {
  readonly element = make("div", { class: "editor", role: "status", hidden: true });
  readonly #read: (at: number) => number;
  readonly #write: (at: number, value: number) => void;
  #open = false;

  constructor(read: (at: number) => number, write: (at: number, value: number) => void) {
    this.#read = read;
    this.#write = write;
  }

  /** Says the number, near a place; a field that is open stays. */
  say({ name, at }: Editable, x: number, y: number): void {
    if (this.#open) return;
    this.#place(x, y);
    this.element.replaceChildren(`${name}: ${short(this.#read(at))}`);
  }

  /** Lets the number be changed: Enter and leaving keep it, Escape does not. */
  edit({ name, at }: Editable, x: number, y: number): void {
    this.#place(x, y);
    this.#open = true;
    this.element.classList.add("open");
    const field = make("input", {
      ...{ type: "number", step: "any", value: String(Number(this.#read(at).toPrecision(6))), "aria-label": name },
      onkeydown: (event) => {
        event.stopPropagation();
        const { key } = event as KeyboardEvent;
        if (key === "Escape") this.close();
        else if (key === "Enter") keep();
      },
      onblur: () => keep(),
    });
    const keep = () => {
      if (!this.#open) return;
      const value = field.valueAsNumber;
      this.close();
      if (Number.isFinite(value)) this.#write(at, value);
    };
    this.element.replaceChildren(`${name}:`, field);
    field.focus();
    field.select();
  }

  /** Takes the note away, unless a field is open. */
  hush(): void {
    if (!this.#open) this.element.hidden = true;
  }

  close(): void {
    this.#open = false;
    this.element.classList.remove("open");
    this.element.hidden = true;
  }

  #place(x: number, y: number): void {
    this.element.hidden = false;
    this.element.style.left = `${Math.max(0, x - 60)}px`;
    this.element.style.top = `${y + 12}px`;
  }
}
