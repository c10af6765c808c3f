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
weights = np.abs(numbers(37, 5))
cases = []
for task, y in targets.items():
    for weighted in (False, True):
        for settings in ({}, {"eta0": 0.1}, {"tol": None, "max_iter": 7}, {"fit_intercept": False}, {"n_iter_no_change": 2, "tol": 0.01}):
            model = Perceptron(shuffle=False, **settings).fit(X, y, sample_weight=weights if weighted else None)
            cases.append(
                {
                    "task": task,
                    "weighted": weighted,
                    "parameters": {
                        {"max_iter": "maxIter", "fit_intercept": "fitIntercept", "n_iter_no_change": "nIterNoChange"}.get(k, k): v
                        for k, v in settings.items()
                    },
                    "nIter": int(model.n_iter_),
                    "t": int(model.t_),
                    "coef": model.coef_.ravel().tolist(),
                    "intercept": model.intercept_.tolist(),
                    "answers": model.predict(X).tolist(),
                }
            )
print(json.dumps({"sklearn": sklearn.__version__, "cases": cases}, separators=(",", ":")).replace('{"task"', '\n{"task"'))
