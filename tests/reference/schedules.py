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

CYCLES, POWER = 3, 2.0
SCHEDULES = {
    "linear": optimization.get_linear_schedule_with_warmup,
    "cosine": optimization.get_cosine_schedule_with_warmup,
    "cosine-restarts": lambda optimizer, warmup, steps: optimization.get_cosine_with_hard_restarts_schedule_with_warmup(
        optimizer, warmup, steps, num_cycles=CYCLES),
    "polynomial": lambda optimizer, warmup, steps: optimization.get_polynomial_decay_schedule_with_warmup(
        optimizer, warmup, steps, lr_end=0.0, power=POWER),
    "inverse-sqrt": lambda optimizer, warmup, _: optimization.get_inverse_sqrt_schedule(optimizer, warmup),
    "constant": lambda optimizer, warmup, _: optimization.get_constant_schedule_with_warmup(optimizer, warmup),
}
CASES = [(1, 0.0), (1, 1.0), (10, 0.0), (10, 0.1), (37, 0.1), (37, 0.333), (200, 0.06), (12, 1.0)]


def factors(name, steps, warmup):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    schedule = SCHEDULES[name](optimizer, warmup, steps)
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
    {"schedule": name, "steps": steps, "warmup_ratio": ratio, "factors": factors(name, steps, math.ceil(steps * ratio))}
    for name in SCHEDULES
    for steps, ratio in CASES
    if name != "polynomial" or ratio < 1  # which divides by zero there
] + [
    {"schedule": "slanted", "steps": steps, "warmup_ratio": ratio, "factors": slanted(steps, ratio)}
    for steps, ratio in [(10, 0.1), (40, 0.25), (200, 0.06)]
] + [
    {"schedule": name, "steps": 30, "warmup_ratio": 0.5, "warmup_steps": 4, "factors": factors(name, 30, 4)}
    for name in SCHEDULES
]
target = pathlib.Path(__file__).parents[1] / "fixtures" / "schedules.json"
target.write_text(json.dumps({"transformers": transformers.__version__, "cases": cases}, separators=(",", ":")) + "\n")
