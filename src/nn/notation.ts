/** A number to four digits, with a minus sign instead of a hyphen: "−1.5". */
export function written(value: number): string {
  return String(Number(value.toPrecision(4))).replace("-", "−");
}

/** The name of the input at place `index` (from 0): "x₁", "x₂" … */
export function variable(index: number): string {
  return `x${String(index + 1).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] as string)}`;
}

/** A term of a sum with its sign: "0.3·x₁" as the first, "− x₂" or "+ 1.5" (with no factor) as a later one. */
export function term(value: number, factor: string, first: boolean): string {
  const size = written(Math.abs(value));
  const sign = value < 0 ? (first ? "−" : "− ") : first ? "" : "+ ";
  if (factor === "") return sign + size;
  return sign + (size === "1" ? factor : `${size}·${factor}`);
}
