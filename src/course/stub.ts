/**
 * What a student's cell throws until it is solved. A check knows by it that nobody has tried yet: such a run is no failed
 * try, and an exercise that asks for an error is not solved by it.
 */
export const STUB_MESSAGE = "Not solved yet: write your answer here.";

/** The line that a solution is replaced by where the source does not say another. */
export const STUB = `throw new Error(${JSON.stringify(STUB_MESSAGE)});`;

/** Whether what was thrown came from a stub. */
export function isStub(thrown: unknown): boolean {
  try {
    return (thrown as { message?: unknown } | undefined)?.message === STUB_MESSAGE;
  } catch {
    return false;
  }
}
