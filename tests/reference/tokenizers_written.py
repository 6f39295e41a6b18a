# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the tokenizer files that we write with their originals, by the reference: tokenizers_written.py TOOL [COUNT [MODEL …]].

TOOL is the built tokenizer_lines. Each MODEL (a folder or a .gguf; without any: the fixtures that have no tokenizer.json) is
written as a Hugging Face folder; AutoTokenizer on the original, AutoTokenizer on what was written and tokenizers on the written
tokenizer.json alone have to give the same ids and offsets on COUNT hostile lines."""
import json
import os
import subprocess
import sys
import tempfile

os.environ["HF_HUB_OFFLINE"] = "1"
from tokenizers import Tokenizer
from transformers import AutoTokenizer
from tokenizers_hostile import hostile_lines

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../fixtures")


def fixtures():
    for kind in ("tokenizers", "pipelines"):
        for name in sorted(os.listdir(os.path.join(FIXTURES, kind))):
            folder = os.path.join(FIXTURES, kind, name)
            if not os.path.isdir(folder) or os.path.exists(os.path.join(folder, "tokenizer.json")):
                continue
            if os.path.exists(os.path.join(folder, "model.gguf")):
                yield os.path.join(folder, "model.gguf")
            elif os.path.exists(os.path.join(folder, "tokenizer_config.json")):
                yield folder


def original(model):
    if model.endswith(".gguf"):
        return AutoTokenizer.from_pretrained(os.path.dirname(model), gguf_file=os.path.basename(model))
    return AutoTokenizer.from_pretrained(model)


def encoded(tokenizer, lines):
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return [(one.ids, one.offsets, one.type_ids) for one in tokenizer.encode_batch(lines)]


def main():
    tool, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    failed = False
    for model in sys.argv[3:] or fixtures():
        reference = original(model)
        lines = hostile_lines(count, 7, [str(token) for token in reference.added_tokens_decoder.values()])
        lines += [(lines[k], lines[k + 1]) for k in range(0, count // 10, 2)]
        expected = encoded(reference.backend_tokenizer, lines)
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([tool, model, "--write", folder], check=True)
            whole = encoded(AutoTokenizer.from_pretrained(folder).backend_tokenizer, lines)
            alone = encoded(Tokenizer.from_file(os.path.join(folder, "tokenizer.json")), lines)
        bad = [sum(one != other for one, other in zip(expected, found)) for found in (whole, alone)]
        failed |= any(bad)
        print(f"{os.path.relpath(model, FIXTURES)}: {len(lines)} lines, {bad[0]} differ from the folder, {bad[1]} from tokenizer.json alone")
        for line, one, other in zip(lines, expected, alone):
            if one != other:
                print(" ", ascii(line), "original:", one, "written:", other, sep="\n    ")
                break
    sys.exit(failed)


if __name__ == "__main__":
    main()
