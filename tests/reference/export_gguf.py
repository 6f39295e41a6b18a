#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a GGUF that `espalier export --format gguf` wrote: with llama-cpp-python where it is installed, and with Transformers' GGUF loader. Compares the
ids of some texts and the logits of their last tokens with those of `espalier forward` on the same file. Exits 1 where ids differ or logits
are further apart than TOLERANCE × their spread (0.001, of llama.cpp 0.05: it multiplies in less than 32 bits).

python tests/reference/export_gguf.py ESPALIER FILE.gguf"""
import json, os, subprocess, sys, tempfile

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from safetensors.torch import load_file

TEXTS = ["A fine film, warm and bright.", "The capital of France is", "def main():\n", "Привет, 世界 🎉"]


def by_transformers(path):
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer
    folder, name = os.path.split(os.path.abspath(path))
    config = AutoConfig.from_pretrained(folder, gguf_file=name)
    if config.model_type == "gpt2":  # of which Transformers takes these two from nowhere
        from gguf import GGUFReader
        fields = GGUFReader(path).fields
        config.n_positions, config.n_inner = (int(fields[f"gpt2.{key}"].contents()) for key in ("context_length", "feed_forward_length"))
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=name)
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=name, config=config, dtype=torch.float32).eval()
    for text in TEXTS:
        ids = tokenizer(text)["input_ids"]
        with torch.no_grad():
            yield ids, model(input_ids=torch.tensor([ids])).logits[0, -1]


def by_llama_cpp(path):
    from llama_cpp import Llama
    model = Llama(path, logits_all=True, verbose=False, n_ctx=64)
    for text in TEXTS:
        ids = model.tokenize(text.encode(), add_bos=True, special=False)
        model.reset()
        model.eval(ids)
        yield ids, torch.tensor(model.scores[len(ids) - 1])


def main():
    espalier, path = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as scratch:
        ours = []
        for text in TEXTS:
            out = os.path.join(scratch, "out.safetensors")
            run = lambda *arguments: subprocess.run([espalier, *arguments, "--workspace", scratch, "--json"], check=True, capture_output=True, text=True).stdout
            ids = json.loads(run("tokenize", path, "--text", text))["ids"]
            run("forward", path, "--text", text, "--output", out)
            ours.append((ids, load_file(out)["logits.0"][0, -1]))
    failed = False
    for name, reader, tolerance in (("Transformers", by_transformers, 1e-3), ("llama.cpp", by_llama_cpp, 0.05)):
        try:
            theirs = list(reader(path))
        except ImportError as problem:
            print(f"{name}: not there ({problem})")
            continue
        same = all(one[0] == other[0] for one, other in zip(ours, theirs))
        apart = max(((one[1] - other[1]).abs().max() / one[1].std()).item() for one, other in zip(ours, theirs))
        print(f"{name}: ids {'equal' if same else 'differ'}, logits apart by {apart:.2e} of their spread")
        failed |= not same or apart > tolerance
    return failed


sys.exit(main())
