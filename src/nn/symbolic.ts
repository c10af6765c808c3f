import { expected, NnError } from "../errors.ts";

/** A derivative found by the rules of calculus, not by numbers. */
export interface SymbolicDerivative {
  /** The derivative, simplified, as mathjs writes it. */
  readonly formula: string;
  /** The same in LaTeX. */
  readonly tex: string;
  /** Its value where the variable has this value. */
  at(value: number): number;
}

/**
 * Differentiates a formula by its rules (mathjs does the algebra): the way to see where the derivatives in
 * {@link activations} come from, and to check one that you worked out by hand. mathjs is loaded at the first call,
 * which takes about half a second.
 * @param formula In mathjs' notation, such as "1 / (1 + exp(-h))".
 * @param variable The one to differentiate by; the only one that may occur. Default "h".
 * @throws {NnError} for a formula that mathjs cannot read or differentiate.
 * @example
 * (await symbolicDerivative("h^2")).formula // → "2 * h"
 * (await symbolicDerivative("tanh(h)")).at(0) // → 1
 */
export async function symbolicDerivative(formula: string, variable = "h"): Promise<SymbolicDerivative> {
  if (typeof formula !== "string" || formula.trim() === "")
    throw expected("a formula", formula, 'write one, such as "h^2"');
  const { derivative, parse } = await import("mathjs/number");
  try {
    const stranger = unknowns(parse(formula)).find((name) => name !== variable);
    if (stranger) throw expected(`a formula in ${variable} alone`, stranger, `put a number in its place`);
    const node = derivative(formula, variable);
    const compiled = node.compile();
    return { formula: node.toString(), tex: node.toTex(), at: (value) => compiled.evaluate({ [variable]: value }) };
  } catch (error) {
    if (error instanceof NnError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new NnError(
      `expected a formula that mathjs can differentiate, got "${formula}" (${reason}): mend or split it`,
      {
        cause: error,
      },
    );
  }
}

/** The names in a formula that are neither functions nor constants of mathematics. */
function unknowns(root: import("mathjs").MathNode): string[] {
  const constants = ["e", "pi", "tau", "E", "PI"];
  const symbols = root.filter((node, path) => node.type === "SymbolNode" && path !== "fn");
  return symbols.map(String).filter((name) => !constants.includes(name));
}
