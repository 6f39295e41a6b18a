#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of torch.save in every layout, and what they hold: tests/fixtures/checkpoint/torch/*.bin and expected.safetensors.

    python tests/reference/torch_archive.py
"""
import collections
import pathlib

import torch
from safetensors.torch import save_file

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "checkpoint" / "torch"
DTYPES = (torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool)


def tensors():
    torch.manual_seed(5)
    base = torch.randn(6, 10)
    cube = torch.randn(3, 4, 5)
    result = collections.OrderedDict()
    result["plain"] = base
    result["shared"] = base  # one storage, twice
    result["transposed"] = base.t()
    result["narrow"] = base[1:4, 2:7]  # offset and stride
    result["every_other"] = base[::2, ::3]
    result["permuted"] = cube.permute(2, 0, 1)
    result["expanded"] = base[:1].expand(4, 10)
    result["scalar"] = torch.tensor(2.5)
    result["empty"] = torch.zeros(0, 4)
    result["one_row"] = torch.randn(1, 7)
    result["half_transposed"] = torch.randn(4, 6).half().t()
    result["parameter"] = torch.nn.Parameter(torch.randn(3))
    for dtype in DTYPES:
        result[f"type.{str(dtype).split('.')[1]}"] = (torch.arange(6) * 3 % 5).to(dtype).reshape(2, 3)
    return result


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    state = tensors()
    expected = {name: tensor.detach().float().contiguous().clone() for name, tensor in state.items()}
    save_file(expected, OUT / "expected.safetensors")
    torch.save(state, OUT / "zip.bin")
    torch.save(state, OUT / "zip_protocol4.bin", pickle_protocol=4)
    torch.save(state, OUT / "legacy.bin", _use_new_zipfile_serialization=False)
    torch.save(state, OUT / "legacy_protocol4.bin", pickle_protocol=4, _use_new_zipfile_serialization=False)
    torch.save({"epoch": 3, "loss": 0.5, "state_dict": state, "rng": [1, (2, None)], "done": True}, OUT / "lightning.bin")
    torch.save({"args": None, "model": {"module." + name: tensor for name, tensor in state.items()}}, OUT / "parallel.bin")
    module = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    torch.save(module.state_dict(), OUT / "module.bin")  # with _metadata and a counter
    save_file({k: v.float().contiguous().clone() for k, v in module.state_dict().items()}, OUT / "module.safetensors")
    torch.save(module, OUT / "whole_module.bin")  # a pickled class: to be refused

    class Bomb:
        def __reduce__(self):
            import os
            return os.system, ("echo code was run",)

    torch.save({"weight": torch.zeros(1), "bomb": Bomb()}, OUT / "bomb.bin")


main()
