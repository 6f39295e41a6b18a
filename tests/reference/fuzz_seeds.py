#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small files for the fuzzers to begin with: tests/fuzz/seeds/*.

    python tests/reference/fuzz_seeds.py    # after torch_archive.py
"""
import json
import pathlib
import zipfile

import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf import GGUFValueType as Value
from gguf import GGUFWriter
from gguf.constants import GGML_QUANT_SIZES

TESTS = pathlib.Path(__file__).resolve().parent.parent
OUT = TESTS / "fuzz" / "seeds"


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def quantised():
    writer = GGUFWriter(OUT / "quantised.gguf", "none")
    writer.add_array("texts", ["a", "bc"])
    writer.add_array("numbers", [1, 2, 3])
    writer.add_key_value("flag", True, Value.BOOL)
    for kind in (Type.F16, Type.BF16, Type.Q4_0, Type.Q4_1, Type.Q5_0, Type.Q5_1, Type.Q8_0, Type.Q4_K, Type.Q5_K, Type.Q6_K):
        block, size = GGML_QUANT_SIZES[kind]
        writer.add_tensor(kind.name, np.arange(size * (2 if block == 1 else 1), dtype=np.uint8).reshape(1, -1), raw_dtype=kind)
    finish(writer)


def model(family, names):
    writer = GGUFWriter(OUT / f"{family}.gguf", family)
    writer.add_context_length(8)
    writer.add_embedding_length(8)
    writer.add_block_count(1)
    writer.add_head_count(2)
    writer.add_head_count_kv(1)
    writer.add_feed_forward_length(4)
    writer.add_tokenizer_model("gpt2" if family == "gpt2" else "llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(["<unk>", "a", "b", "ab"])
    writer.add_token_scores([0.0, -1.0, -2.0, -3.0])
    writer.add_token_types([2, 1, 1, 1])
    writer.add_token_merges(["a b"])
    writer.add_unk_token_id(0)
    for name, shape in names.items():
        writer.add_tensor(name, np.ones(shape, dtype=np.float32))
    finish(writer)


OUT.mkdir(parents=True, exist_ok=True)
quantised()
model("llama", {"token_embd.weight": (4, 8), "blk.0.attn_q.weight": (8, 8), "blk.0.attn_k.weight": (4, 8), "output_norm.weight": (8,)})
model("gpt2", {"token_embd.weight": (4, 8), "blk.0.attn_qkv.weight": (24, 8), "blk.0.attn_qkv.bias": (24,)})
for name in ("zip", "zip_protocol4", "lightning", "module"):
    with zipfile.ZipFile(TESTS / "fixtures" / "checkpoint" / "torch" / f"{name}.bin") as archive:
        (OUT / f"{name}.pkl").write_bytes(archive.read(f"{name}/data.pkl"))
(OUT / "shard_index.json").write_text(json.dumps({"metadata": {"total_size": 8}, "weight_map": {"a": "1.safetensors", "b": "x/2.safetensors"}}))
vocabulary = {token: i for i, token in enumerate(["<s>", "a", "b", "ab", "\u0120", "\u0120a"])}
(OUT / "bytes.merges").write_text(json.dumps(vocabulary) + "\0#version: 0.2\na b\n\u0120 a\n")
