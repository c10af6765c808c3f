/** How often to look whether the parent still lives, in milliseconds. */
const INTERVAL = 500;

/**
 * Settles when the process that started this kernel is gone. Jupyter says by JPY_PARENT_PID that it wants that;
 * without, a kernel outlives whoever started it, as `nohup` and shells in scripts expect.
 */
export function watchParent(): Promise<void> {
  if (process.env.JPY_PARENT_PID === undefined) return new Promise(() => undefined);
  const parent = process.ppid;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      resolve();
    }, INTERVAL);
    // After a shutdown the watch alone must not keep the kernel alive.
    timer.unref();
  });
}
