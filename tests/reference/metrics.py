# SPDX-License-Identifier: GPL-3.0-or-later
"""Metrics of scikit-learn, Wilson intervals and exact McNemar tests of SciPy -> tests/fixtures/metrics.json.

Run with a Python that has scikit-learn and scipy: python tests/reference/metrics.py
"""
import json
import pathlib
import random

import scipy.stats
import sklearn
from sklearn import metrics


def classification(truth, predicted, labels):
    ids = list(range(len(labels)))
    common = dict(labels=ids, zero_division=0)
    values = {
        "accuracy": metrics.accuracy_score(truth, predicted),
        "f1_macro": metrics.f1_score(truth, predicted, average="macro", **common),
        "f1_weighted": metrics.f1_score(truth, predicted, average="weighted", **common),
        "precision_macro": metrics.precision_score(truth, predicted, average="macro", **common),
        "recall_macro": metrics.recall_score(truth, predicted, average="macro", **common),
        "mcc": metrics.matthews_corrcoef(truth, predicted),
    }
    for label, f1 in zip(labels, metrics.f1_score(truth, predicted, average=None, **common)):
        values["f1." + label] = f1
    matrix = metrics.confusion_matrix(truth, predicted, labels=ids)
    return {"labels": labels, "truth": truth, "predicted": predicted, "confusion": matrix.flatten().tolist(), "metrics": values}


generator = random.Random(11)
cases = []
for classes, rows, skill in [(2, 50, 0.8), (2, 7, 0.0), (3, 200, 0.5), (5, 300, 0.3), (8, 40, 0.6)]:
    truth = [min(generator.randrange(classes), generator.randrange(classes)) for _ in range(rows)]
    predicted = [t if generator.random() < skill else generator.randrange(classes) for t in truth]
    cases.append(classification(truth, predicted, ["class " + str(c) for c in range(classes)]))
# Collapsed to one class; perfect; a class that nobody has or predicts; always wrong.
cases.append(classification([0, 1, 0, 1, 2], [0, 0, 0, 0, 0], ["a", "b", "c"]))
cases.append(classification([0, 1, 2, 1], [0, 1, 2, 1], ["a", "b", "c"]))
cases.append(classification([0, 1, 0, 1], [0, 1, 1, 1], ["a", "b", "c"]))
cases.append(classification([0, 1, 0, 1], [1, 0, 1, 0], ["a", "b"]))
cases.append(classification([1, 1, 1], [1, 1, 1], ["a", "b"]))

wilson = []
for successes, trials in [(0, 10), (10, 10), (1, 1), (5, 10), (842, 1000), (7, 4000), (3999, 4000)]:
    interval = scipy.stats.binomtest(successes, trials).proportion_ci(0.95, "wilson")
    wilson.append([successes, trials, interval.low, interval.high])

mcnemar = []
for first, second in [(0, 0), (1, 0), (5, 5), (3, 9), (9, 3), (20, 21), (10, 40), (150, 100), (2000, 2100), (700, 1)]:
    p = scipy.stats.binomtest(first, first + second, 0.5).pvalue if first + second else 1.0
    mcnemar.append([first, second, p])

target = pathlib.Path(__file__).parents[1] / "fixtures" / "metrics.json"
document = {"scikit_learn": sklearn.__version__, "scipy": scipy.__version__, "classification": cases, "wilson": wilson, "mcnemar": mcnemar}
target.write_text(json.dumps(document, separators=(",", ":")) + "\n")
