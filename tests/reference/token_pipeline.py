#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Transformers' token-classification pipeline finds with a tiny random BERT: tests/fixtures/token_pipeline.

usage: token_pipeline.py     (transformers 5.23.0, torch 2.13.0)
`model` is the checkpoint with its WordPiece vocabulary, `expected.jsonl` a text a line with the entities for each
aggregation strategy. Names of labels are awkward on purpose, as are the texts. `aligned.json` holds tagged sentences as
run_ner.py makes them ready (the first sub-word of a word carries its label), and the loss of them all in one batch.
"""
import json
import os
import pathlib
import random

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import torch
from transformers import AutoTokenizer, BertConfig, BertForTokenClassification, pipeline

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "token_pipeline"
LABELS = ["O", "B-person", "I-person", "B-geo-loc", "I-geo-loc", "plain", "misc-thing"]
WORDS = "Apple Inc Steve Jobs Cupert Cal the was found by in a of New York don u s er".split()
PIECES = "ed ino ifornia ing er s a e i o n t 1 2".split()
LETTERS = list("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
SIGNS = list(".,!?'-#@&()[]") + ["中", "é", "ü"]
STRATEGIES = ["none", "simple", "first", "average", "max"]
FIXED = [
    "Apple Inc. was founded by Steve Jobs in Cupertino, California.", "", " ", "\t\u00a0 ", "...", "!?!", "a", "New York",
    "  New   York  ", "don't do it, U.S.", "Steve's \"Jobs\"", "##ing ##ed er ##er", "[SEP] [CLS] [MASK] [PAD] [UNK]", "café Zoë naïve",
    "cafe\u0301 e\u0301\u0301", "中文字 New中York", "😀 Apple😀Inc 🇩🇪", "\u200bSteve\u200d Jobs\u0000x", "İstanbul ßtraße ﬁne", "Steve\nJobs\r\nin\u2028York",
    "x" * 90, "Appleing " * 40, "( Apple ) - Inc . ' s", "I 've don 't n't 'm", "@paulwalk #NewYork http://t.co/ab12",
]


def vocabulary():
    entries = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + SIGNS + LETTERS + WORDS + ["##" + p for p in PIECES + list("bcdfghjklmpqrvwxyz")]
    return list(dict.fromkeys(entries))


def make_model(folder, entries):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(entries) + "\n", encoding="utf-8")
    settings = {"do_lower_case": False, "model_max_length": 40, "tokenizer_class": "BertTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings) + "\n")
    torch.manual_seed(11)
    config = BertConfig(vocab_size=len(entries), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=24,
                        max_position_embeddings=48, initializer_range=0.8, id2label=dict(enumerate(LABELS)),
                        label2id={l: i for i, l in enumerate(LABELS)})
    BertForTokenClassification(config).eval().save_pretrained(folder)


def drawn(count):
    draw = random.Random(5)
    pieces = WORDS + PIECES + SIGNS + ["Cupertino", "California", "founded", "foundeding", "Appleer", "Zzz", "Жук", "Yorkshire", "😀", "x.y", "a-b"]
    return [draw.choice(["", "  "]).join([" ".join(draw.choice(pieces) for _ in range(draw.randint(1, 12)))]) +
            draw.choice(["", ".", "!", " 's"]) for _ in range(count)]


def aligned(tokenizer, model):
    """Words and tags of some sentences, ids and labels as run_ner.py aligns them, and the loss of one padded batch."""
    draw = random.Random(9)
    words = [w for text in FIXED for w in text.split(" ") if w.strip() and w.isprintable() and "[" not in w] + WORDS
    rows = []
    for _ in range(16):
        sentence = [draw.choice(words) for _ in range(draw.randint(1, 14))]
        tags = []
        for _ in sentence:  # IOB2: an entity begins with B-
            tag = draw.choice(LABELS[:5])
            tags.append("B-" + tag[2:] if tag[:2] == "I-" and (not tags or tags[-1][2:] != tag[2:]) else tag)
        encoded = tokenizer(sentence, is_split_into_words=True, truncation=True, max_length=24)
        before, labels = None, []
        for word in encoded.word_ids():
            labels.append(-100 if word is None or word == before else LABELS.index(tags[word]))
            before = word
        rows.append({"words": sentence, "tags": tags, "ids": encoded["input_ids"], "labels": labels})
    longest = max(len(r["ids"]) for r in rows)
    pad = lambda values, filler: torch.tensor([v + [filler] * (longest - len(v)) for v in values])
    with torch.no_grad():
        loss = model(input_ids=pad([r["ids"] for r in rows], 0), attention_mask=pad([[1] * len(r["ids"]) for r in rows], 0),
                     labels=pad([r["labels"] for r in rows], -100)).loss
    return {"max_length": 24, "loss": float(loss), "rows": rows}


def main():
    make_model(OUT / "model", vocabulary())
    tokenizer = AutoTokenizer.from_pretrained(OUT / "model")
    assert tokenizer.is_fast and tokenizer.model_max_length == 40
    ner = pipeline("token-classification", model=str(OUT / "model"), tokenizer=tokenizer, device="cpu")
    lines, grouped = [], 0
    for text in FIXED + drawn(60):
        expected = {}
        for strategy in STRATEGIES:
            found = ner(text, aggregation_strategy=strategy)
            expected[strategy] = [{k: (round(float(v), 7) if k == "score" else v) for k, v in e.items()} for e in found]
            grouped += strategy == "average" and any(" " in e["word"] for e in found)
        lines.append(json.dumps({"text": text, "expected": expected}, ensure_ascii=False))
    (OUT / "aligned.json").write_text(json.dumps(aligned(tokenizer, ner.model), ensure_ascii=False) + "\n", encoding="utf-8")
    assert grouped > 10, "hardly any entity has more than one word"
    (OUT / "expected.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
