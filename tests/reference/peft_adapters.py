#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adapter folders as PEFT writes them, on the tiny models of tests/fixtures/models (models.py, decoders.py), every inserted weight moved, and the
logits that PEFT gives for some ids. Writes tests/fixtures/peft/NAME: adapter_config.json, adapter_model.safetensors, and
expected.safetensors (ids.K, decoder_ids.K, logits.K)."""
import os, shutil

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from peft import IA3Config, LoraConfig, PrefixTuningConfig, PromptTuningConfig, get_peft_model
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoModelForSequenceClassification, AutoModelForTokenClassification

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures")
OUT = os.path.join(FIXTURES, "peft")
SEQUENCE, TOKENS, CAUSAL, SEQ2SEQ = AutoModelForSequenceClassification, AutoModelForTokenClassification, AutoModelForCausalLM, AutoModelForSeq2SeqLM
LINEAR = dict(r=3, lora_alpha=5, lora_dropout=0.1)
CASES = {
    "bert_lora": ("bert_sequence", SEQUENCE, {}, LoraConfig(task_type="SEQ_CLS", target_modules=["query", "value"], **LINEAR)),
    "bert_patterns": ("bert_sequence", SEQUENCE, {}, LoraConfig(task_type="SEQ_CLS", target_modules=r".*\.(query|output\.dense)", use_rslora=True,
                      rank_pattern={"layer.1.attention.self.query": 2}, alpha_pattern={"layer.0.output.dense": 11}, **LINEAR)),
    "bert_dora": ("bert_sequence", SEQUENCE, {}, LoraConfig(task_type="SEQ_CLS", target_modules=["query", "dense"], use_dora=True, **LINEAR)),
    "bert_biases": ("bert_sequence", SEQUENCE, {}, LoraConfig(task_type="SEQ_CLS", target_modules=["key"], bias="all", **LINEAR)),
    "bert_ia3": ("bert_sequence", SEQUENCE, {}, IA3Config(task_type="SEQ_CLS")),
    "bert_prompt": ("bert_sequence", SEQUENCE, {}, PromptTuningConfig(task_type="SEQ_CLS", num_virtual_tokens=4)),
    "bert_prefix": ("bert_sequence", SEQUENCE, {}, PrefixTuningConfig(task_type="SEQ_CLS", num_virtual_tokens=4)),
    "bert_new_head": ("bert_body", SEQUENCE, {"num_labels": 5}, LoraConfig(task_type="SEQ_CLS", target_modules="all-linear", **LINEAR)),
    "roberta_tokens": ("roberta_body", TOKENS, {"num_labels": 4}, LoraConfig(task_type="TOKEN_CLS", target_modules=["query", "value"], **LINEAR)),
    "gpt2_lora": ("gpt2_language", CAUSAL, {}, LoraConfig(task_type="CAUSAL_LM", target_modules=["c_attn", "c_proj"], fan_in_fan_out=True, **LINEAR)),
    "gpt2_ia3": ("gpt2_language", CAUSAL, {}, IA3Config(task_type="CAUSAL_LM", fan_in_fan_out=True)),
    "llama_lora": ("llama_language", CAUSAL, {}, LoraConfig(task_type="CAUSAL_LM", target_modules=["q_proj", "k_proj", "o_proj", "down_proj"], **LINEAR)),
    "t5_lora": ("t5_language", SEQ2SEQ, {}, LoraConfig(task_type="SEQ_2_SEQ_LM", target_modules=["q", "v", "wo"], **LINEAR)),
}


def make(name):
    folder, kind, options, config = CASES[name]
    torch.manual_seed(5)
    base = kind.from_pretrained(os.path.join(FIXTURES, "models", folder), attn_implementation="eager", **options)
    model = get_peft_model(base, config)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.add_(0.2 * torch.randn_like(parameter))
    model.eval()
    out = os.path.join(OUT, name)
    shutil.rmtree(out, ignore_errors=True)
    model.peft_config["default"].base_model_name_or_path = f"../../models/{folder}"
    model.save_pretrained(out)
    os.remove(os.path.join(out, "README.md"))
    expected = {}
    for k, length in enumerate((5, 1, 9)):
        ids = torch.randint(3, base.config.vocab_size, (1, length))
        more = {"decoder_input_ids": torch.randint(3, base.config.vocab_size, (1, 4))} if kind is SEQ2SEQ else {}
        with torch.no_grad():
            logits = model(input_ids=ids, attention_mask=torch.ones_like(ids), **more).logits
        expected |= {f"ids.{k}": ids[0], f"logits.{k}": logits.contiguous()}
        if more:
            expected[f"decoder_ids.{k}"] = more["decoder_input_ids"][0]
    save_file(expected, os.path.join(out, "expected.safetensors"))
    print(name, {key: list(value.shape) for key, value in expected.items() if key.startswith("logits")})


for name in CASES:
    make(name)
