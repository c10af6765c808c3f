"""nbgrader's settings for a course of TypeScript notebooks: copy this file into the course's folder.

With it nbgrader's generate_assignment makes the same student's version that `axonlab release` makes: it knows the stub of
TypeScript, the lines `// STUB: ...` inside of solutions, and leaves behind how many tests are hidden.
"""

import re

from nbgrader.converters.generate_assignment import GenerateAssignment
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions

c = get_config()  # noqa: F821 (nbgrader defines it)

STUB = 'throw new Error("Not solved yet: write your answer here.");'
STUB_LINE = re.compile(r"^(\s*)// STUB: ?(.*)$")
TEST = re.compile(r"^\s*(?:equal|close|ok|throws)\s*\(")


def replace_regions(source, kind, replacement):
    """Replaces what stands between BEGIN and END of a kind, markers included; nbgrader checks the balance afterwards."""
    pattern = re.compile(rf"^([ \t]*)[^\n]*BEGIN {kind}[^\n]*\n(.*?)^[^\n]*END {kind}[^\n]*$", re.M | re.S)
    return pattern.sub(lambda match: "\n".join(replacement(match[2].splitlines(), match[1])), source)


class ClearTypeScriptSolutions(ClearSolutions):
    """Lets the author say by `// STUB: code` what stands in the place of a solution."""

    def _replace_solution_region(self, cell, language):
        before = cell.source

        def stub(inside, indent):
            own = [match for match in map(STUB_LINE.match, inside) if match]
            return [(match[1] + match[2]).rstrip() for match in own] or [indent + STUB]

        if cell.cell_type == "code":
            cell.source = replace_regions(before, "SOLUTION", stub)
        return super()._replace_solution_region(cell, language) or cell.source != before


class CountHiddenTests(ClearHiddenTests):
    """Says in the place of hidden tests how many there are."""

    def _remove_hidden_test_region(self, cell):
        before = cell.source

        def count(inside, indent):
            return [f"{indent}exercise.hidden({len([line for line in inside if TEST.match(line)])});"]

        cell.source = replace_regions(before, "HIDDEN TESTS", count)
        return super()._remove_hidden_test_region(cell) or cell.source != before


REPLACED = {ClearSolutions: ClearTypeScriptSolutions, ClearHiddenTests: CountHiddenTests}

c.GenerateAssignment.preprocessors = [
    REPLACED.get(step, step) for step in GenerateAssignment.preprocessors.default_args[0]
]
c.ClearSolutions.code_stub = {"typescript": STUB}
c.ClearSolutions.text_stub = "*Write your answer here.*"
