/**
 * What a promise becomes, unless the signal comes first.
 * @throws the reason of the signal
 */
export async function unless<T>(stop: AbortSignal, promise: Promise<T>): Promise<T> {
  stop.throwIfAborted();
  let stopped: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stopped = () => reject(stop.reason as Error);
    stop.addEventListener("abort", stopped);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stop.removeEventListener("abort", stopped);
  }
}
