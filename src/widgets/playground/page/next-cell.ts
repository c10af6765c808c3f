/** As much of JupyterLab's own object as is needed; `npm start` has it laid on the window. */
interface Lab {
  readonly shell: {
    readonly currentWidget?: {
      readonly content?: {
        readonly widgets?: readonly { readonly node: Element }[];
        activeCellIndex: number;
        readonly model?: { readonly sharedModel: { insertCell(at: number, cell: object): unknown } };
      };
    };
  };
}

const lab = () => (window as { jupyterapp?: Lab }).jupyterapp;

/** Whether cells can be added from this page. */
export const canInsert = () => lab()?.shell !== undefined;

/**
 * Puts code into a new cell below the one that shows this element.
 * @returns whether it could
 */
export function insertBelow(element: Element, source: string): boolean {
  const notebook = lab()?.shell.currentWidget?.content;
  const cells = notebook?.widgets ?? [];
  const at = cells.findIndex(({ node }) => node.contains(element));
  if (!notebook?.model || at < 0) return false;
  notebook.model.sharedModel.insertCell(at + 1, { cell_type: "code", source, metadata: {}, outputs: [] });
  notebook.activeCellIndex = at + 1;
  return true;
}
