"""Trains scikit-learn's multi-layer perceptrons from known weights and writes what comes out as JSON.

Usage, in an environment with scikit-learn 1.9 (pip install scikit-learn==1.9.1):

    python scripts/oracles/mlp.py > tests/src/nn/oracles/mlp.json

The tests compare our estimators with it. Data and first weights follow formulas that both sides know, so that the file
holds results only.
"""

import itertools
import json
import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.filterwarnings("ignore")


def numbers(n, seed):
    """n numbers from -1 to 1 that look random; the test has the same formula."""
    return np.sin(np.arange(1, n + 1) * 12.9898 + seed * 78.233)


def samples(n, d, seed):
    return numbers(n * d, seed).reshape(n, d)


def make_data(task, n=37, d=3):
    X = samples(n, d, 1)
    s = X[:, 0] + X[:, 1] * X[:, 2]
    if task == "binary":
        return X, (s > 0).astype(int)
    if task == "multiclass":
        return X, np.digitize(s, [-0.4, 0.4])
    if task == "multilabel":
        return X, np.column_stack([s > 0, X[:, 1] > 0.2, X[:, 0] < X[:, 2]]).astype(int)
    if task == "regression":
        return X, s * 2 + 1
    if task == "outputs":
        return X, np.column_stack([s, X[:, 0] - X[:, 1]])
    if task == "counts":
        return X, np.floor(np.exp(s) * 2)
    raise ValueError(task)


def known_weights(base):
    class Known(base):
        def _initialize(self, y, layer_units, dtype):
            self.layer_number = 0
            super()._initialize(y, layer_units, dtype)

        def _init_coef(self, fan_in, fan_out, dtype):
            self.layer_number += 1
            l = self.layer_number
            coef = numbers(fan_in * fan_out, l).reshape(fan_in, fan_out) * 0.5
            return coef, numbers(fan_out, l + 0.5) * 0.5

    return Known


Classifier, Regressor = known_weights(MLPClassifier), known_weights(MLPRegressor)
CLASSIFY = ["binary", "multiclass", "multilabel"]


def camel(name):
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def short(values):
    """To 10 digits; JSON has no infinity, null stands for it."""
    return [float(f"{v:.10g}") if np.isfinite(v) else None for v in np.ravel(values)]


def run(task, weighted=False, parts=0, **parameters):
    X, y = make_data(task)
    weights = np.abs(numbers(len(X), 5)) if weighted else None
    estimator = Classifier if task in CLASSIFY else Regressor
    settings = {"shuffle": False, "hidden_layer_sizes": [4], "max_iter": 12, **parameters}
    model = estimator(**settings)
    if parts:
        classes = {"classes": np.arange(y.max() + 1 if y.ndim == 1 else y.shape[1])} if task in CLASSIFY else {}
        for k in range(parts):
            half = slice(0, 20) if k % 2 == 0 else slice(20, None)
            w = None if weights is None else weights[half]
            model.partial_fit(X[half], y[half], sample_weight=w, **classes)
    else:
        model.fit(X, y, sample_weight=weights)
    answers = model.predict_proba(X[:4]) if task in CLASSIFY else model.predict(X[:4])
    return {
        "task": task,
        "weighted": weighted,
        "parts": parts,
        "parameters": {camel(key): value for key, value in settings.items()},
        "loss": float(f"{model.loss_:.10g}"),
        "lossCurve": short(getattr(model, "loss_curve_", [])),
        "nIter": int(model.n_iter_),
        "t": int(model.t_),
        "outActivation": model.out_activation_,
        "coefs": [short(c) for c in model.coefs_],
        "intercepts": [short(b) for b in model.intercepts_],
        "answers": short(answers),
        "score": float(f"{model.score(X, y, weights):.10g}"),
    }


TASKS = {
    "binary": {},
    "multiclass": {},
    "multilabel": {},
    "regression": {},
    "outputs": {},
    "counts": {"loss": "poisson"},
}


def cases():
    for (task, extra), activation, solver in itertools.product(
        TASKS.items(), ["relu", "logistic", "tanh", "identity"], ["adam", "sgd"]
    ):
        rate = 0.01 if solver == "adam" else 0.05
        yield run(task, activation=activation, solver=solver, learning_rate_init=rate, batch_size=10, **extra)
    for task, extra in TASKS.items():
        yield run(task, solver="lbfgs", activation="tanh", max_iter=15, **extra)
        yield run(task, solver="lbfgs", activation="logistic", max_iter=500, alpha=0.5, tol=1e-6, **extra)
        yield run(task, weighted=True, activation="tanh", learning_rate_init=0.01, batch_size=16, **extra)
        yield run(task, parts=4, activation="tanh", solver="adam", learning_rate_init=0.01, **extra)
        yield run(task, parts=4, weighted=True, solver="sgd", learning_rate_init=0.05, hidden_layer_sizes=[3, 2], **extra)
    for task in ["multiclass", "regression"]:
        base = {"solver": "sgd", "activation": "tanh", "learning_rate_init": 0.1}
        yield run(task, learning_rate="invscaling", power_t=0.3, batch_size=7, **base)
        yield run(task, learning_rate="adaptive", tol=0.05, n_iter_no_change=2, **{**base, "max_iter": 60})
        yield run(task, nesterovs_momentum=False, batch_size=7, **base)
        yield run(task, momentum=0, alpha=0.5, batch_size=7, **base)
        yield run(task, tol=0.02, n_iter_no_change=3, **{**base, "max_iter": 200})
        yield run(task, hidden_layer_sizes=[5, 4, 3], learning_rate_init=0.01, beta_1=0.8, beta_2=0.9, epsilon=1e-4)
        yield run(task, hidden_layer_sizes=[], learning_rate_init=0.05)
        yield run(task, weighted=True, solver="lbfgs", max_iter=15)
    yield run("binary", solver="lbfgs", max_fun=7, max_iter=100)
    # Its loss is infinite for many epochs, but its weights stay finite and come back.
    far = {"activation": "logistic", "learning_rate_init": 1.5, "momentum": 0.5, "batch_size": 5, "max_iter": 25}
    yield run("counts", loss="poisson", solver="sgd", **far)
    # Its line search ends where it has just looked, which is not counted again.
    yield run("binary", solver="lbfgs", activation="relu", max_fun=75, max_iter=100)


print(json.dumps({"sklearn": sklearn.__version__, "cases": list(cases())}, separators=(",", ":")).replace('{"task"', '\n{"task"'))
