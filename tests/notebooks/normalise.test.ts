import { expect } from "chai";
import { normalised } from "../../scripts/lib/normalise-notebook.mjs";
import type { Notebook } from "./notebook.ts";

const edited = {
  nbformat: 4,
  nbformat_minor: 4,
  metadata: { kernelspec: { name: "python3", display_name: "Python", language: "python" }, widgets: {} },
  cells: [
    { id: "kept", cell_type: "markdown", metadata: { collapsed: true }, source: "# One\n\ntext\n", attachments: {} },
    {
      cell_type: "code",
      metadata: { trusted: true, tags: ["raises-exception"], nbgrader: { grade_id: "one" } },
      source: ["1 +\n", "1"],
      execution_count: 7,
      outputs: [{ output_type: "stream" }],
    },
  ],
};

describe("normalising a notebook", () => {
  const once = normalised(JSON.stringify(edited));
  const notebook = JSON.parse(once) as Notebook;

  it("takes out outputs, counts and what the editor left, and names our kernel", () => {
    expect(notebook.cells).to.deep.equal([
      { cell_type: "markdown", id: "kept", metadata: {}, source: ["# One\n", "\n", "text"] },
      {
        cell_type: "code",
        execution_count: null,
        id: "cell-2",
        metadata: { nbgrader: { grade_id: "one" }, tags: ["raises-exception"] },
        outputs: [],
        source: ["1 +\n", "1"],
      },
    ]);
    expect(notebook.metadata.kernelspec?.name).to.equal("axonlab");
    expect(notebook.nbformat_minor).to.equal(5);
  });

  it("changes nothing the second time", () => expect(normalised(once)).to.equal(once));
});
