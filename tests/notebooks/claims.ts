import type { Notebook } from "./notebook.ts";

/** What the prose says in words of what an experiment shows, with the expression that must then be true. */
export interface Claim {
  cell: string;
  sentence: string;
  expression: string;
}

/** All claims of a notebook, in its order: a cell's metadata `{"axonlab": {"claims": {"sentence": "expression"}}}`. */
export const claimsOf = ({ cells }: Notebook): Claim[] =>
  cells.flatMap(({ id, metadata }) => {
    const { claims = {} } = (metadata.axonlab ?? {}) as { claims?: Record<string, string> };
    return Object.entries(claims).map(([sentence, expression]) => ({ cell: id, sentence, expression }));
  });
