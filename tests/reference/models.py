#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny random BERTs of each architecture, and what Transformers makes of them: tests/fixtures/models.

    python tests/reference/models.py [--minilm FOLDER]
    python tests/reference/models.py --check FOLDER LOGIT …     # does Transformers make these of a saved bert_body?

Each folder holds config.json, model.safetensors and expected.safetensors: inputs `ids.N`, `types.N`, outputs under
Transformers' field names `FIELD.N`, computed one text at a time (so without padding), and for sequence classification
`loss` and `gradient.NAME` of one batch without dropout. `minilm.json` holds figures of the real starter model.
"""
import argparse
import json
import os
import pathlib

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import torch
from safetensors.torch import save_file
from transformers import (AutoModel, AutoModelForSequenceClassification, BertConfig, BertForMaskedLM, BertForSequenceClassification,
                          BertForTokenClassification, BertModel)

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "models"
# (folder, class, config): odd sizes on purpose.
SMALL = dict(vocab_size=53, max_position_embeddings=41, type_vocab_size=2, initializer_range=0.3)
CASES = [
    ("bert_body", BertModel, dict(hidden_size=20, num_attention_heads=5, num_hidden_layers=2, intermediate_size=37)),
    ("bert_sequence", BertForSequenceClassification,
     dict(hidden_size=20, num_attention_heads=5, num_hidden_layers=2, intermediate_size=37, num_labels=3,
          id2label={0: "bad", 1: "fair", 2: "good"}, label2id={"bad": 0, "fair": 1, "good": 2},
          problem_type="single_label_classification")),
    ("bert_wide_heads", BertForSequenceClassification,
     dict(hidden_size=66, num_attention_heads=2, num_hidden_layers=1, intermediate_size=70, num_labels=2, layer_norm_eps=1e-6)),
    ("bert_tokens", BertForTokenClassification,
     dict(hidden_size=24, num_attention_heads=3, num_hidden_layers=1, intermediate_size=40, num_labels=5)),
    ("bert_masked", BertForMaskedLM,
     dict(hidden_size=16, num_attention_heads=2, num_hidden_layers=2, intermediate_size=24, hidden_act="relu")),
]
LENGTHS = [1, 7, 41, 2, 18]


def inputs(generator):
    rows = []
    for length in LENGTHS:
        ids = torch.randint(0, SMALL["vocab_size"], (length,), generator=generator)
        types = (torch.arange(length) >= (length + 1) // 2).long()
        rows.append((ids, types))
    return rows


def packed_gradients(model, rows, labels):
    """Gradients of the mean cross entropy over the batch, each text run alone, so that no padding takes part."""
    model.zero_grad()
    logits = torch.cat([model(input_ids=i[None], token_type_ids=t[None]).logits for i, t in rows])
    loss = torch.nn.functional.cross_entropy(logits, labels)
    loss.backward()
    return loss, {f"gradient.{n}": p.grad.clone() for n, p in model.named_parameters() if p.grad is not None}


def make(folder, kind, settings, seed):
    torch.manual_seed(seed)
    model = kind(BertConfig(**SMALL, **settings)).eval()
    with torch.no_grad():  # norms and biases start at 1 and 0, which would hide mistakes
        for p in model.parameters():
            if p.dim() == 1:
                p.add_(0.2 * torch.randn_like(p))
    model.save_pretrained(OUT / folder)
    rows = inputs(torch.Generator().manual_seed(seed))
    expected = {}
    for n, (ids, types) in enumerate(rows):
        expected[f"ids.{n}"], expected[f"types.{n}"] = ids, types
        with torch.no_grad():
            output = model(input_ids=ids[None], token_type_ids=types[None], output_hidden_states=True)
        fields = {"last_hidden_state": output.get("last_hidden_state", output["hidden_states"][-1]),
                  "pooler_output": output.get("pooler_output"), "logits": output.get("logits")}
        expected |= {f"{name}.{n}": value[0].contiguous().clone() for name, value in fields.items() if value is not None}
    if kind is BertForSequenceClassification:
        labels = torch.arange(len(rows)) % model.config.num_labels
        loss, gradients = packed_gradients(model, rows, labels)
        expected |= {"labels": labels, "loss": loss.detach(), **gradients}
    save_file(expected, OUT / folder / "expected.safetensors")


def minilm(folder):
    model = AutoModel.from_pretrained(folder).eval()
    texts = [[101, 2023, 2003, 2019, 6581, 4031, 999, 102], [101, 102],
             [101] + [2000 + 37 * i % 20000 for i in range(120)] + [102]]
    result = []
    for ids in texts:
        with torch.no_grad():
            output = model(input_ids=torch.tensor([ids]))
        hidden = output.last_hidden_state[0]
        result.append({"ids": ids, "hidden_sum": hidden.double().sum().item(), "hidden_absolute_sum": hidden.double().abs().sum().item(),
                       "first": hidden[0, :8].tolist(), "last": hidden[-1, -8:].tolist(), "pooled": output.pooler_output[0].tolist()})
    (OUT / "minilm.json").write_text(json.dumps(result) + "\n")


def check(folder, logits):
    model, report = AutoModelForSequenceClassification.from_pretrained(folder, output_loading_info=True)
    assert not any(report[k] for k in ("missing_keys", "unexpected_keys", "mismatched_keys")), report
    rows = inputs(torch.Generator().manual_seed(1))  # those of bert_body
    with torch.no_grad():
        theirs = torch.cat([model.eval()(input_ids=i[None], token_type_ids=t[None]).logits for i, t in rows])
    difference = (theirs.flatten() - torch.tensor(logits)).abs().max().item()
    assert difference < 1e-4, difference
    assert model.config.id2label == {0: "bad", 1: "good"}, model.config.id2label


arguments = argparse.ArgumentParser()
arguments.add_argument("--minilm", default=str(OUT.parent.parent.parent / ".deps/samples/models/all-MiniLM-L6-v2"))
arguments.add_argument("--check", nargs="+", metavar=("FOLDER", "LOGIT"))
arguments = arguments.parse_args()
if arguments.check:
    check(arguments.check[0], [float(x) for x in arguments.check[1:]])
    raise SystemExit
for number, case in enumerate(CASES):
    make(*case, seed=number + 1)
minilm(arguments.minilm)
