import { shown } from "../errors.ts";

/** The one error class of the widgets: every text says what was expected, what came and what to do. */
export class WidgetError extends Error {
  override name = "WidgetError";
  constructor(message: string, options?: ErrorOptions) {
    super(`[widgets] ${message}`, options);
  }
}

/** An error for something that is not what it should be: expected, got, what to do. */
export function unexpected(what: string, got: unknown, todo: string): WidgetError {
  return new WidgetError(`expected ${what}, got ${shown(got)}: ${todo}`);
}
