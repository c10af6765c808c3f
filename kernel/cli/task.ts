import type { Notebook } from "../notebook/format.ts";

/** A notebook that is to be executed. */
export interface Task {
  name: string;
  folder: string;
  text: string;
  notebook: Notebook;
  /** Where the result goes; undefined: nowhere. */
  target: string | undefined;
}
