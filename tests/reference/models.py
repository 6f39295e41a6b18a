#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny random models of each encoder class, and what Transformers makes of them: tests/fixtures/models.

    python tests/reference/models.py [--only FAMILY …] [--minilm FOLDER]
    python tests/reference/models.py --check FOLDER FIXTURE LOGIT …     # does Transformers make these of a saved model?

Each folder holds config.json, model.safetensors and expected.safetensors: inputs `ids.N`, `types.N`, outputs under
Transformers' field names `FIELD.N`, computed one text at a time (so without padding), and for sequence classification
and masked words `loss` and `gradient.NAME` of one batch without dropout, with `labels`. `minilm.json` holds figures of
the real starter model.
"""
import argparse
import json
import os
import pathlib

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import torch
import transformers
from safetensors.torch import load_file, save_file
from transformers import AutoModel, AutoModelForSequenceClassification

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "models"
LENGTHS = [1, 7, 41, 2, 18]
BERT = dict(vocab_size=53, max_position_embeddings=41, type_vocab_size=2, initializer_range=0.3)
LABELS = dict(num_labels=3, id2label={0: "bad", 1: "fair", 2: "good"}, label2id={"bad": 0, "fair": 1, "good": 2},
              problem_type="single_label_classification")
# Class, its settings: odd sizes on purpose. The number of a case is its seed, so new ones go to the end.
CASES = {
    "bert": [
        ("bert_body", "BertModel", BERT | dict(hidden_size=20, num_attention_heads=5, num_hidden_layers=2, intermediate_size=37)),
        ("bert_sequence", "BertForSequenceClassification",
         BERT | LABELS | dict(hidden_size=20, num_attention_heads=5, num_hidden_layers=2, intermediate_size=37)),
        ("bert_wide_heads", "BertForSequenceClassification",
         BERT | dict(hidden_size=66, num_attention_heads=2, num_hidden_layers=1, intermediate_size=70, num_labels=2, layer_norm_eps=1e-6)),
        ("bert_tokens", "BertForTokenClassification",
         BERT | dict(hidden_size=24, num_attention_heads=3, num_hidden_layers=1, intermediate_size=40, num_labels=5)),
        ("bert_masked", "BertForMaskedLM",
         BERT | dict(hidden_size=16, num_attention_heads=2, num_hidden_layers=2, intermediate_size=24, hidden_act="relu")),
        ("bert_question", "BertForQuestionAnswering",
         BERT | dict(hidden_size=16, num_attention_heads=2, num_hidden_layers=1, intermediate_size=24)),
        ("bert_pretraining", "BertForPreTraining",
         BERT | dict(hidden_size=16, num_attention_heads=2, num_hidden_layers=1, intermediate_size=24)),
    ],
}
SMALL = dict(vocab_size=61, hidden_size=15, num_attention_heads=3, num_hidden_layers=2, intermediate_size=22,
             max_position_embeddings=41, type_vocab_size=2, initializer_range=0.3)
ROBERTA = SMALL | dict(max_position_embeddings=43, type_vocab_size=1, pad_token_id=1)
DISTILBERT = dict(vocab_size=61, dim=15, n_heads=3, n_layers=2, hidden_dim=22, max_position_embeddings=41, initializer_range=0.3)
ELECTRA = SMALL | dict(embedding_size=10)
ALBERT = SMALL | dict(embedding_size=10)
DEBERTA = SMALL | dict(type_vocab_size=0, relative_attention=True, position_buckets=8, norm_rel_ebd="layer_norm", share_att_key=True,
                       pos_att_type=["p2c", "c2p"], position_biased_input=False, max_relative_positions=-1)
HEADS = [("body", "Model", {}), ("sequence", "ForSequenceClassification", LABELS), ("tokens", "ForTokenClassification", dict(num_labels=5)),
         ("masked", "ForMaskedLM", {}), ("question", "ForQuestionAnswering", {})]


def family(name, stem, settings, extra=()):
    CASES[name] = [(f"{name}_{head}", stem + ending, settings | more) for head, ending, more in HEADS]
    CASES[name] += [(f"{name}_{head}", stem + ending, settings | more) for head, ending, more in extra]


family("roberta", "Roberta", ROBERTA)
CASES["xlm_roberta"] = [("xlm_roberta_tokens", "XLMRobertaForTokenClassification", ROBERTA | dict(num_labels=5))]
CASES["camembert"] = [("camembert_masked", "CamembertForMaskedLM", ROBERTA)]
family("distilbert", "DistilBert", DISTILBERT,
       [("fixed_positions", "ForSequenceClassification", LABELS | dict(sinusoidal_pos_embds=True, activation="relu"))])
family("electra", "Electra", ELECTRA,
       [("discriminator", "ForPreTraining", {}), ("wide_table", "ForSequenceClassification", dict(embedding_size=15, hidden_act="relu"))])
family("albert", "Albert", ALBERT,
       [("groups", "ForSequenceClassification", LABELS | dict(num_hidden_layers=4, num_hidden_groups=2, inner_group_num=2))])
family("deberta", "DebertaV2", DEBERTA,
       [("own_projections", "ForSequenceClassification",
         LABELS | dict(share_att_key=False, norm_rel_ebd="none", position_buckets=-1, max_relative_positions=16, type_vocab_size=2,
                       position_biased_input=True, pooler_hidden_act="tanh", num_hidden_layers=1)),
        ("new_masked", "ForMaskedLM", dict(legacy=False, pos_att_type=["c2p"], num_hidden_layers=1))])


def inputs(generator, config):
    rows = []
    for length in LENGTHS:
        ids = torch.randint(0, config.vocab_size, (length,), generator=generator)
        types = (torch.arange(length) >= (length + 1) // 2).long()
        if config.model_type != "bert" and length > 4:
            ids[3] = config.pad_token_id  # a word like others, but not where positions are counted after padding
        rows.append((ids, types if getattr(config, "type_vocab_size", 0) > 1 else torch.zeros_like(types)))
    return rows


def run(model, ids, types):
    named = {} if model.config.model_type == "distilbert" else {"token_type_ids": types[None]}
    return model(input_ids=ids[None], output_hidden_states=True, **named)


def packed_gradients(model, rows, labels):
    """Gradients of the mean cross entropy over the batch, each text run alone, so that no padding takes part."""
    model.zero_grad()
    logits = torch.cat([run(model, i, t).logits.flatten(0, -2) for i, t in rows])
    loss = torch.nn.functional.cross_entropy(logits, labels)
    loss.backward()
    tied = model._tied_weights_keys or {}  # to the names that are saved
    return loss, {f"gradient.{tied.get(n, n)}": p.grad.clone() for n, p in model.named_parameters() if p.grad is not None}


def make(folder, name, settings, seed):
    torch.manual_seed(seed)
    kind = getattr(transformers, name)
    model = kind(kind.config_class(**settings)).eval()
    with torch.no_grad():  # norms and biases start at 1 and 0, which would hide mistakes
        for p in model.parameters():
            if p.dim() == 1:
                p.add_(0.2 * torch.randn_like(p))
    model.save_pretrained(OUT / folder)
    rows = inputs(torch.Generator().manual_seed(seed), model.config)
    expected = {}
    for n, (ids, types) in enumerate(rows):
        expected[f"ids.{n}"], expected[f"types.{n}"] = ids, types
        with torch.no_grad():
            output = run(model, ids, types)
        fields = {"last_hidden_state": output["hidden_states"][-1]}
        fields |= {key: value for key, value in output.items() if key != "hidden_states"}
        expected |= {f"{key}.{n}": value[0].contiguous().clone() for key, value in fields.items()}
    labels = None
    if name.endswith("ForSequenceClassification"):
        labels = torch.arange(len(rows)) % model.config.num_labels
    elif name.endswith("ForMaskedLM") and folder != "bert_masked":
        labels = torch.cat([ids for ids, _ in rows])
    if labels is not None:
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


def check(folder, fixture, logits):
    model, report = AutoModelForSequenceClassification.from_pretrained(folder, output_loading_info=True)
    assert not any(report[k] for k in ("missing_keys", "unexpected_keys", "mismatched_keys")), report
    given = load_file(OUT / fixture / "expected.safetensors")
    with torch.no_grad():
        theirs = torch.cat([run(model.eval(), given[f"ids.{n}"], given[f"types.{n}"]).logits for n in range(len(LENGTHS))])
    difference = (theirs.flatten() - torch.tensor(logits)).abs().max().item()
    assert difference < 1e-4, difference
    assert model.config.id2label == {0: "bad", 1: "good"}, model.config.id2label


arguments = argparse.ArgumentParser()
arguments.add_argument("--only", nargs="+", choices=[*CASES, "minilm"], default=[*CASES, "minilm"])
arguments.add_argument("--minilm", default=str(OUT.parent.parent.parent / ".deps/samples/models/all-MiniLM-L6-v2"))
arguments.add_argument("--check", nargs="+", metavar=("FOLDER", "FIXTURE"))
arguments = arguments.parse_args()
if arguments.check:
    check(*arguments.check[:2], [float(x) for x in arguments.check[2:]])
    raise SystemExit
for family_name, cases in CASES.items():
    for number, case in enumerate(cases):
        if family_name in arguments.only:
            make(*case, seed=number + 1)
if "minilm" in arguments.only:
    minilm(arguments.minilm)
