/**
 * The name of the method by which a value tells a notebook how to show it: it returns a MIME bundle, the same content
 * once for each MIME type. (A convention of JavaScript kernels; without a notebook nobody calls it.)
 */
export const display: unique symbol = Symbol.for("Jupyter.display");
