/** nbgrader's mark on a cell (its metadata schema, version 3). */
export interface NbgraderMark {
  schema_version: number;
  grade_id: string;
  /** A test, or an answer that a person marks. */
  grade: boolean;
  /** The student writes here. */
  solution: boolean;
  locked: boolean;
  /** A task that a person marks as a whole. */
  task: boolean;
  points?: number;
  checksum?: string;
  cell_type?: string;
}

/** A cell of a notebook, as far as a release looks at it; other fields are kept. */
export interface Cell {
  cell_type: "code" | "markdown" | "raw";
  id?: string;
  metadata: Record<string, unknown> & { nbgrader?: NbgraderMark };
  source: string | string[];
  execution_count?: number | null;
  outputs?: unknown[];
}

/** A notebook of nbformat 4. */
export interface Notebook {
  nbformat: number;
  nbformat_minor: number;
  metadata: Record<string, unknown>;
  cells: Cell[];
}

/** A notebook with the name of its file. */
export interface NamedNotebook {
  file: string;
  notebook: Notebook;
}

/** A cell's whole text. */
export const sourceOf = ({ source }: Cell): string => (typeof source === "string" ? source : source.join(""));

/** Whether it is a test, or an answer that a person marks (nbgrader's `is_grade`). */
export const isGrade = ({ metadata: { nbgrader } }: Cell): boolean => nbgrader?.grade === true;

/** Whether the student writes in it (nbgrader's `is_solution`). */
export const isSolution = ({ metadata: { nbgrader } }: Cell): boolean => nbgrader?.solution === true;

/** Whether it is a task that a person marks as a whole (nbgrader's `is_task`). */
export const isTask = ({ metadata: { nbgrader } }: Cell): boolean => nbgrader?.task === true;

/** Whether nbgrader puts the instructor's source back in its place (its `is_locked`). */
export const isLocked = (cell: Cell): boolean =>
  !isSolution(cell) && (isGrade(cell) || cell.metadata.nbgrader?.locked === true);

/** Whether it is a cell of automatic tests. */
export const isTest = (cell: Cell): boolean => cell.cell_type === "code" && isGrade(cell) && !isSolution(cell);
