/** A text as nbformat keeps it: whole, or as lines that keep their line feeds. */
export type Multiline = string | string[];

/** An output of a code cell (nbformat 4, "Code cell outputs"). */
export type Output =
  | { output_type: "stream"; name: "stdout" | "stderr"; text: string }
  | { output_type: "display_data"; data: Record<string, unknown>; metadata: Record<string, unknown> }
  | {
      output_type: "execute_result";
      execution_count: number | null;
      data: Record<string, unknown>;
      metadata: Record<string, unknown>;
    }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] };

/** A cell; fields that are not named here are kept as they are. */
export interface Cell {
  cell_type: "code" | "markdown" | "raw";
  id?: string;
  metadata: Record<string, unknown> & { tags?: unknown };
  source: Multiline;
  execution_count?: number | null;
  outputs?: unknown[];
}

/** A notebook of nbformat 4, as it was read. */
export interface Notebook {
  nbformat: number;
  nbformat_minor: number;
  metadata: Record<string, unknown> & {
    kernelspec?: { name?: unknown; display_name?: unknown; language?: unknown };
    language_info?: unknown;
  };
  cells: Cell[];
}

/** The whole text. */
export const wholeText = (text: Multiline): string => (typeof text === "string" ? text : text.join(""));

/** Whether a cell carries a tag. */
export const hasTag = ({ metadata: { tags } }: Cell, tag: string): boolean => Array.isArray(tags) && tags.includes(tag);
