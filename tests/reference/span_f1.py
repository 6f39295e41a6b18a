#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What seqeval 1.2.2 makes of tags, hostile ones too: tests/fixtures/span_f1.json.

usage: span_f1.py     (needs seqeval)
Each case holds the true and the predicted tags of some sentences, the entities that seqeval finds in the true ones, and
its scores in the default mode: all entities together, and type by type.
"""
import json
import pathlib
import random
import warnings

from seqeval.metrics import accuracy_score, f1_score, precision_score, recall_score
from seqeval.metrics.sequence_labeling import get_entities, precision_recall_fscore_support

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "span_f1.json"
warnings.filterwarnings("ignore")
SCHEMES = {
    "IOB2": [p + t for p in ("B-", "I-") for t in ("person", "geo-loc", "o")] + ["O"] * 6,
    "IOBES": [p + t for p in "B- I- E- S-".split() for t in ("person", "geo-loc")] + ["O"] * 5,
    "odd": ["B", "I", "O", "E", "S", "B-", "I-", "-", ".", "B-a-b", "I-a-b", "X-a", "Ba", "person", "Ö-a", "I-ä", "B-ä", "O-a", "BI-a"],
}
FIXED = [
    ([["B-a", "I-a", "O"], []], [["B-a", "I-a", "O"], []]),
    ([["O", "O"]], [["O", "O"]]),
    ([["I-a", "I-a", "B-a", "I-b"]], [["B-a", "I-a", "B-a", "B-b"]]),
    ([["O", "O", "B-a"]], [["B-a", "B-b", "O"]]),
    ([["S-a", "I-a", "E-a", "E-a", "B-a", "S-a"]], [["S-a", "B-a", "E-a", "S-a", "S-a", "S-a"]]),
]


def scores(truth, predicted):
    found = {"precision": precision_score(truth, predicted), "recall": recall_score(truth, predicted),
             "f1": f1_score(truth, predicted), "accuracy": accuracy_score(truth, predicted)}
    names = sorted({e[0] for e in get_entities(truth)} | {e[0] for e in get_entities(predicted)})
    if names:
        by_type = precision_recall_fscore_support(truth, predicted, average=None)
        for score, values in zip(("precision", "recall", "f1"), by_type):
            found |= {f"{score}.{name}": float(value) for name, value in zip(names, values)}
    return {name: float(value) for name, value in found.items()}


def main():
    draw = random.Random(20)
    cases = list(FIXED)
    for tags in SCHEMES.values():
        for _ in range(30):
            lengths = [draw.randint(0, 9) for _ in range(draw.randint(1, 5))]
            truth = [[draw.choice(tags) for _ in range(n)] for n in lengths]
            # Half of the words are right.
            cases.append((truth, [[t if draw.random() < 0.5 else draw.choice(tags) for t in s] for s in truth]))
    result = []
    for truth, predicted in cases:
        if not any(truth):
            continue
        chunks = [[[name, int(first), int(last)] for name, first, last in get_entities(s)] for s in truth]
        result.append({"truth": truth, "predicted": predicted, "chunks": chunks, "scores": scores(truth, predicted)})
    OUT.write_text("[" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in result) + "]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
