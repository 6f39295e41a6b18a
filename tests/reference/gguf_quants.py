#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quantised blocks and what gguf-py makes of them: tests/fixtures/checkpoint/gguf_quants.gguf.

For each type T: `T`, blocks of random bits (scales finite), and `T.values`, the same dequantised by gguf.quants, float32.
`Q8_0.source` and `F16.source` are numbers whose quantisation by gguf.quants is `Q8_0.written` and `F16.written`.
The metadata have a value of every type.

    python tests/reference/gguf_quants.py
"""
import pathlib

import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf import GGUFValueType as Value
from gguf import GGUFWriter, quants
from gguf.constants import GGML_QUANT_SIZES

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "checkpoint" / "gguf_quants.gguf"
# Where the half-precision scales of a block stand: their exponents must not be those of infinity.
SCALES = {Type.Q4_0: [0], Type.Q4_1: [0, 2], Type.Q5_0: [0], Type.Q5_1: [0, 2], Type.Q8_0: [0], Type.Q4_K: [0, 2], Type.Q5_K: [0, 2],
          Type.Q6_K: [208], Type.F16: [0]}

random = np.random.default_rng(20)


def blocks(kind, rows, columns):
    block, size = GGML_QUANT_SIZES[kind]
    data = random.integers(0, 256, (rows * columns // block, size), dtype=np.uint8)
    for place in SCALES.get(kind, []):
        high = data[:, place + 1]
        high[(high & 0x7C) == 0x7C] ^= 0x40
    if kind == Type.BF16:
        high = data[:, 1]
        high[(high & 0x7F) == 0x7F] ^= 0x40
    if kind == Type.F32:
        data = random.standard_normal(rows * columns).astype(np.float32).view(np.uint8)
    return np.ascontiguousarray(data).reshape(rows, -1)


def edges():
    """Numbers where rounding matters: zeros, ties, tiny and huge ones."""
    values = random.standard_normal((8, 64)).astype(np.float32)
    values[0, :32] = 0
    values[1, :32] = np.linspace(-127, 127, 32)
    values[2, :32] = np.arange(32) - 15.5
    values[3] *= 1e-6
    values[4] *= 1e4
    values[5, ::2] *= 6e-8
    return values


def main():
    writer = GGUFWriter(OUT, "none")
    for kind, value in ((Value.UINT8, 200), (Value.INT8, -100), (Value.UINT16, 60000), (Value.INT16, -30000), (Value.UINT32, 4000000000),
                        (Value.INT32, -2000000000), (Value.FLOAT32, 0.1), (Value.BOOL, True), (Value.STRING, "schön, 漢字"),
                        (Value.UINT64, 2**63 + 1), (Value.INT64, -2**62), (Value.FLOAT64, 1e300)):
        writer.add_key_value(f"scalar.{kind.name.lower()}", value, kind)
        if kind != Value.STRING:
            writer.add_key_value(f"array.{kind.name.lower()}", [value] * 3, Value.ARRAY, sub_type=kind)
    writer.add_array("array.string", ["a", "", "bc", "漢"])
    for kind in (Type.F32, Type.F16, Type.BF16, *[k for k in SCALES if k != Type.F16]):
        data = blocks(kind, 3, 512)
        values = quants.dequantize(data, kind).astype(np.float32)
        assert np.isfinite(values).all(), kind
        if kind in (Type.F32, Type.F16):
            data = data.view(np.float32 if kind == Type.F32 else np.float16)
        writer.add_tensor(kind.name, data, raw_dtype=kind)
        writer.add_tensor(f"{kind.name}.values", values.reshape(3, 512))
    for kind in (Type.Q8_0, Type.F16):
        values = edges()
        writer.add_tensor(f"{kind.name}.source", values)
        writer.add_tensor(f"{kind.name}.written", quants.quantize(values, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


main()
