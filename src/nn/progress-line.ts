/** How long a training may block a notebook without a word, and how often the word changes after that, in milliseconds. */
const [silence, pause] = [2000, 500];

/** What a notebook's kernel lends for showing things; `update` replaces what was shown under that id. */
interface Outputs {
  show(data: Record<string, unknown>, displayId: string, update: boolean): void;
}

const OUTPUTS = Symbol.for("axonlab.outputs");

let lines = 0;

/** A line about a training that blocks a notebook. */
export interface ProgressLine {
  /** Shows how far it is, now and then; the text is only made when it is shown. */
  tell(text: () => string): void;
  /** Says at last how it ended, if anything was said before. */
  end(text: () => string): void;
}

/**
 * A line that keeps itself up to date in a notebook that waits for longer than two seconds. Outside of a notebook, or when
 * the training is short, nothing is shown.
 * @param name What is trained, to begin the line with.
 */
export function progressLine(name: string): ProgressLine {
  const outputs = (globalThis as { [OUTPUTS]?: Outputs })[OUTPUTS];
  const begun = performance.now();
  let next = begun + silence;
  let id: string | undefined;
  const show = (text: string, now: number) => {
    const line = `${name}: ${text}, ${Math.round((now - begun) / 1000)} s`;
    outputs?.show({ "text/plain": line }, id ?? `axonlab-training-${++lines}`, id !== undefined);
    id ??= `axonlab-training-${lines}`;
  };
  return {
    tell(text) {
      const now = outputs ? performance.now() : 0;
      if (!outputs || now < next) return;
      next = now + pause;
      show(text(), now);
    },
    end(text) {
      if (id !== undefined) show(text(), performance.now());
    },
  };
}
