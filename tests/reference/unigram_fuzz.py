# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares our Unigram and normalization map with the reference on random hostile lines:
unigram_fuzz.py TOOL SPIECE.MODEL [COUNT [SEED]].

TOOL is the built unigram_lines; the model must be a Unigram with a precompiled map. COUNT "all" takes every code point
in some contexts. Prints the number of lines and of mismatches, and the first few of those."""
import json
import random
import subprocess
import sys

from sentencepiece import sentencepiece_model_pb2
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from tokenizers_hostile import EMOJI, MARKS, hostile_lines

JOINERS = ["\u200d", "\u200c", "\u094d", "\u0915", "\u0937", "\u0301", "\u0903", "\u0600", "\u00a9", "\u00ae", "\u203c", "\u2764",
           "\u1100", "\u1161", "\u11a8", "\uac00", "\uac01", "\r", "\n", "\x01", "\u0e33", "\U0001f1e9", "\u1b44", "\u1b13",
           "\U00011133", "\U00011107", "\ufe0f", "\U0001f3fd", "a", " ", "e\u0301", "\uff21", "\ufb01", "\u3099", "\u304b"]


def joined_lines(count, seed):
    """Short strings of what decides where clusters end."""
    draw = random.Random(seed)
    return ["".join(draw.choice(draw.choice([JOINERS, JOINERS, MARKS, EMOJI])) for _ in range(draw.randint(1, 14)))
            for _ in range(count)]


def every_code_point():
    characters = [chr(c) for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
    return ["".join(f"{c}a{c}\u0301 \u0600{c} \u00a9{c}\u200d{c}\u00a9\u0301 \u0915\u094d{c}\u0301{c}\u0915\u0301 \u1100{c}\u1161\u0301"
                    for c in characters[i:i + 4]) for i in range(0, len(characters), 4)]


def offsets_of(changes):
    """What NormalizedString::transform makes of changes: the place of each character."""
    place, next_place = [], 0
    for change in changes:
        begin = max(next_place - 1, 0) if change > 0 else next_place
        place.append((begin, begin + 1))
        next_place += 0 if change > 0 else 1 - change
    return place


def main():
    tool, path = sys.argv[1:3]
    count, seed = sys.argv[3:] + ["20000", "1"][len(sys.argv) - 3:]
    with open(path, "rb") as file:
        proto = sentencepiece_model_pb2.ModelProto.FromString(file.read())
    unigram = Tokenizer(models.Unigram([(piece.piece, piece.score) for piece in proto.pieces], proto.trainer_spec.unk_id,
                                       proto.trainer_spec.byte_fallback))
    characters = Tokenizer(models.WordLevel({"u": 0}, unk_token="u"))
    characters.pre_tokenizer = pre_tokenizers.Split(Regex("[\\s\\S]"), "isolated")
    characters.normalizer = normalizers.Precompiled(proto.normalizer_spec.precompiled_charsmap)
    if count == "all":
        lines = every_code_point()
    else:
        lines = hostile_lines(int(count) // 2, int(seed), ["<unk>", "<s>", "\u2581"]) + joined_lines(int(count) // 2, int(seed))
    given = "".join(json.dumps(line) + "\n" for line in lines)
    ours = subprocess.run([tool, path], input=given, capture_output=True, text=True, check=True).stdout.split("\n")[:-1]
    assert len(ours) == len(lines)
    bad = 0
    for line, one in zip(lines, map(json.loads, ours)):
        normal = characters.normalizer.normalize_str(line)
        encoding = unigram.encode(normal.replace(" ", "\u2581"))
        starts = [0]
        for c in normal:
            starts.append(starts[-1] + len((c if c != " " else "\u2581").encode()))
        expected = {"n": normal, "c": characters.encode(line).offsets, "i": encoding.ids,
                    "o": [starts[x] for pair in encoding.offsets for x in pair]}
        one["c"] = offsets_of(one["c"])
        if one != expected:
            bad += 1
            if bad <= 3:
                print(ascii(line), "ours:", ascii(one), "reference:", ascii(expected), sep="\n  ")
    print(f"{len(lines)} lines, {bad} mismatches")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
