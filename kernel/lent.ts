/**
 * Packages of the kernel's own that cells can import where the notebook's folder has none: their majors are those which
 * JupyterLab draws.
 */
export const LENT: readonly string[] = ["vega-lite", "vega"];
