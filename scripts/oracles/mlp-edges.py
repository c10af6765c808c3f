"""Draws trainings at the edges (batches that do not fit, one feature, one class, columns that never change, weights of 0,
several calls in a row, …), has scikit-learn's multi-layer perceptrons do them, and writes what comes out as JSON.

Usage, in an environment with scikit-learn 1.9 (pip install scikit-learn==1.9.1):

    python scripts/oracles/mlp-edges.py > tests/src/nn/oracles/mlp-edges.json

Data and first weights follow formulas that the test knows as well. A case is left out where scikit-learn raises an
error, or where the last bit of the data decides the fourth digit of the weights: nothing can agree there.
"""

import json
import random
import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.filterwarnings("ignore")
np.seterr(all="ignore")
CASES = 150
CLASSIFY = ["binary", "multiclass", "one", "multilabel"]
NAMES = {
    "numbers": [0, 1, 2, 3],
    "negative": [-3, -1, 0, 7],
    "words": ["Zebra", "ant", "bee", "été"],
    "digits": ["-1", "1", "10", "9"],
    "flags": [False, True, True, True],
}


def numbers(n, seed):
    """n numbers from -1 to 1 that look random; the test has the same formula."""
    return np.sin(np.arange(1, n + 1) * 12.9898 + seed * 78.233)


def make_X(case, seed):
    n, d = case["samples"], case["features"]
    X = numbers(n * d, seed).reshape(n, d)
    if case["shape"] == "constant":
        X[:, 0] = 1
    return X * {"large": 100, "small": 1e-5}.get(case["shape"], 1)


def make_y(case, seed):
    n, k, names = case["samples"], case["outputs"], NAMES[case["names"]]
    s = numbers(n, seed + 0.25)
    rows = numbers(n * k, seed + 0.25).reshape(n, k)
    if case["task"] in ("binary", "multiclass", "one"):
        places = np.minimum(k - 1, np.floor((s + 1) / 2 * k)).astype(int)
        places[:k] = np.arange(k)
        return np.array([names[place] for place in places])
    if case["task"] == "multilabel":
        return (rows > 0).astype(int)
    return {"regression": s * 3 + 1, "same": s * 0 + 2, "outputs": rows, "counts": np.floor(np.exp(2 * s))}[case["task"]]


def make_weights(case, seed, kind):
    weights = np.abs(numbers(case["samples"], seed + 0.75))
    if kind == "zeros":
        weights[::3] = 0
    return {"none": None, "large": weights * 1000}.get(kind, weights)


def known_weights(base):
    class Known(base):
        noise = 0.0

        def _initialize(self, y, layer_units, dtype):
            self.layer_number = 0
            super()._initialize(y, layer_units, dtype)

        def _init_coef(self, fan_in, fan_out, dtype):
            self.layer_number += 1
            l = self.layer_number
            coef = numbers(fan_in * fan_out, l).reshape(fan_in, fan_out) * 0.5
            return coef * (1 + self.noise), numbers(fan_out, l + 0.5) * 0.5

    Known.__init__ = base.__init__
    return Known


Classifier, Regressor = known_weights(MLPClassifier), known_weights(MLPRegressor)


