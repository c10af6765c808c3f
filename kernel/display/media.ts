import { base64, type MimeBundle } from "./bundle.ts";
import { readable } from "./readable.ts";
import { showTable } from "./table.ts";
import { showVega } from "./vega.ts";

/** What `display.<name>(content)` shows. A new kind is one row. */
export const MEDIA = {
  text: (content: string): MimeBundle => ({ "text/plain": content }),
  html: (content: string): MimeBundle => ({ "text/html": content, "text/plain": "[HTML]" }),
  markdown: (content: string): MimeBundle => ({ "text/markdown": content, "text/plain": content }),
  latex: (content: string): MimeBundle => ({ "text/latex": content, "text/plain": content }),
  svg: (content: string): MimeBundle => ({ "image/svg+xml": content, "text/plain": "[SVG image]" }),
  png: (content: Uint8Array | string): MimeBundle => ({ "image/png": base64(content), "text/plain": "[PNG image]" }),
  jpeg: (content: Uint8Array | string): MimeBundle => ({ "image/jpeg": base64(content), "text/plain": "[JPEG image]" }),
  gif: (content: Uint8Array | string): MimeBundle => ({ "image/gif": base64(content), "text/plain": "[GIF image]" }),
  javascript: (content: string): MimeBundle => ({ "application/javascript": content, "text/plain": "[JavaScript]" }),
  json: (content: unknown): MimeBundle => ({ "application/json": content, "text/plain": readable(content) }),
  table: showTable,
  /** A Vega-Lite or Vega specification, whatever its shape. */
  vegalite: (content: object): MimeBundle =>
    showVega(content) ??
    showVega({ $schema: "https://vega.github.io/schema/vega-lite/v5.json", ...content }) ?? {
      "text/plain": readable(content),
    },
} as const;
