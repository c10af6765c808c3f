"""Trains scikit-learn's Perceptron in the samples' own order and writes what comes out as JSON.

Usage, in an environment with scikit-learn 1.9 (pip install scikit-learn==1.9.1):

    python scripts/oracles/perceptron.py > tests/src/nn/oracles/perceptron.json
"""

import json
import warnings

import numpy as np
import sklearn
from sklearn.linear_model import Perceptron

warnings.filterwarnings("ignore")


def numbers(n, seed):
    """n numbers from -1 to 1 that look random; the test has the same formula."""
    return np.sin(np.arange(1, n + 1) * 12.9898 + seed * 78.233)


X = numbers(37 * 3, 1).reshape(37, 3)
s = X[:, 0] + X[:, 1] * X[:, 2]
targets = {"binary": (s > 0).astype(int), "multiclass": np.digitize(s, [-0.4, 0.4]), "easy": (X[:, 0] > 0.1).astype(int)}
# Whole numbers: many samples come to lie on the line, or beside it by the last bit.
targets["ties"] = targets["multiclass"]
grid = np.round(2 * X)
weights = np.abs(numbers(37, 5))
SETTINGS = [
    {},
    {"eta0": 0.1},
    {"tol": None, "max_iter": 7},
    {"fit_intercept": False},
    {"n_iter_no_change": 2, "tol": 0.01},
    {"penalty": "l2", "alpha": 0.01},
    {"penalty": "l1", "alpha": 0.003},
    {"penalty": "elasticnet", "alpha": 0.01, "l1_ratio": 0.4, "eta0": 0.3},
    {"class_weight": "balanced"},
    {"class_weight": {"1": 3.5}, "penalty": "l2"},
]
# What is called one after the other, with all samples or with the first 20 of them.
CALLS = [["fit"], ["fit", "partial", "part"], ["part", "fit"]]


def camel(name):
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def run(task, weighted, settings, calls):
    y = targets[task]
    samples = grid if task == "ties" else X
    own = {**settings, "shuffle": False}
    if isinstance(own.get("class_weight"), dict):
        own["class_weight"] = {int(name): weight for name, weight in own["class_weight"].items()}
    model = Perceptron(warm_start=len(calls) > 1, **own)
    for call in calls:
        some = slice(0, 20) if call == "part" else slice(None)
        how = {"sample_weight": weights[some] if weighted else None}
        if call == "fit":
            model.fit(samples, y, **how)
        else:
            model.partial_fit(samples[some], y[some], classes=np.unique(y), **how)
    return {
        "task": task,
        "weighted": weighted,
        "calls": calls,
        "parameters": {camel(key): value for key, value in settings.items()},
        "nIter": int(model.n_iter_),
        "t": int(model.t_),
        "coef": model.coef_.ravel().tolist(),
        "intercept": model.intercept_.tolist(),
        "answers": model.predict(samples).tolist(),
    }


cases = [
    run(task, weighted, settings, calls)
    for task in targets
    for weighted in (False, True)
    for settings in SETTINGS
    for calls in CALLS
    if (calls == CALLS[0] or not weighted) and (calls[0] == "fit" or settings.get("class_weight") != "balanced")
]
print(json.dumps({"sklearn": sklearn.__version__, "cases": cases}, separators=(",", ":")).replace('{"task"', '\n{"task"'))
