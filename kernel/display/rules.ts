import { types } from "node:util";
import { type MimeBundle, SHOW, type Shown, toJsonBundle } from "./bundle.ts";
import { isObject, peek } from "./peek.ts";
import { readable } from "./readable.ts";
import { showVega } from "./vega.ts";

/** What a rule makes of a value: a bundle, a promise of one, or undefined where it does not fit. */
type Rule = (value: unknown) => MimeBundle | Promise<unknown> | undefined;

/** A value is shown by the first rule that fits; one that throws does not fit. */
const RULES: Rule[] = [
  showsItself,
  showVega,
  showsItsSpec,
  showElement,
  (value) => ({ "text/plain": readable(value) }),
];

/** How a value is shown. A promise where the value takes its time to show itself. */
export function show(value: unknown): Shown | Promise<Shown> {
  for (const rule of RULES) {
    const data = attempt(rule, value);
    if (data instanceof Promise) return data.then((late) => shownOrText(late, value)).catch(() => text(value));
    if (data !== undefined) return { data, metadata: {} };
  }
  return text(value);
}

function attempt(rule: Rule, value: unknown): ReturnType<Rule> {
  try {
    return rule(value);
  } catch {
    return undefined;
  }
}

function text(value: unknown): Shown {
  return { data: { "text/plain": readable(value) }, metadata: {} };
}

function shownOrText(late: unknown, value: unknown): Shown {
  return isBundle(late) ? { data: toJsonBundle(late), metadata: {} } : text(value);
}

function isBundle(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function showsItself(value: unknown): ReturnType<Rule> {
  if (!isObject(value)) return undefined;
  const method = (value as { [SHOW]?: unknown })[SHOW];
  if (typeof method !== "function") return undefined;
  const bundle = Reflect.apply(method, value, []) as unknown;
  if (isObject(bundle) && typeof peek(bundle, "then") === "function") return Promise.resolve(bundle);
  return isBundle(bundle) ? toJsonBundle(bundle) : undefined;
}

function showsItsSpec(value: unknown): MimeBundle | undefined {
  const toSpec = peek(value, "toSpec");
  return typeof toSpec === "function" ? showVega(Reflect.apply(toSpec, value, [])) : undefined;
}

/** An element of some DOM, as chart libraries make on a server. */
function showElement(value: unknown): MimeBundle | undefined {
  if (typeof value !== "object" || value === null || types.isProxy(value) || !("outerHTML" in value)) return undefined;
  const { nodeType, outerHTML, tagName } = value as Record<string, unknown>;
  if (nodeType !== 1 || typeof outerHTML !== "string") return undefined;
  const type = String(tagName).toLowerCase() === "svg" ? "image/svg+xml" : "text/html";
  return { [type]: outerHTML, "text/plain": `[${String(tagName).toLowerCase()} element]` };
}
