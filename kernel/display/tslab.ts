import { createRequire } from "node:module";
import { KernelError } from "../errors.ts";
import { base64 } from "./bundle.ts";
import { findLink } from "./link.ts";

/** The methods of tslab's display and the MIME type of each. */
const TYPES = {
  javascript: "text/javascript",
  html: "text/html",
  markdown: "text/markdown",
  latex: "text/latex",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  gif: "image/gif",
  pdf: "application/pdf",
  text: "text/plain",
} as const;

/** tslab's display API; the types that notebooks see are in tslab.d.ts. */
type Display = Record<keyof typeof TYPES, (content: string | Uint8Array) => void> & {
  raw(contentType: string, content: string | Uint8Array): void;
};

let count = 0;

function makeDisplay(raw: Display["raw"]): Display {
  const rows = Object.entries(TYPES).map(([name, type]) => [
    name,
    (content: string | Uint8Array) => raw(type, content),
  ]);
  return Object.freeze({ ...(Object.fromEntries(rows) as Display), raw });
}

function put(contentType: string, content: string | Uint8Array, id: string, update: boolean): void {
  const link = findLink();
  if (!link)
    throw new KernelError("expected tslab's display inside a notebook, got a plain Node process: run it in a cell");
  link.show({ [contentType]: base64(content) }, id, update);
}

function nextId(): string {
  return `tslab-${process.pid}-${++count}`;
}

/** Shows rich content: each call adds an output. */
export const display = makeDisplay((contentType, content) => put(contentType, content, nextId(), false));

/** A display whose calls all show in one place: the first adds the output, later ones replace it. */
export function newDisplay(): Display {
  const id = nextId();
  let shown = false;
  return makeDisplay((contentType, content) => {
    put(contentType, content, id, shown);
    shown = true;
  });
}

const require = createRequire(import.meta.url);
const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;

/** Versions: of this drop-in under tslab's name, of TypeScript and of Node. */
export const versions = Object.freeze({
  tslab: `axonlab ${versionOf("axonlab")}`,
  typescript: versionOf("typescript"),
  node: process.version,
});
