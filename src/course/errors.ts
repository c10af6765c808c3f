import { nearest } from "../errors.ts";

/** The one error class of the course's tools: every text says what was expected, what came and what to do. */
export class CourseError extends Error {
  override name = "CourseError";
  constructor(message: string, options?: ErrorOptions) {
    super(`[course] ${message}`, options);
  }
}

/** " Did you mean …?" when the name looks like a slip of the pen, else nothing. */
export function didYouMean(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return near === undefined ? "" : `did you mean "${near}"? `;
}

/**
 * Makes sure that an exercise's name can be one: small letters, digits and hyphens, as nbgrader's grade ids have it.
 * @throws {CourseError} for any other
 */
export function checkName(name: unknown): string {
  if (typeof name === "string" && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return name;
  const got = typeof name === "string" ? JSON.stringify(name) : `a value of type ${typeof name}`;
  throw new CourseError(
    `expected an exercise's name of small letters, digits and single hyphens, got ${got}: write, say, "learn-and"`,
  );
}
