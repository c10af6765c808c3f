"""Runs a notebook in its own folder with the real kernel and prints what came of it, as JSON."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

path = Path(sys.argv[1])
notebook = nbformat.read(path, as_version=4)
NotebookClient(
    notebook,
    timeout=300,
    startup_timeout=300,
    # On a busy machine the last output may come long after the reply.
    iopub_timeout=300,
    allow_errors=True,
    resources={"metadata": {"path": str(path.parent)}},
).execute()
nbformat.validate(notebook)
sys.stdout.write(nbformat.writes(notebook))
