import type { Check, Outcome, Settled } from "./outcome.ts";

/**
 * Runs checks in order, each to its end. What can be is done at once, so that an interrupt finds it in the cell; from the
 * first promise on the rest follows that promise.
 */
export function runChecks(checks: readonly Check[]): Outcome[] | Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [at, check] of checks.entries()) {
    const settled = attempt(check.run);
    if (settled instanceof Promise) return runLater(outcomes, check, settled, checks.slice(at + 1));
    outcomes.push(judged(check, settled));
  }
  return outcomes;
}

async function runLater(
  outcomes: Outcome[],
  check: Check,
  settled: Promise<Settled>,
  rest: readonly Check[],
): Promise<Outcome[]> {
  outcomes.push(judged(check, await settled));
  return [...outcomes, ...(await runChecks(rest))];
}

function attempt(run: () => unknown): Settled | Promise<Settled> {
  try {
    const value = run();
    if (typeof (value as { then?: unknown } | null | undefined)?.then !== "function") return { value };
    return Promise.resolve(value as PromiseLike<unknown>).then(
      (later) => ({ value: later }),
      (thrown: unknown) => ({ thrown }),
    );
  } catch (thrown) {
    return { thrown };
  }
}

function judged({ title, judge }: Check, settled: Settled): Outcome {
  try {
    return { title, ...judge(settled) };
  } catch (error) {
    // Comparing runs the student's getters and proxies, which may throw as well.
    return { title, passed: false, stub: false, error: { text: `the answer cannot be looked at: ${String(error)}` } };
  }
}
