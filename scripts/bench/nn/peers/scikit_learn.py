"""The job by scikit-learn's multi-layer perceptron, whose first weights are set where it would draw them."""

import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor

import job

warnings.filterwarnings("ignore")
told = job.read_job()
work = told["workload"]
dtype = np.dtype(told["dtype"])
X = job.numbers(told["files"]["X"], dtype)
y = job.numbers(told["files"]["y"], dtype)
first = job.layers(told)


class Known:
    def _initialize(self, y, layer_units, dtype):
        self.layer_number = 0
        super()._initialize(y, layer_units, dtype)

    def _init_coef(self, fan_in, fan_out, dtype):
        W, b = first[self.layer_number]
        self.layer_number += 1
        return W.astype(dtype), b.astype(dtype)


class Classifier(Known, MLPClassifier):
    pass


class Regressor(Known, MLPRegressor):
    pass


classes = work["task"] == "classes"
targets = y.argmax(axis=1) if classes else y.ravel()


def fitted(epochs=work["epochs"], rate=work["rate"], solver=work["solver"]):
    return (Classifier if classes else Regressor)(
        hidden_layer_sizes=work["units"][1:-1],
        activation=work["activation"],
        solver=solver,
        alpha=0,
        batch_size=min(work["batch"], len(X)),
        learning_rate_init=rate,
        momentum=0,
        nesterovs_momentum=False,
        max_iter=epochs,
        shuffle=work.get("shuffled", False),
        tol=0,
        n_iter_no_change=10**9,
    ).fit(X, targets)


if work["measure"] == "train":
    kept = {}

    def train():
        kept["model"] = fitted()

    seconds = job.timed(told, train)
    model = kept["model"]
    job.write(told, [part for pair in zip(model.coefs_, model.intercepts_) for part in pair])
else:
    model = fitted(1, 1e-300, "sgd")
    table = X[:1] if work["measure"] == "one" else X
    seconds = job.timed(told, lambda: model.predict_proba(table))
    job.write(told, [model.predict_proba(table)[:2000]])
job.tell(seconds, sklearn.__version__)
