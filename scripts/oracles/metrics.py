"""Computes scikit-learn's metrics on made-up answers and writes them as JSON.

Usage, in an environment with scikit-learn 1.9 (pip install scikit-learn==1.9.1):

    python scripts/oracles/metrics.py > tests/src/nn/oracles/metrics.json
"""

import json

import numpy as np
import sklearn
from sklearn import metrics as m

n = 40
noise = np.sin(np.arange(1, n + 1) * 12.9898)
y = (np.arange(n) * 7 // 3) % 3
y_hat = np.where(noise > 0.3, (y + 1) % 3, y)
binary = (y > 0).astype(int)
scores = np.round(0.5 + 0.25 * noise + 0.2 * (binary - 0.5), 1)
rows = np.abs(np.sin(np.arange(n * 3).reshape(n, 3) * 1.7)) + 0.05
rows /= rows.sum(axis=1, keepdims=True)
truth = noise * 3 + 1
guess = truth + np.cos(np.arange(n))
weights = np.abs(noise) * (np.arange(n) % 4 > 0)
weighted = {"sample_weight": weights}
words = np.array(["no", "yes", "maybe"])[y]
fpr_w, tpr_w, thresholds_w = m.roc_curve(binary, scores, drop_intermediate=False, **weighted)
fpr, tpr, thresholds = m.roc_curve(binary, scores, drop_intermediate=False)
print(
    json.dumps(
        {
            "sklearn": sklearn.__version__,
            "y": y.tolist(),
            "yHat": y_hat.tolist(),
            "binary": binary.tolist(),
            "scores": scores.tolist(),
            "rows": rows.round(12).tolist(),
            "truth": truth.tolist(),
            "guess": guess.tolist(),
            "accuracy": m.accuracy_score(y, y_hat),
            "confusion": m.confusion_matrix(y, y_hat).tolist(),
            "macro": [f(y, y_hat, average="macro") for f in (m.precision_score, m.recall_score, m.f1_score)],
            "weighted": [f(y, y_hat, average="weighted") for f in (m.precision_score, m.recall_score, m.f1_score)],
            "ofTwo": [f(y, y_hat, average=None)[2] for f in (m.precision_score, m.recall_score, m.f1_score)],
            "micro": m.f1_score(y, y_hat, average="micro"),
            "weights": weights.tolist(),
            "byWeights": {
                "accuracy": m.accuracy_score(y, y_hat, **weighted),
                "confusion": m.confusion_matrix(y, y_hat, **weighted).tolist(),
                "macro": [f(y, y_hat, average="macro", **weighted) for f in (m.precision_score, m.recall_score, m.f1_score)],
                "weighted": [f(y, y_hat, average="weighted", **weighted) for f in (m.precision_score, m.recall_score, m.f1_score)],
                "logLoss": m.log_loss(y, rows.round(12), **weighted),
                "fpr": fpr_w.tolist(),
                "tpr": tpr_w.tolist(),
                "thresholds": thresholds_w[1:].tolist(),
                "auc": m.roc_auc_score(binary, scores, **weighted),
            },
            "words": words.tolist(),
            "logLossOfWords": m.log_loss(words, rows.round(12)),
            "logLoss": m.log_loss(y, rows.round(12)),
            "fpr": fpr.tolist(),
            "tpr": tpr.tolist(),
            "thresholds": thresholds[1:].tolist(),
            "auc": m.roc_auc_score(binary, scores),
            "r2": m.r2_score(truth, guess),
            "r2weighted": m.r2_score(truth, guess, sample_weight=np.arange(n)),
        },
        separators=(",", ":"),
    )
)
