/** How often to look whether the parent still lives, in milliseconds. */
const INTERVAL = 500;

/**
 * Settles when the process that started this kernel is gone. Jupyter says by JPY_PARENT_PID that it wants that, and which it
 * is; without, a kernel outlives whoever started it, as `nohup` and shells in scripts expect.
 */
export function watchParent(): Promise<void> {
  const named = process.env.JPY_PARENT_PID;
  if (named === undefined) return new Promise(() => undefined);
  const parent = process.ppid;
  // The one that was named may have ended before this: then the parent is already another, which stays.
  const isGone = () => process.ppid !== parent || (named !== String(parent) && hasEnded(Number(named)));
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!isGone()) return;
      clearInterval(timer);
      resolve();
    }, INTERVAL);
    // After a shutdown the watch alone must not keep the kernel alive.
    timer.unref();
  });
}

/** Whether there is no such process; a number that is none says nothing. */
function hasEnded(pid: number): boolean {
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
