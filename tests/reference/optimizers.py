# SPDX-License-Identifier: GPL-3.0-or-later
"""Parameters after some steps of torch.optim's optimizers, of Transformers' Adafactor with a rate of its own, and of Lion as
algorithm 2 of Chen et al. 2023 spells it; the average of the weights by torch's AveragedModel
-> tests/fixtures/training/optimizers.json.

Run with a Python that has torch and transformers: python tests/reference/optimizers.py
"""
import json
import pathlib

import torch
import transformers
from transformers.optimization import Adafactor

STEPS, RATE = 6, 0.05
SHAPES = [[4, 3], [5]]


class Lion(torch.optim.Optimizer):
    def __init__(self, parameters, lr, weight_decay, betas=(0.9, 0.99)):
        super().__init__(parameters, {"lr": lr, "weight_decay": weight_decay, "betas": betas})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for theta in group["params"]:
                m = self.state[theta].setdefault("m", torch.zeros_like(theta))
                c = beta1 * m + (1 - beta1) * theta.grad
                theta -= group["lr"] * (torch.sign(c) + group["weight_decay"] * theta)
                m.copy_(beta2 * m + (1 - beta2) * theta.grad)


OPTIMIZERS = {
    "adamw": lambda p, decay, _: torch.optim.AdamW(p, lr=RATE, weight_decay=decay),
    "adam": lambda p, decay, _: torch.optim.Adam(p, lr=RATE, weight_decay=decay),
    "sgd": lambda p, decay, momentum: torch.optim.SGD(p, lr=RATE, weight_decay=decay, momentum=momentum),
    "adafactor": lambda p, decay, _: Adafactor(p, lr=RATE, weight_decay=decay, scale_parameter=False,
                                               relative_step=False, warmup_init=False),
    "lion": lambda p, decay, _: Lion(p, RATE, decay),
}


def draw(generator):
    return [torch.randn(shape, generator=generator) for shape in SHAPES]


def run(name, decay, momentum):
    generator = torch.Generator().manual_seed(7)
    parameters = [torch.nn.Parameter(value) for value in draw(generator)]
    start = [p.detach().tolist() for p in parameters]
    optimizer = OPTIMIZERS[name](parameters, decay, momentum)
    gradients, after = [], []
    for _ in range(STEPS):
        step = draw(generator)
        for parameter, gradient in zip(parameters, step):
            parameter.grad = gradient.clone()
        optimizer.step()
        gradients.append([g.tolist() for g in step])
        after.append([p.detach().tolist() for p in parameters])
    return {"optimizer": name, "weight_decay": decay, "momentum": momentum, "start": start, "gradients": gradients, "after": after}


def average(decay):
    generator = torch.Generator().manual_seed(8)
    module = torch.nn.Linear(3, 2)
    averaged = torch.optim.swa_utils.AveragedModel(module, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(decay))
    weights, expected = [], []
    for _ in range(4):
        with torch.no_grad():
            module.weight.copy_(torch.randn(2, 3, generator=generator))
        averaged.update_parameters(module)
        weights.append(module.weight.detach().tolist())
        expected.append(averaged.module.weight.detach().tolist())
    return {"decay": decay, "weights": weights, "averages": expected}


cases = [run(name, decay, 0.9) for name in OPTIMIZERS for decay in (0.0, 0.1)] + [run("sgd", 0.1, 0.0)]
target = pathlib.Path(__file__).parents[1] / "fixtures" / "training" / "optimizers.json"
target.write_text(json.dumps({"torch": torch.__version__.split("+")[0], "transformers": transformers.__version__, "rate": RATE,
                              "cases": cases, "averages": [average(0.9), average(0.5)]}, separators=(",", ":")) + "\n")
