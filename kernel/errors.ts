/** The one error class of the kernel: every text says what was expected, what came and what to do. */
export class KernelError extends Error {
  override name = "KernelError";
  constructor(message: string, options?: ErrorOptions) {
    super(`[kernel] ${message}`, options);
  }
}
