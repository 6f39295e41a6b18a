# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer of loading a model: times Transformers' from_pretrained with one pass over every weight.

usage: load_peer.py --make FOLDER     writes a GPT-2 of the usual size (124 million float32 weights, 498 MB), drawn
       load_peer.py FOLDER            loads it and prints one JSON line: seconds to the logits of one token, peak bytes
       load_peer.py --time COMMAND…   the same of another program, from its start to its end
The clock starts after the imports.
"""
import json
import os
import resource
import subprocess
import sys
import time

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"


def make(folder):
    import tokenizers
    from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

    GPT2LMHeadModel(GPT2Config()).save_pretrained(folder)
    bytes_alone = tokenizers.models.BPE(
        vocab={letter: i for i, letter in enumerate(sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet()))}, merges=[])
    tokenizer = tokenizers.Tokenizer(bytes_alone)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = tokenizers.decoders.ByteLevel()
    PreTrainedTokenizerFast(tokenizer_object=tokenizer).save_pretrained(folder)


def load(folder):
    import torch
    from transformers import AutoModelForCausalLM

    started = time.perf_counter()
    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    with torch.inference_mode():
        model(torch.tensor([[64]]))
    report(started, resource.RUSAGE_SELF)


def watch(command):
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    report(started, resource.RUSAGE_CHILDREN)


def report(started, who):
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "bytes": resource.getrusage(who).ru_maxrss * 1024}))


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        make(sys.argv[2])
    elif sys.argv[1] == "--time":
        watch(sys.argv[2:])
    else:
        load(sys.argv[1])
