#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regularized losses of random logits by PyTorch -> tests/fixtures/training/losses.json: cross-entropy with smoothed labels and
weighted classes (torch.nn.functional), focal loss by the formula of Lin et al. 2017, R-Drop by the code of Liang et al. 2021."""
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
with open(os.path.join(os.path.dirname(__file__), "..", "fixtures", "training", "losses.json"), "w") as file:
    json.dump({"logits": logits.tolist(), "other": other.tolist(), "targets": targets.tolist(), "cases": cases}, file)
    file.write("\n")
