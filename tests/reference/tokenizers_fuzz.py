# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares our tokenizer with the reference on random hostile lines: tokenizers_fuzz.py TOOL FOLDER [COUNT [SEED [MAX_LENGTH]]].

TOOL is the built tokenizer_lines. COUNT "all" takes every code point in some contexts instead of random lines. Prints the number of lines and of mismatches, and the first few of those."""
import json
import os
import subprocess
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
from transformers import AutoTokenizer
from tokenizers_hostile import hostile_lines


def expected(tokenizer, lines):
    out = []
    for encoding in tokenizer.backend_tokenizer.encode_batch([tuple(x) if isinstance(x, list) else x for x in lines]):
        out.append({"i": encoding.ids, "o": [x for pair in encoding.offsets for x in pair], "t": encoding.type_ids,
                    "w": [-1 if w is None else w for w in encoding.word_ids]})
    return out


def every_code_point():
    """Each code point between letters, between marks, and beside a token."""
    characters = [chr(c) for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
    return ["".join(f"a{c}b e\u0323{c}\u0301 {c}[MASK]{c} " for c in characters[i:i + 4]) for i in range(0, len(characters), 4)]


def main():
    tool, folder = sys.argv[1:3]
    count, seed, max_length = sys.argv[3:] + ["20000", "1", "0"][len(sys.argv) - 3:]
    max_length = int(max_length)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    backend = tokenizer.backend_tokenizer
    backend.no_padding()
    backend.no_truncation()
    if max_length:
        backend.enable_truncation(max_length, direction=tokenizer.truncation_side)
    extra = [str(token) for token in tokenizer.added_tokens_decoder.values()]
    lines = every_code_point() if count == "all" else hostile_lines(int(count), int(seed), extra)
    lines += [[lines[k], lines[k + 1]] for k in range(0, len(lines) // 10, 2)]
    given = "".join(json.dumps(line) + "\n" for line in lines)
    ours = subprocess.run([tool, folder, str(max_length)], input=given, capture_output=True, text=True, check=True).stdout
    ours = [json.loads(line) for line in ours.splitlines()]
    assert len(ours) == len(lines)
    bad = 0
    for line, one, other in zip(lines, ours, expected(tokenizer, lines)):
        if one != other:
            bad += 1
            if bad <= 3:
                print(ascii(line), "ours:", one, "reference:", other, sep="\n  ")
    print(f"{len(lines)} lines, {bad} mismatches")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
