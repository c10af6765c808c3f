import type { CapturedEvent, MimeBundle } from "./front-end.ts";

/** An output as a notebook keeps it (nbformat 4). */
export type NotebookOutput =
  | { output_type: "stream"; name: "stdout" | "stderr"; text: string }
  | { output_type: "display_data"; data: MimeBundle; metadata: MimeBundle }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] };

/** Gathers what code puts out into the outputs that a notebook would keep of it. */
export class OutputLog {
  #outputs: NotebookOutput[];
  readonly #named = new Map<string, number>();
  #clearNext = false;

  constructor(outputs: readonly NotebookOutput[] = []) {
    this.#outputs = [...outputs];
  }

  /** The outputs so far. */
  get outputs(): readonly NotebookOutput[] {
    return [...this.#outputs];
  }

  /** Adds what happened; false where it concerns an output that is not among these. */
  take(event: CapturedEvent): boolean {
    if (event.op === "clear") {
      if (event.wait) this.#clearNext = true;
      else this.#clear();
      return true;
    }
    if (event.op === "stream") {
      this.#print(event.name, event.text);
      return true;
    }
    const { data, metadata, displayId, update } = event;
    const output = { output_type: "display_data", data, metadata } as const;
    if (!update) {
      this.add(output);
      if (displayId !== undefined) this.#named.set(displayId, this.#outputs.length - 1);
      return true;
    }
    const at = this.#named.get(displayId ?? "");
    if (at !== undefined) this.#outputs[at] = output;
    return at !== undefined;
  }

  /** Adds an output. */
  add(output: NotebookOutput): void {
    if (this.#clearNext) this.#clear();
    this.#outputs.push(output);
  }

  #print(name: "stdout" | "stderr", text: string): void {
    const last = this.#clearNext ? undefined : this.#outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name) {
      this.#outputs[this.#outputs.length - 1] = { ...last, text: last.text + text };
    } else this.add({ output_type: "stream", name, text });
  }

  #clear(): void {
    this.#clearNext = false;
    this.#outputs = [];
    this.#named.clear();
  }
}
