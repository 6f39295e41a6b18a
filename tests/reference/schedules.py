# SPDX-License-Identifier: GPL-3.0-or-later
"""Learning-rate factors of Transformers' schedulers, and of equation 3 of Howard & Ruder 2018 -> tests/fixtures/schedules.json.

Run with a Python that has torch and transformers: python tests/reference/schedules.py
"""
import json
import math
import pathlib

import torch
import transformers
from transformers import optimization

SCHEDULES = {
    "linear": optimization.get_linear_schedule_with_warmup,
    "cosine": optimization.get_cosine_schedule_with_warmup,
    "constant": lambda optimizer, warmup, _: optimization.get_constant_schedule_with_warmup(optimizer, warmup),
}
CASES = [(1, 0.0), (1, 1.0), (10, 0.0), (10, 0.1), (37, 0.1), (37, 0.333), (200, 0.06), (12, 1.0)]


def factors(name, steps, ratio):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    schedule = SCHEDULES[name](optimizer, math.ceil(steps * ratio), steps)
    values = []
    for _ in range(steps + 2):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return values


def slanted(steps, ratio):
    """The slanted triangle as the paper spells it; where the cut is a whole step, so that no step is beyond the last."""
    cut, lowest = math.floor(steps * ratio), 32
    heights = [t / cut if t < cut else 1 - (t - cut) / (cut * (1 / ratio - 1)) for t in range(steps + 1)]
    return [(1 + height * (lowest - 1)) / lowest for height in heights]


cases = [
    {"schedule": name, "steps": steps, "warmup_ratio": ratio, "factors": factors(name, steps, ratio)}
    for name in SCHEDULES
    for steps, ratio in CASES
] + [
    {"schedule": "slanted", "steps": steps, "warmup_ratio": ratio, "factors": slanted(steps, ratio)}
    for steps, ratio in [(10, 0.1), (40, 0.25), (200, 0.06)]
]
target = pathlib.Path(__file__).parents[1] / "fixtures" / "schedules.json"
target.write_text(json.dumps({"transformers": transformers.__version__, "cases": cases}, separators=(",", ":")) + "\n")
