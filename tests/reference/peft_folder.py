#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads what a run made: its folder with Transformers, and the folder "adapter" in it with PEFT on the base model. Says how far
the logits of some sentences are apart; exits 1 where that is 1e-4 or more. A folder whose parts can't be merged (prompt, prefix) is
compared with the logits in FILE, as `espalier predict … --json` or forward wrote them (safetensors, logits.0 …).

python tests/reference/peft_folder.py BASE RUN_FOLDER [FILE]"""
import os, sys

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from peft import PeftModel
from safetensors.torch import load_file
from transformers import AutoModelForSequenceClassification, AutoTokenizer

TEXTS = ["A fine film, warm and bright.", "It was not good; the plot is weak and slow.", "music", "the actor of the story was very very dull"]


def logits(model, tokenizer):
    with torch.no_grad():
        return torch.cat([model.eval()(**tokenizer(text, return_tensors="pt")).logits for text in TEXTS])


def main():
    base, folder = sys.argv[1:3]
    tokenizer = AutoTokenizer.from_pretrained(folder)
    merged = AutoModelForSequenceClassification.from_pretrained(folder)
    start = AutoModelForSequenceClassification.from_pretrained(base, num_labels=merged.config.num_labels, ignore_mismatched_sizes=True)
    adapted = logits(PeftModel.from_pretrained(start, os.path.join(folder, "adapter")), tokenizer)
    if len(sys.argv) > 3:
        ours = load_file(sys.argv[3])
        expected = torch.cat([ours[f"logits.{i}"].reshape(1, -1) for i in range(len(TEXTS))])
    else:
        expected = logits(merged, tokenizer)
    apart = (adapted - expected).abs().max().item()
    print("logits", adapted.tolist(), "apart by", apart)
    return 0 if apart < 1e-4 else 1


sys.exit(main())
