/** What the kernel knows of a cell from its syntax alone. Positions are UTF-16 offsets into the cell's source. */

/** How a top-level name was declared. */
export type DeclarationKind =
  | "let"
  | "const"
  | "var"
  | "using"
  | "function"
  | "class"
  | "enum"
  | "namespace"
  | "interface"
  | "type"
  | "import"
  | "importType";

/** One top-level name of a cell; a merged declaration (interface + interface, namespace + function) has one entry a part. */
export interface Declaration {
  name: string;
  kind: DeclarationKind;
  /** The whole statement or specifier's statement. */
  start: number;
  end: number;
}

/** A syntax error at a place of the user's source. */
export interface SyntaxFault {
  message: string;
  start: number;
  end: number;
}

/** A parsed cell. */
export interface CellSyntax {
  source: string;
  declarations: Declaration[];
  /** Every identifier text that occurs in the cell, in types too: what it may take from earlier cells. */
  mentions: Set<string>;
  /** Names of types declared inside functions, blocks and expressions: they cannot be written outside of the cell. */
  innerTypes: Set<string>;
  faults: SyntaxFault[];
}
