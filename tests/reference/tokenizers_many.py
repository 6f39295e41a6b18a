# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/fixtures/hostile: lines.jsonl, 2,200 hostile lines that all tokenizer fixtures share, and for each of them NAME.hash: of
every line eight bytes, the beginning of the SHA-256 of its tokens' (id, start, end, word) as little-endian 32-bit integers, as
the reference makes them. Offsets are code points; word is -1 for special tokens.

With MiniLM's folder as argument (or in .deps/samples/models) minilm.hash too. Needs transformers, tokenizers, protobuf, gguf."""
import hashlib
import json
import os
import random
import struct
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
from transformers import AutoTokenizer
from tokenizers_hostile import hostile_line

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "../fixtures")
OUT = os.path.join(FIXTURES, "hostile")
COUNT = 2200
# What the fixtures call their special and added tokens.
EXTRA = ["<s>", "</s>", "<unk>", "<pad>", "<mask>", "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<extra_id_0>", "<extra_id_99>", "<|begin_of_text|>",
         "<|startoftext|>", "<0x0A>", "<0xE4>", "▁", "▁the", "Ġ", "Ċ", "</w>", " <mask>", "<mask> ", "<s></s>", "``", "''", "[MASK]", " [MASK] ", "[unused1]"]


def lines():
    draw = random.Random(20240501)
    made = [hostile_line(draw, most=6, extra=EXTRA) for _ in range(COUNT - 12)]
    made += ["", " ", "\n", "\t\t", "a", "▁", "\u0000", "é" * 60, "ab" * 100, " leading", "trailing ", "two  spaces"]
    return made


def folders():
    for kind in ("tokenizers", "pipelines"):
        for name in sorted(os.listdir(os.path.join(FIXTURES, kind))):
            folder = os.path.join(FIXTURES, kind, name)
            if os.path.isdir(folder) and os.path.exists(os.path.join(FIXTURES, kind, name + ".jsonl")):
                yield name, folder
    minilm = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "../../.deps/samples/models/all-MiniLM-L6-v2")
    if os.path.isdir(minilm):
        yield "minilm", minilm


def load(folder):
    if os.path.exists(os.path.join(folder, "model.gguf")):
        tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file="model.gguf")
    else:
        tokenizer = AutoTokenizer.from_pretrained(folder)
    backend = tokenizer.backend_tokenizer
    backend.no_padding()
    backend.no_truncation()
    return backend


def digest(encoding):
    words = [-1 if word is None else word for word in encoding.word_ids]
    values = [value for id, (start, end), word in zip(encoding.ids, encoding.offsets, words) for value in (id, start, end, word)]
    return hashlib.sha256(struct.pack(f"<{len(values)}i", *values)).digest()[:8]


def main():
    os.makedirs(OUT, exist_ok=True)
    made = lines()
    with open(os.path.join(OUT, "lines.jsonl"), "w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in made)
    for name, folder in folders():
        hashes = [digest(encoding) for encoding in load(folder).encode_batch(made)]
        with open(os.path.join(OUT, name + ".hash"), "wb") as file:
            file.write(b"".join(hashes))
        print(name, len(hashes), "lines,", len(set(hashes)), "different results")


if __name__ == "__main__":
    main()
