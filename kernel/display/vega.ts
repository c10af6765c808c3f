import { isObject, peek } from "./peek.ts";

/** JupyterLab draws these with the libraries that it brings along; later majors of Vega-Lite it does not know. */
const VEGA_LITE = "application/vnd.vegalite.v5+json";
const VEGA = "application/vnd.vega.v5+json";
const SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";

const MARKS = new Set(
  "arc area bar boxplot circle errorband errorbar geoshape image line point rect rule square text tick trail".split(
    " ",
  ),
);
const COMPOSED = ["layer", "hconcat", "vconcat", "concat"];

/** A chart's specification as JSON under the MIME type that draws it; undefined where the value is none. */
export function showVega(value: unknown): Record<string, unknown> | undefined {
  const type = typeOf(value);
  if (type === undefined) return undefined;
  const spec = toJson(value);
  if (spec === undefined) return undefined;
  if (type === VEGA) return { [type]: spec, "text/plain": "[Vega chart]" };
  return { [type]: { ...spec, $schema: SCHEMA }, "text/plain": `[Vega-Lite chart: ${describe(spec)}]` };
}

function typeOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const schema = peek(value, "$schema");
  if (typeof schema === "string") {
    if (schema.includes("/vega-lite/")) return VEGA_LITE;
    return schema.includes("/vega/") ? VEGA : undefined;
  }
  return schema === undefined && isVegaLite(value) ? VEGA_LITE : undefined;
}

/** Known by its shape, where it names no schema. */
function isVegaLite(value: object): boolean {
  if (hasMark(value)) return peek(value, "encoding") !== undefined || isObject(peek(value, "data"));
  const parts = COMPOSED.map((key) => peek(value, key)).find(Array.isArray) as unknown[] | undefined;
  if (parts !== undefined)
    return parts.length > 0 && parts.every((part) => isObject(part) && (hasMark(part) || isVegaLite(part)));
  const inner = peek(value, "spec");
  return (
    (peek(value, "repeat") !== undefined || peek(value, "facet") !== undefined) &&
    isObject(inner) &&
    (hasMark(inner) || isVegaLite(inner))
  );
}

function hasMark(value: object): boolean {
  const mark = peek(value, "mark");
  const name = isObject(mark) ? peek(mark, "type") : mark;
  return typeof name === "string" && MARKS.has(name);
}

function describe(spec: Record<string, unknown>): string {
  const { title, mark } = spec;
  const name = typeof mark === "object" && mark !== null ? (mark as { type?: unknown }).type : mark;
  if (typeof title === "string") return title;
  return typeof name === "string" ? name : (COMPOSED.find((key) => key in spec) ?? "several views");
}

/** Typed arrays, which JSON would write as objects, become lists; a value that JSON cannot hold is no chart. */
function toJson(value: unknown): Record<string, unknown> | undefined {
  try {
    const text = JSON.stringify(value, (_key, one: unknown) =>
      ArrayBuffer.isView(one) && !(one instanceof DataView) ? Array.from(one as unknown as ArrayLike<number>) : one,
    );
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
