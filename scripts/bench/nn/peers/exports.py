"""Loads exported networks in PyTorch and scikit-learn, and tells how far their answers are from those that came along."""

import json
import sys
import warnings

import numpy as np

warnings.filterwarnings("ignore")
with open(sys.argv[-1], encoding="utf8") as file:
    told = json.load(file)
rows = np.array(told["rows"])


def difference(answers, given):
    return float(np.abs(np.array(answers).ravel() - np.asarray(given, dtype=np.float64).ravel()).max())


def by_torch():
    import torch
    from torch import nn

    result = {}
    for one in told["torch"]:
        module = eval(one["module"], {"nn": nn}).to(getattr(torch, one["dtype"]))
        module.load_state_dict(torch.load(one["file"], weights_only=True))
        with torch.inference_mode():
            given = module(torch.tensor(rows, dtype=getattr(torch, one["dtype"]))).numpy()
        result[one["name"]] = difference(one["answers"], given)
    return result



def by_scikit_learn():
    from sklearn.neural_network import MLPClassifier, MLPRegressor

    result = {}
    for one in told["sklearn"]:
        saved = one["attributes"]
        outputs = len(saved["intercepts_"][-1])
        hidden = [len(b) for b in saved["intercepts_"][:-1]]
        if "classes_" in saved:
            several = saved["out_activation_"] == "logistic" and outputs > 1
            y = np.eye(outputs, dtype=int) if several else saved["classes_"]
            model = MLPClassifier(hidden, activation=saved["activation"], max_iter=1)
        else:
            y = np.ones((2, outputs)) if outputs > 1 else np.ones(2)
            loss = "poisson" if saved["out_activation_"] == "exp" else "squared_error"
            model = MLPRegressor(loss, hidden, activation=saved["activation"], max_iter=1)
        model.fit(np.zeros((len(y), rows.shape[1])), y)
        model.coefs_ = [np.array(W) for W in saved["coefs_"]]
        model.intercepts_ = [np.array(b) for b in saved["intercepts_"]]
        answer = model.predict_proba if "classes_" in saved else model.predict
        result[one["name"]] = difference(one["answers"], answer(rows))
    return result


def back():
    """scikit-learn's own networks, written as the documentation of fromScikitLearn says."""
    from sklearn.neural_network import MLPClassifier, MLPRegressor

    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, rows.shape[1]))
    s = X[:, 0] + X[:, 1]
    targets = {
        "two classes": s > 0,
        "two words": np.where(s > 0, "b", "a"),
        "three classes": np.digitize(s, [-0.5, 0.5]),
        "three labels": np.column_stack([s > 0, s > 1, X[:, 0] > 0]).astype(int),
        "a number": s,
        "two numbers": np.column_stack([s, -s]),
        "a count": np.floor(np.exp(s / 2)),
    }
    saved = []
    for activation in ["relu", "tanh", "logistic", "identity"]:
        for what, y in targets.items():
            if what.endswith(("classes", "words", "labels")):
                model = MLPClassifier([6, 5], activation=activation, max_iter=20, random_state=1).fit(X, y)
                classes, answers = {"classes_": model.classes_.tolist()}, model.predict_proba(rows)
            else:
                loss = "poisson" if what == "a count" else "squared_error"
                model = MLPRegressor(loss, [6, 5], activation=activation, max_iter=20, random_state=1).fit(X, y)
                classes, answers = {}, model.predict(rows)
            attributes = {
                "coefs_": [c.tolist() for c in model.coefs_],
                "intercepts_": [b.tolist() for b in model.intercepts_],
                "activation": model.activation,
                "out_activation_": model.out_activation_,
                **classes,
            }
            saved.append({"name": f"{activation}, {what}", "attributes": attributes, "answers": np.array(answers).tolist()})
    with open(told["out"], "w", encoding="utf8") as out:
        json.dump(saved, out)


result = {}
if "torch" in told["wanted"]:
    result["torch"] = by_torch()
if "scikit-learn" in told["wanted"]:
    result["sklearn"] = by_scikit_learn()
    back()
print(json.dumps(result))
