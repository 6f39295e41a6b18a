#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file with every element type, as Python's safetensors writes it: tests/fixtures/checkpoint/all_types.safetensors.

    python tests/reference/checkpoint.py             # writes it
    python tests/reference/checkpoint.py FILE …      # reads files of ours, to see that Python accepts them
"""
import pathlib
import sys

import torch
from safetensors import safe_open
from safetensors.torch import save_file

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "checkpoint"
TYPES = {"f64": torch.float64, "f32": torch.float32, "f16": torch.float16, "bf16": torch.bfloat16, "i64": torch.int64,
         "i32": torch.int32, "i16": torch.int16, "i8": torch.int8, "u8": torch.uint8, "bool": torch.bool}

if len(sys.argv) > 1:
    for path in sys.argv[1:]:
        with safe_open(path, "pt") as file:
            print(path, file.metadata(), {name: (tuple(file.get_tensor(name).shape), str(file.get_tensor(name).dtype)) for name in file.keys()})
else:
    OUT.mkdir(parents=True, exist_ok=True)
    tensors = {}
    for number, (name, dtype) in enumerate(TYPES.items()):
        values = torch.arange(6) % 2 if dtype == torch.bool else torch.arange(6) * (number + 1)
        tensors[f"z.{name}"] = values.to(dtype).reshape(2, 3).clone()
        tensors[f"a.{name}"] = values[:1].to(dtype).reshape(()).clone()
    tensors["empty"] = torch.zeros(0, 4)
    tensors["schön \"quoted\""] = torch.ones(1)
    save_file(tensors, OUT / "all_types.safetensors", metadata={"format": "pt"})
