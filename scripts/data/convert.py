"""Converts two of scikit-learn's published data sets to the modules that the library loads.

Usage, in an environment with scikit-learn 1.9 (pip install scikit-learn==1.9.1):

    python scripts/data/convert.py

writes src/nn/data/digits-images.ts and src/nn/data/iris-flowers.ts.
"""

from pathlib import Path

from sklearn.datasets import load_digits, load_iris

FOLDER = Path(__file__).parents[2] / "src" / "nn" / "data"
GREYS = "0123456789abcdefg"


def digits():
    bunch = load_digits()
    lines = []
    for image, label in zip(bunch.data, bunch.target):
        lines.append("".join(GREYS[int(grey)] for grey in image) + str(label))
    # Five a line keeps the file short enough to be opened.
    return [" ".join(lines[i : i + 5]) for i in range(0, len(lines), 5)]


def iris():
    bunch = load_iris()
    flowers = [" ".join(f"{v:g}" for v in row) + f" {label}" for row, label in zip(bunch.data, bunch.target)]
    return [", ".join(flowers[i : i + 5]) for i in range(0, len(flowers), 5)]


def write(name, const, doc, lines):
    text = f"/** {doc} Written by scripts/data/convert.py. */\nexport const {const} = `\n" + "\n".join(lines) + "\n`;\n"
    (FOLDER / name).write_text(text)


write(
    "digits-images.ts",
    "digitsImages",
    "1797 images of 8 × 8 greys (0 to g = 16), each followed by its digit.",
    digits(),
)
write(
    "iris-flowers.ts",
    "irisFlowers",
    "150 flowers: sepal length and width, petal length and width in cm, and the species.",
    iris(),
)
