#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiny random GPT-2s, Llamas and T5s of each architecture, and what Transformers makes of them: tests/fixtures/models.

    python tests/reference/decoders.py [CASE …]
    python tests/reference/decoders.py --check FOLDER CASE      # does a folder that we saved give the case's outputs?

Each folder holds config.json, model.safetensors and expected.safetensors: inputs `ids.N` (and `decoder_ids.N`), outputs
under Transformers' field names `FIELD.N`, computed one text at a time (so without padding), and for some `labels`, `loss`
and `gradient.NAME` of one batch without dropout.
"""
import argparse
import os
import pathlib

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import torch
import transformers
from safetensors.torch import load_file, save_file
from transformers import GPT2Config, LlamaConfig, T5Config

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "models"
LENGTHS = [1, 9, 33, 2, 17]
LABELS = dict(num_labels=3, id2label={0: "bad", 1: "fair", 2: "good"}, label2id={"bad": 0, "fair": 1, "good": 2},
              problem_type="single_label_classification")


def gpt2(**settings):
    base = dict(vocab_size=47, n_positions=40, n_embd=20, n_layer=2, n_head=5, bos_token_id=1, eos_token_id=2, initializer_range=0.3)
    return GPT2Config(**(base | settings))


def llama(**settings):
    base = dict(vocab_size=47, hidden_size=20, num_hidden_layers=2, num_attention_heads=5, num_key_value_heads=1, head_dim=6,
                intermediate_size=27, max_position_embeddings=64, bos_token_id=1, eos_token_id=2, initializer_range=0.3)
    return LlamaConfig(**(base | settings))


def t5(**settings):
    base = dict(vocab_size=47, d_model=20, d_kv=6, d_ff=27, num_layers=2, num_decoder_layers=1, num_heads=3, relative_attention_num_buckets=8,
                relative_attention_max_distance=20, decoder_start_token_id=0, pad_token_id=0, eos_token_id=1, initializer_factor=1.0)
    return T5Config(**(base | settings))


def rope(kind, **settings):
    return llama(hidden_size=12, num_hidden_layers=1, num_attention_heads=2, num_key_value_heads=2, head_dim=8, intermediate_size=13,
                 vocab_size=31, tie_word_embeddings=True, rope_parameters=dict(rope_type=kind, rope_theta=500.0, **settings), max_position_embeddings=16)


# name: (class, config, with gradients)
CASES = {
    "gpt2_body": ("GPT2Model", gpt2(n_inner=31, activation_function="relu"), False),
    "gpt2_language": ("GPT2LMHeadModel", gpt2(scale_attn_by_inverse_layer_idx=True, n_head=2), True),
    "gpt2_sequence": ("GPT2ForSequenceClassification", gpt2(pad_token_id=3, **LABELS), True),
    "gpt2_tokens": ("GPT2ForTokenClassification", gpt2(scale_attn_weights=False, n_layer=1, num_labels=4), False),
    "llama_body": ("LlamaModel", llama(), False),
    "llama_language": ("LlamaForCausalLM", llama(hidden_size=24, num_attention_heads=6, num_key_value_heads=2, tie_word_embeddings=True), True),
    "llama_biases": ("LlamaForCausalLM", llama(attention_bias=True, mlp_bias=True, hidden_act="gelu", rms_norm_eps=1e-5), True),
    "llama_sequence": ("LlamaForSequenceClassification", llama(head_dim=4, num_key_value_heads=5, pad_token_id=3, **LABELS), True),
    "llama_tokens": ("LlamaForTokenClassification", llama(num_hidden_layers=1, num_labels=4), False),
    "llama_linear": ("LlamaForCausalLM", rope("linear", factor=3.0), False),
    "llama_dynamic": ("LlamaForCausalLM", rope("dynamic", factor=2.0), False),
    "llama_yarn": ("LlamaForCausalLM", rope("yarn", factor=4.0, original_max_position_embeddings=8), False),
    "llama_yarn_exact": ("LlamaForCausalLM", rope("yarn", factor=4.0, original_max_position_embeddings=8, beta_fast=8.0, beta_slow=2.0,
                                                  mscale=0.7, mscale_all_dim=0.4, truncate=False), False),
    "llama_llama3": ("LlamaForCausalLM", rope("llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
                                              original_max_position_embeddings=12), False),
    "t5_body": ("T5Model", t5(), False),
    "t5_language": ("T5ForConditionalGeneration", t5(num_decoder_layers=2), True),
    "t5_gated": ("T5ForConditionalGeneration", t5(feed_forward_proj="gated-gelu", tie_word_embeddings=False), True),
    "t5_encoder": ("T5EncoderModel", t5(feed_forward_proj="gated-silu", relative_attention_max_distance=128, relative_attention_num_buckets=32), False),
    "t5_sequence": ("T5ForSequenceClassification", t5(**LABELS), True),
}


def inputs(name, config, seed):
    generator = torch.Generator().manual_seed(seed)
    rows = []
    for number, length in enumerate(LENGTHS):
        row = {"input_ids": torch.randint(4, config.vocab_size, (1, length), generator=generator)}
        if "sequence" in name and name.startswith("t5"):
            row["input_ids"][0, -1] = config.eos_token_id
            if length > 9:
                row["input_ids"][0, 4] = config.eos_token_id
        elif "sequence" in name and length > 9:
            row["input_ids"][0, -2:] = config.pad_token_id  # the last token that counts is the third from the end
        if name in ("t5_body", "t5_language", "t5_gated"):
            row["decoder_input_ids"] = torch.randint(4, config.vocab_size, (1, 3 + (7 * number) % 12), generator=generator)
            row["decoder_input_ids"][0, 0] = 0
        rows.append(row)
    return rows


def outputs(model, rows):
    expected = {}
    for n, row in enumerate(rows):
        expected[f"ids.{n}"] = row["input_ids"][0].clone()
        expected[f"types.{n}"] = torch.zeros_like(expected[f"ids.{n}"])
        if "decoder_input_ids" in row:
            expected[f"decoder_ids.{n}"] = row["decoder_input_ids"][0].clone()
        with torch.no_grad():
            output = model(**row)
        for field in ("last_hidden_state", "encoder_last_hidden_state", "logits"):
            if (value := output.get(field)) is not None:
                expected[f"{field}.{n}"] = value[0].contiguous().clone()
    return expected


def gradients(model, rows, seed):
    """Of the mean cross entropy over all tokens or texts, each text run alone, so that no padding takes part."""
    model.zero_grad()
    logits = torch.cat([model(**row).logits.flatten(0, -2) for row in rows])
    labels = torch.randint(0, logits.shape[-1], (len(logits),), generator=torch.Generator().manual_seed(seed))
    loss = torch.nn.functional.cross_entropy(logits, labels)
    loss.backward()
    return {"labels": labels, "loss": loss.detach()} | {f"gradient.{n}": p.grad.clone() for n, p in model.named_parameters() if p.grad is not None}


def make(name, seed):
    kind, config, learns = CASES[name]
    torch.manual_seed(seed)
    model = getattr(transformers, kind)(config).eval()
    if name == "t5_gated":  # v1.1: a head of its own; Transformers ties weights that are the same object
        model.lm_head.weight = torch.nn.Parameter(torch.randn_like(model.shared.weight))
        model.config.scale_decoder_outputs = False
    with torch.no_grad():  # norms and biases start at 1 and 0, which would hide mistakes
        for p in model.parameters():
            if p.dim() == 1:
                p.add_(0.2 * torch.randn_like(p))
    model.save_pretrained(OUT / name)
    (OUT / name / "generation_config.json").unlink(missing_ok=True)
    reloaded = type(model).from_pretrained(OUT / name).eval()
    rows = inputs(name, config, seed)
    expected = outputs(reloaded, rows)
    for n, value in outputs(model, rows).items():
        assert (value - expected[n]).abs().max() <= 2e-6 * value.abs().max().clamp(min=1), (name, n)
    if learns:
        expected |= gradients(reloaded, rows, seed)
    save_file(expected, OUT / name / "expected.safetensors")


def check(folder, name):
    model, report = getattr(transformers, CASES[name][0]).from_pretrained(folder, output_loading_info=True)
    assert not any(report[k] for k in ("missing_keys", "unexpected_keys", "mismatched_keys")), report
    expected = load_file(OUT / name / "expected.safetensors")
    for n, value in outputs(model.eval(), inputs(name, CASES[name][1], 1 + list(CASES).index(name))).items():
        difference = (value - expected[n]).abs().max().item()
        assert difference < 1e-5, (n, difference)


arguments = argparse.ArgumentParser()
arguments.add_argument("cases", nargs="*")
arguments.add_argument("--check", nargs=2, metavar=("FOLDER", "CASE"))
arguments = arguments.parse_args()
if arguments.check:
    check(*arguments.check)
    raise SystemExit
for number, case in enumerate(CASES):
    if not arguments.cases or case in arguments.cases:
        make(case, 1 + number)