def camel(name):
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def draw(chance):
    pick = chance.choice
    task = pick(["binary", "multiclass", "one", "multilabel", "regression", "same", "outputs", "counts"])
    outputs = {"binary": 2, "multiclass": pick([3, 4]), "multilabel": 3, "outputs": 2}.get(task, 1)
    solver = pick(["adam", "sgd"])
    settings = {
        "hidden_layer_sizes": pick([[], [1], [3], [4, 2]]),
        "activation": pick(["relu", "tanh", "logistic", "identity"]),
        "solver": solver,
        "shuffle": False,
        "max_iter": pick([1, 2, 5, 30]),
        "learning_rate_init": pick([0.001, 0.01, 0.05]),
    }
    extra = {
        "alpha": [0, 0.01, 1, 50],
        "batch_size": [1, 3, 7, 16, 500],
        "tol": [0, 1e-3, 0.5],
        "n_iter_no_change": [1, 2, 5],
        "warm_start": [True],
    }
    if solver == "sgd":
        extra |= {
            "learning_rate": ["invscaling", "adaptive"],
            "power_t": [0, 0.25, 1],
            "momentum": [0, 0.5, 0.99],
            "nesterovs_momentum": [False],
        }
    else:
        extra |= {"beta_1": [0, 0.5], "beta_2": [0.5, 0.9], "epsilon": [1e-4, 1]}
    settings |= {name: pick(values) for name, values in extra.items() if chance.random() < 0.45}
    if task == "counts":
        settings["loss"] = "poisson"
    kinds = pick([["fit"], ["fit", "fit"], ["partialFit"] * 5, ["fit", "partialFit", "fit"], ["partialFit", "fit"]])
    weighted = ["none", "none", "some", "zeros", "large"]
    calls = [{"call": kind, "seed": pick([1, 2]), "weights": pick(weighted)} for kind in kinds]
    if len(calls) > 1 and chance.random() < 0.4:
        calls.insert(1, {"call": "setParams", "settings": {"learning_rate_init": 0.02, "alpha": 0.3, "max_iter": 4}})
    return {
        "task": task,
        "outputs": outputs,
        "names": pick([*NAMES][: 5 if task == "binary" else 4]),
        "samples": pick([4, 5, 11, 23]),
        "features": pick([1, 2, 4]),
        "shape": pick(["plain", "plain", "constant", "large", "small"]),
        "settings": settings,
        "calls": calls,
    }


def run(case, noise=0.0):
    classify = case["task"] in CLASSIFY
    model = (Classifier if classify else Regressor)(**case["settings"])
    model.noise = noise
    labels = range(case["outputs"]) if case["task"] == "multilabel" else sorted(set(NAMES[case["names"]][: case["outputs"]]))
    states = []
    for one in case["calls"]:
        if one["call"] == "setParams":
            model.set_params(**one["settings"])
            continue
        X, y = make_X(case, one["seed"]), make_y(case, one["seed"])
        how = {"sample_weight": make_weights(case, one["seed"], one["weights"])}
        if one["call"] == "fit":
            model.fit(X, y, **how)
        else:
            model.partial_fit(X, y, **how, **({"classes": np.array(labels)} if classify else {}))
        states.append((model.loss_, model.best_loss_, model.n_iter_, model.t_, len(model.loss_curve_)))
    flat = np.hstack([np.ravel(part) for part in [*model.coefs_, *model.intercepts_]])
    answers = np.ravel(model.predict_proba(X) if classify else model.predict(X))[:8]
    predicted = np.ravel(model.predict(X))[:8] if classify else answers
    return states, flat, answers, predicted, model.score(X, y), getattr(model, "classes_", None)


def short(values):
    return [float(f"{v:.11g}") for v in np.ravel(values)]


def cases():
    chance = random.Random(2)
    done = 0
    while done < CASES:
        case = draw(chance)
        try:
            states, weights, answers, predicted, score, classes = run(case)
            other = run(case, 1e-13)[1]
        except (ValueError, ZeroDivisionError):
            continue
        steady = np.allclose(weights, other, rtol=1e-9, atol=1e-11)
        if not steady or not np.isfinite(weights).all() or np.abs(weights).max() > 1e6:
            continue
        done += 1
        settings = {camel(key): value for key, value in case.pop("settings").items()}
        for one in case["calls"]:
            if "settings" in one:
                one["settings"] = {camel(key): value for key, value in one["settings"].items()}
        if case["task"] not in CLASSIFY:
            case.pop("names")
        yield {
            **case,
            "settings": settings,
            "states": [short(state) for state in states],
            "weights": short(weights),
            "answers": short(answers),
            "score": float(f"{score:.11g}"),
            **({} if classes is None else {"predicted": predicted.tolist(), "classes": classes.tolist()}),
        }


if __name__ == "__main__":
    text = json.dumps({"sklearn": sklearn.__version__, "cases": list(cases())}, separators=(",", ":"), ensure_ascii=False)
    print(text.replace('{"task"', '\n{"task"'))
