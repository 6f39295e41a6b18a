#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regularized losses of random logits by PyTorch -> tests/fixtures/training/losses.json: cross-entropy with smoothed labels and
weighted classes (torch.nn.functional), focal loss by the formula of Lin et al. 2017, R-Drop by the code of Liang et al. 2021; the same of
several labels at once (binary cross-entropy), and R-Drop of a measure."""
import json, os

import torch
import torch.nn.functional as F

torch.manual_seed(5)
logits, other = 2 * torch.randn(9, 3), 2 * torch.randn(9, 3)
targets = torch.tensor([0, 0, 1, -100, 0, 2, 0, 1, 0])
real = targets >= 0
counts = torch.bincount(targets[real], minlength=3).float()
weights = counts.sum() / (3 * counts)


def cross_entropy(x, smoothing, balanced):
    return F.cross_entropy(x, targets, weight=weights if balanced else None, label_smoothing=smoothing, reduction="none")


def loss(x, smoothing, focus, balanced):
    p = F.softmax(x, 1).gather(1, targets.clamp_min(0)[:, None])[:, 0]
    return (cross_entropy(x, smoothing, balanced) * (1 - p) ** focus)[real].sum()


def r_drop(smoothing, focus, balanced, alpha):
    """compute_kl_loss of the paper's repository, on the rows that have a target."""
    p, q = logits[real], other[real]
    p_loss = F.kl_div(F.log_softmax(p, -1), F.softmax(q, -1), reduction="none").sum()
    q_loss = F.kl_div(F.log_softmax(q, -1), F.softmax(p, -1), reduction="none").sum()
    mean = (loss(logits, smoothing, focus, balanced) + loss(other, smoothing, focus, balanced)) / 2
    return mean + alpha * (p_loss + q_loss) / 2


cases = []
for smoothing, focus, balanced in [(0, 0, False), (0.1, 0, False), (0, 0, True), (0.2, 0, True), (0, 2, False), (0.1, 1.5, True)]:
    case = {"label_smoothing": smoothing, "focal_gamma": focus, "class_weights": "balanced" if balanced else "none"}
    cases.append({**case, "r_drop": 0, "loss": loss(logits, smoothing, focus, balanced).item()})
    cases.append({**case, "r_drop": 0.7, "loss": r_drop(smoothing, focus, balanced, 0.7).item()})


def binary_loss(x, smoothing, focus, balanced):
    """F.binary_cross_entropy_with_logits of smoothed targets, times (1 - p_t)^gamma of each label (torchvision's
    sigmoid_focal_loss without its alpha)."""
    smoothed = labels * (1 - smoothing) + smoothing / 2
    weight = (labels == 0).sum(0) / (labels == 1).sum(0) if balanced else None
    losses = F.binary_cross_entropy_with_logits(x, smoothed, pos_weight=weight, reduction="none")
    p = torch.sigmoid(x)
    return (losses * (1 - (p * labels + (1 - p) * (1 - labels))) ** focus).sum()


def bernoulli_kl(x, y):
    p, q = torch.distributions.Bernoulli(logits=x), torch.distributions.Bernoulli(logits=y)
    return torch.distributions.kl_divergence(p, q).sum()


labels = torch.tensor([[1, 0, 0], [1, 1, 0], [0, 0, 1], [1, 0, 0], [0, 0, 0], [1, 1, 0], [1, 0, 0], [0, 1, 0], [1, 0, 0]]).float()
label_cases = []
for smoothing, focus, balanced in [(0, 0, False), (0.1, 0, False), (0, 0, True), (0, 2, False), (0.1, 1.5, True)]:
    case = {"label_smoothing": smoothing, "focal_gamma": focus, "class_weights": "balanced" if balanced else "none"}
    both = (binary_loss(logits, smoothing, focus, balanced) + binary_loss(other, smoothing, focus, balanced)) / 2
    label_cases.append({**case, "r_drop": 0, "loss": binary_loss(logits, smoothing, focus, balanced).item()})
    label_cases.append({**case, "r_drop": 0.7, "loss": (both + 0.7 * (bernoulli_kl(logits, other) + bernoulli_kl(other, logits)) / 2).item()})

measures = torch.randn(9)
first, second = logits[:, 0], other[:, 0]
squares = (F.mse_loss(first, measures, reduction="sum") + F.mse_loss(second, measures, reduction="sum")) / 2
measure_loss = (squares + 0.7 * F.mse_loss(first, second, reduction="sum")).item()
with open(os.path.join(os.path.dirname(__file__), "..", "fixtures", "training", "losses.json"), "w") as file:
    json.dump({"logits": logits.tolist(), "other": other.tolist(), "targets": targets.tolist(), "cases": cases,
               "labels": labels.tolist(), "label_cases": label_cases, "measures": measures.tolist(), "measure_loss": measure_loss}, file)
    file.write("\n")
