# SPDX-License-Identifier: GPL-3.0-or-later
"""Metrics of measures and of several labels a text, by scikit-learn and SciPy, and the losses of Transformers' problem
types -> tests/fixtures/task_metrics.json.

Run with a Python that has scikit-learn, scipy, torch and transformers: python tests/reference/task_metrics.py
"""
import json
import pathlib
import random

import scipy.stats
import sklearn
import torch
import transformers
from sklearn import metrics

generator = random.Random(5)


def regression(truth, predicted):
    varies = len(set(truth)) > 1 and len(set(predicted)) > 1  # else SciPy has no number, and ours is 0
    values = {
        "mse": metrics.mean_squared_error(truth, predicted),
        "mae": metrics.mean_absolute_error(truth, predicted),
        "r2": metrics.r2_score(truth, predicted),
        "pearson": float(scipy.stats.pearsonr(truth, predicted)[0]) if varies else 0.0,
        "spearman": float(scipy.stats.spearmanr(truth, predicted)[0]) if varies else 0.0,
    }
    return {"truth": truth, "predicted": predicted, "metrics": values}


def multilabel(labels, truth, predicted):
    values = {
        "f1_micro": metrics.f1_score(truth, predicted, average="micro", zero_division=0),
        "f1_macro": metrics.f1_score(truth, predicted, average="macro", zero_division=0),
        "accuracy": metrics.accuracy_score(truth, predicted),
        "hamming": metrics.hamming_loss(truth, predicted),
    }
    for label, f1 in zip(labels, metrics.f1_score(truth, predicted, average=None, zero_division=0)):
        values["f1." + label] = f1
    return {"labels": labels, "truth": truth, "predicted": predicted, "metrics": values}


def loss(problem, labels, rows):
    """Loss of Transformers' BERT of that problem type on its own logits: what ours must make of the same logits."""
    torch.manual_seed(3)
    config = transformers.BertConfig(vocab_size=40, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
                                     intermediate_size=32, num_labels=labels, problem_type=problem)
    model = transformers.BertForSequenceClassification(config).eval()
    if problem == "regression":
        targets = torch.tensor([generator.uniform(-2, 5) for _ in range(rows)])
    else:
        targets = torch.tensor([[float(generator.random() < 0.4) for _ in range(labels)] for _ in range(rows)])
    ids = torch.tensor([[generator.randrange(5, 40) for _ in range(6)] for _ in range(rows)])
    with torch.no_grad():
        output = model(input_ids=ids, labels=targets)
    return {"problem_type": problem, "labels": labels, "targets": targets.tolist(), "logits": output.logits.tolist(),
            "loss": output.loss.item()}


noise = lambda scale: generator.gauss(0, scale)
measures = []
for rows, scale in [(50, 0.3), (200, 2.0), (7, 0.0)]:
    truth = [round(generator.uniform(0, 5), 1) for _ in range(rows)]
    measures.append(regression(truth, [value + noise(scale) for value in truth]))
ties = [float(generator.randrange(1, 6)) for _ in range(60)]
measures.append(regression(ties, [float(generator.randrange(1, 6)) for _ in ties]))
measures.append(regression([1.0, 2.0, 3.0], [2.0, 2.0, 2.0]))
measures.append(regression([2.0, 2.0, 2.0], [1.0, 2.0, 3.0]))

label_cases = []
for labels, rows, share in [(2, 30, 0.5), (5, 120, 0.3), (4, 40, 0.05)]:
    truth = [[int(generator.random() < share) for _ in range(labels)] for _ in range(rows)]
    predicted = [[t if generator.random() < 0.7 else 1 - t for t in row] for row in truth]
    label_cases.append(multilabel(["label " + str(l) for l in range(labels)], truth, predicted))
label_cases.append(multilabel(["a", "b"], [[0, 0], [0, 0]], [[0, 0], [0, 0]]))
label_cases.append(multilabel(["a", "b"], [[1, 0], [1, 1]], [[0, 0], [0, 0]]))

intervals = []
for count in (2, 3, 5, 6, 20):
    values = [generator.gauss(0.8, 0.05) for _ in range(count)]
    mean = sum(values) / count
    low, high = scipy.stats.t.interval(0.95, count - 1, loc=mean, scale=scipy.stats.sem(values))
    intervals.append({"values": values, "mean": mean, "low": float(low), "high": float(high)})

result = {
    "mean_intervals": intervals,
    "scikit_learn": sklearn.__version__,
    "transformers": transformers.__version__,
    "regression": measures,
    "multilabel": label_cases,
    "losses": [loss("regression", 1, 5), loss("multi_label_classification", 3, 4)],
}
path = pathlib.Path(__file__).resolve().parents[1] / "fixtures" / "task_metrics.json"
path.write_text(json.dumps(result, separators=(",", ":")) + "\n")
