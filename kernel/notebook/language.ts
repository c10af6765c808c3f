import { KernelError } from "../errors.ts";
import type { Notebook } from "./format.ts";

/** The languages whose notebooks this kernel runs. */
const LANGUAGES = ["typescript", "javascript"];
/** Kernels that are known by their name, for notebooks that name no language. */
const KNOWN: readonly [name: RegExp, language: string][] = [
  [/^(x?python|ipykernel|py)\d*/i, "Python"],
  [/^ir\d*$|^xr$/i, "R"],
  [/^julia/i, "Julia"],
];

/**
 * Refuses a notebook that is written for a kernel of another language. One that names none is taken for ours.
 * @throws KernelError with the language and what to do
 */
export function requireOurLanguage({ metadata }: Notebook, name: string): void {
  const language = languageOf(metadata);
  if (language === undefined || LANGUAGES.includes(language.toLowerCase())) return;
  const remedy = "run it by its own kernel (jupyter execute), or choose TypeScript (Axonlab) for it in JupyterLab";
  throw new KernelError(`${name}: expected a notebook of TypeScript, got one of ${language}; ${remedy}`);
}

function languageOf({ kernelspec, language_info: info }: Notebook["metadata"]): string | undefined {
  if (typeof kernelspec?.language === "string") return kernelspec.language;
  const named = (info as { name?: unknown } | undefined)?.name;
  if (typeof named === "string") return named;
  const kernel = kernelspec?.name;
  return typeof kernel === "string" ? KNOWN.find(([name]) => name.test(kernel))?.[1] : undefined;
}
