import type { Context, Runnable } from "mocha";

/**
 * Skips the running test, or in a `before` hook its whole suite, with a reason that `npm test` prints above its last line.
 * With CI=true there is no skipping: the test fails with the reason.
 */
export function skip(context: Context, reason: string): never {
  if (process.env.CI === "true") throw new Error(`not skipped, because CI=true: ${reason}`);
  const runnable: Runnable & { type?: string } = context.runnable();
  const holder = runnable.type === "hook" ? (runnable.parent ?? runnable) : runnable;
  Object.assign(holder, { skipReason: reason });
  return context.skip() as never;
}
