"""Has scikit-learn's multi-layer perceptron stop early, and writes what comes out as JSON.

Usage, in an environment with scikit-learn 1.9 (pip install scikit-learn==1.9.1):

    python scripts/oracles/mlp-early.py > tests/src/nn/oracles/mlp-early.json

Which samples are set aside is drawn by each library's own random numbers. So each of two classes has one sample here, ten
times over: whichever are drawn, the same is learnt and the same is scored. Data and first weights follow formulas that
the test knows as well.
"""

import itertools
import json
import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")
COPIES = 10


def numbers(n, seed):
    """n numbers from -1 to 1 that look random; the test has the same formula."""
    return np.sin(np.arange(1, n + 1) * 12.9898 + seed * 78.233)


class Known(MLPClassifier):
    def _initialize(self, y, layer_units, dtype):
        self.layer_number = 0
        super()._initialize(y, layer_units, dtype)

    def _init_coef(self, fan_in, fan_out, dtype):
        self.layer_number += 1
        l = self.layer_number
        return numbers(fan_in * fan_out, l).reshape(fan_in, fan_out), numbers(fan_out, l + 0.5)


def camel(name):
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def short(values):
    return [float(f"{v:.11g}") for v in np.ravel(values)]


def run(seed, weighted, fits, settings):
    X = np.tile(numbers(6, seed).reshape(2, 3), (COPIES, 1))
    y = np.tile([0, 1], COPIES)
    weights = np.tile(np.abs(numbers(2, seed + 0.75)), COPIES) if weighted else None
    model = Known(early_stopping=True, validation_fraction=0.2, shuffle=False, warm_start=fits > 1, **settings)
    for _ in range(fits):
        model.fit(X, y, sample_weight=weights)
    return {
        "seed": seed,
        "weighted": weighted,
        "fits": fits,
        "parameters": {camel(key): value for key, value in settings.items()},
        "lossCurve": short(model.loss_curve_),
        "validationScores": short(model.validation_scores_),
        "bestValidationScore": float(f"{model.best_validation_score_:.11g}"),
        "nIter": int(model.n_iter_),
        "t": int(model.t_),
        "weights": short(np.hstack([np.ravel(part) for part in [*model.coefs_, *model.intercepts_]])),
    }


SOLVERS = [
    {"solver": "adam", "learning_rate_init": 0.01},
    {"solver": "sgd", "learning_rate_init": 0.1, "learning_rate": "adaptive", "momentum": 0.5},
    {"solver": "sgd", "learning_rate_init": 0.05, "learning_rate": "invscaling", "power_t": 0.1},
]
STOPS = [{"n_iter_no_change": 10}, {"n_iter_no_change": 3, "tol": 0}, {"n_iter_no_change": 30, "tol": 0.3, "max_iter": 60}]


def cases():
    for (seed, weighted), solver, stop in itertools.product([(5, False), (7, False), (9, True)], SOLVERS, STOPS):
        settings = {"hidden_layer_sizes": [4], "activation": "tanh", "max_iter": 100, **solver, **stop}
        # The last bit of a weighted score hangs on the order of the samples, and must not decide.
        if weighted:
            settings["tol"] = settings.get("tol") or 1e-6
        yield run(seed, weighted, 2 if stop is STOPS[1] else 1, settings)


text = json.dumps({"sklearn": sklearn.__version__, "copies": COPIES, "cases": list(cases())}, separators=(",", ":"))
print(text.replace('{"seed"', '\n{"seed"'))
