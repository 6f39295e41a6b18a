#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads a Hugging Face folder (hf, merged) or a PEFT adapter that `espalier export` wrote, with Transformers or PEFT, and compares ids and outputs with
those of `espalier forward`. Exits 1 where the ids differ or an output is 1e-4 or more apart.

python tests/reference/export_folder.py ESPALIER FOLDER"""
import argparse, json, os, subprocess, sys, tempfile

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
import transformers
from safetensors.torch import load_file
from transformers import AutoConfig, AutoTokenizer

TEXTS = ["A fine film, warm and bright.", "It was not good; the plot is weak and slow.", "music", "Привет, 世界 🎉", "  two  spaces"]
HEADS = {"SEQ_CLS": "AutoModelForSequenceClassification", "TOKEN_CLS": "AutoModelForTokenClassification", "CAUSAL_LM": "AutoModelForCausalLM",
         "SEQ_2_SEQ_LM": "AutoModelForSeq2SeqLM", "QUESTION_ANS": "AutoModelForQuestionAnswering"}


def load(folder):
    if not os.path.exists(os.path.join(folder, "adapter_config.json")):
        name = AutoConfig.from_pretrained(folder).architectures[0]
        return getattr(transformers, name).from_pretrained(folder)
    from peft import PeftModel
    with open(os.path.join(folder, "adapter_config.json")) as file:
        config = json.load(file)
    weights = load_file(os.path.join(folder, "adapter_model.safetensors"))
    heads = [value.shape[0] for name, value in weights.items() if name.endswith(("classifier.weight", "score.weight", "out_proj.weight"))]
    options = {"num_labels": heads[0]} if heads else {}
    base = getattr(transformers, HEADS[config["task_type"]]).from_pretrained(config["base_model_name_or_path"], ignore_mismatched_sizes=True, **options)
    return PeftModel.from_pretrained(base, folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("espalier")
    parser.add_argument("folder")
    given = parser.parse_args()
    tokenizer, model = AutoTokenizer.from_pretrained(given.folder), load(given.folder).eval()
    with tempfile.TemporaryDirectory() as scratch:
        texts, out = os.path.join(scratch, "texts.txt"), os.path.join(scratch, "out.safetensors")
        with open(texts, "w") as file:
            file.write("".join(text + "\n" for text in TEXTS))
        run = lambda *arguments: subprocess.run([given.espalier, *arguments, "--workspace", scratch, "--json"], check=True, capture_output=True, text=True).stdout
        ids = [json.loads(line)["ids"] for line in run("tokenize", given.folder, "--file", texts).splitlines()]
        run("forward", given.folder, "--file", texts, "--output", out)
        ours = load_file(out)
    apart = 0.0
    for k, text in enumerate(TEXTS):
        encoded = tokenizer(text, return_tensors="pt")
        if encoded["input_ids"][0].tolist() != ids[k]:
            print("ids differ:", text, encoded["input_ids"][0].tolist(), ids[k])
            return 1
        with torch.no_grad():
            outputs = model(**encoded)
        for name in {name.rsplit(".", 1)[0] for name in ours}:
            apart = max(apart, (outputs[name] - ours[f"{name}.{k}"]).abs().max().item())
    print(f"{given.folder}: {len(TEXTS)} texts, ids equal, outputs apart by {apart:.2e}")
    return 0 if apart < 1e-4 else 1


sys.exit(main())
