/** How often to look, in milliseconds. */
const INTERVAL = 500;

/**
 * Settles when the process that started this kernel is gone. Jupyter says by JPY_PARENT_PID that it wants that; without, a
 * kernel outlives whoever started it, as `nohup` and shells in scripts expect. Which number Jupyter says does not matter: in a
 * container, or behind a script, the parent is another.
 * @param parent The parent when this process began.
 */
export function watchParent(parent: number): Promise<void> {
  if (process.env.JPY_PARENT_PID === undefined) return new Promise(() => undefined);
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      resolve();
    }, INTERVAL);
    // Looking is no reason to stay.
    timer.unref();
  });
}
