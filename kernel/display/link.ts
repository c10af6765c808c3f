import type { MimeBundle } from "./bundle.ts";

/** How a module that a notebook imports reaches the kernel that it runs in. */
export interface DisplayLink {
  /** Shows a MIME bundle; `update` replaces the outputs of that id. */
  show(data: MimeBundle, displayId: string, update: boolean): void;
}

const LINK = Symbol.for("axonlab.display");

/** Offers the link to modules; the runtime does so once, before any user code. */
export function offerLink(link: DisplayLink): void {
  Object.defineProperty(globalThis, LINK, { value: Object.freeze(link) });
}

/** The running kernel's link; undefined outside of a notebook. */
export function findLink(): DisplayLink | undefined {
  return (globalThis as { [LINK]?: DisplayLink })[LINK];
}
