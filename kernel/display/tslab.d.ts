/** Shows rich content in the notebook. */
export interface Display {
  /** Runs JavaScript in the page. */
  javascript(s: string): void;
  html(s: string): void;
  markdown(s: string): void;
  latex(s: string): void;
  svg(s: string): void;
  png(b: Uint8Array): void;
  jpeg(b: Uint8Array): void;
  gif(b: Uint8Array): void;
  pdf(b: Uint8Array): void;
  text(s: string): void;
  /** Content of any MIME type; bytes become base64. */
  raw(contentType: string, b: string | Uint8Array): void;
}

/** Each call adds an output. */
export declare const display: Display;

/** A display whose calls all show in one place: the first adds the output, later ones replace it. */
export declare function newDisplay(): Display;

/** The version strings of the kernel (under tslab's name), of TypeScript and of Node. */
export declare const versions: { readonly tslab: string; readonly typescript: string; readonly node: string };
