import { KERNEL_VERSION, TYPESCRIPT_VERSION } from "../version.ts";
import { type Content, PROTOCOL_VERSION } from "../wire/message.ts";

/** The reply to a kernel_info_request (protocol section "Kernel info"); Lab highlights by these names. */
export function kernelInfo(): Content {
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "axonlab",
    implementation_version: KERNEL_VERSION,
    language_info: {
      name: "typescript",
      version: TYPESCRIPT_VERSION,
      mimetype: "text/x.typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: "typescript",
      nbconvert_exporter: "script",
    },
    banner: `Axonlab ${KERNEL_VERSION}: TypeScript ${TYPESCRIPT_VERSION} on Node ${process.versions.node}. %help lists the magics.`,
    debugger: false,
    supported_features: ["kernel subshells"],
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/handbook/intro.html" },
      { text: "Vega-Lite", url: "https://vega.github.io/vega-lite/docs/" },
    ],
  };
}
