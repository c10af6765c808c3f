import type { Checker } from "../checker/contract.ts";
import type { DeclarationKind } from "../scope/contract.ts";
import { type CellOrders, helpText, type TypePolicy } from "./magics.ts";

/** What the actions of magics work on. */
export interface ActionScope {
  policy: TypePolicy;
  checker: Checker;
  names: ReadonlyMap<string, DeclarationKind>;
  reset(): void;
}

const POLICY_TEXT: Record<TypePolicy, string> = {
  stop: "Types are checked: an error stops the cell (%types on).\n",
  warn: "Types are checked: errors are printed and the cell runs (%types warn).\n",
  off: "Types are not checked (%types off).\n",
};

/** Each action returns what it prints. */
const ACTIONS: Record<CellOrders["actions"][number], (scope: ActionScope) => string | Promise<string>> = {
  help: () => helpText(),
  types: ({ policy }) => POLICY_TEXT[policy],
  reset: (scope) => {
    scope.reset();
    return "Variables and types are forgotten; the runtime is a fresh one.\n";
  },
  who: async ({ names, checker }) => {
    if (names.size === 0) return "No names are declared yet.\n";
    const signatures = await Promise.all(
      [...names].map(async ([name, kind]) => {
        const seen = await checker.inspect(name, name.length, 0).catch(() => undefined);
        return seen?.signature ?? `${kind} ${name}`;
      }),
    );
    return `${signatures.join("\n")}\n`;
  },
};

/** Does what a magic asks, and returns the text that it prints. */
export async function performAction(action: CellOrders["actions"][number], scope: ActionScope): Promise<string> {
  return ACTIONS[action](scope);
}
