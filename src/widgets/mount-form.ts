import type { MimeBundle } from "./front-end.ts";

/**
 * A form of a widget for pages without a kernel: which module draws it, and what its `mount` is told. Front ends of Jupyter
 * pass it over; the static site reads it.
 */
const MOUNT = "application/vnd.axonlab.mount+json";

/** The form of a widget whose module is `axonlab/widgets/NAME.js`; `playing` says whether it learns from the start. */
export function mountForm(module: string, options: object, playing: boolean): MimeBundle {
  return { [MOUNT]: { module, options, playing } };
}
