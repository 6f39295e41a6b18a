# SPDX-License-Identifier: GPL-3.0-or-later
"""Generates greedily with Transformers and with `espalier generate` from the same .gguf file, and compares the ids.

usage: gguf_greedy.py MODEL.gguf ESPALIER [new tokens, 50]
Ends with 1 where a prompt's tokens differ. Both compute in float32; a file whose end token comes early ends both early.
"""
import json
import os
import subprocess
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

PROMPTS = ["The future of artificial intelligence will", "The history of the city of Rome is",
           "Once upon a time, in a land of", "def fibonacci(n):", "Zwei Dinge erfüllen das Gemüt:"]


def main(path, espalier, count):
    folder, name = os.path.split(os.path.abspath(path))
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=name)
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=name, dtype=torch.float32).eval()
    same = True
    for prompt in PROMPTS:
        ids = tokenizer(prompt, return_tensors="pt").input_ids
        theirs = model.generate(ids, max_new_tokens=count, do_sample=False, pad_token_id=0)[0].tolist()
        output = subprocess.run([espalier, "--json", "generate", path, "--prompt", prompt, "--max-new-tokens", str(count), "--greedy"],
                                stdout=subprocess.PIPE, check=True).stdout
        ours = json.loads(output)["sequences"][0]["ids"]
        same = same and ours == theirs
        print(f"{'same' if ours == theirs else 'DIFFERENT'}, {len(theirs) - ids.shape[1]} new tokens: {prompt}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 50))
