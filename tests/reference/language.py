#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plain PyTorch loop over Transformers' language models makes of ten AdamW steps with dropout off: losses, gradient
norms, and the loss afterwards. The models are the tiny ones of tests/fixtures/models; what is masked follows our own
rule of draws (engine/tasks/masked_lm.cpp), repeated here. Writes tests/fixtures/language/steps.json."""
import json, math, os, random, re, sys

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForMaskedLM, AutoModelForSeq2SeqLM, get_linear_schedule_with_warmup

FIXTURES = os.path.join(os.path.dirname(__file__), "..", "fixtures")
ROWS, STEPS, RATE, DECAY, WARMUP, CLIP, SEED = 6, 10, 3e-3, 0.05, 0.2, 1.0, 7
MASK, SPECIAL = 4, 5  # of the masked model's vocabulary: the mask token; ids below this stand for special tokens
NOT_DECAYED = re.compile(r"bias|layernorm|rmsnorm|(?:^|\.)norm(?:$|\.)|_norm(?:$|\.)|(?:^|\.)ln_\w+", re.IGNORECASE)  # as Trainer


class Draws:
    """Philox4x32-10 (Salmon et al. 2011) with engine/base/random.h's layout."""

    def __init__(self, seed, stream):
        self.counter = [0, 0, stream & 0xFFFFFFFF, stream >> 32]
        self.key = [seed & 0xFFFFFFFF, seed >> 32]
        self.block = []

    def next(self):
        if not self.block:
            c, k = list(self.counter), list(self.key)
            for _ in range(10):
                first, second = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
                c = [second >> 32 ^ c[1] ^ k[0], second & 0xFFFFFFFF, first >> 32 ^ c[3] ^ k[1], first & 0xFFFFFFFF]
                k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
            self.block = c
            self.counter[0] += 1
        return self.block.pop(0)

    def word(self):
        lower = self.next()
        return self.next() << 32 | lower

    def uniform(self):
        return (self.word() >> 11) * 2.0**-53

    def below(self, bound):
        unfair = 2**64 % bound
        while (value := self.word()) < unfair:
            pass
        return value % bound


def stream_of(name):
    value = 14695981039346656037
    for byte in name.encode():
        value = (value ^ byte) * 1099511628211 % 2**64
    return value


def masked(ids, step, row, vocabulary):
    """ids → what the model reads, and its labels: 15 %, of these 80 % masked and 10 % any word."""
    draws = Draws(SEED, stream_of(f"mask {step} {row}"))
    read, labels = list(ids), [-100] * len(ids)
    for i, word in enumerate(ids):
        if word < SPECIAL or draws.uniform() >= 0.15:
            continue
        labels[i] = word
        fate = draws.uniform()
        if fate < 0.8:
            read[i] = MASK
        elif fate < 0.9:
            read[i] = draws.below(vocabulary)
    return read, labels


def padded(rows, value):
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def inputs(kind, rows, step, config):
    if kind == "seq2seq":
        ids, labels = [row["ids"] for row in rows], [row["labels"] for row in rows]
    elif kind == "masked-lm":
        pairs = [masked(row["ids"], step, i, config.vocab_size) for i, row in enumerate(rows)]
        ids, labels = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    else:
        ids, labels = [row["ids"] for row in rows], [row.get("labels", row["ids"]) for row in rows]
    mask = padded([[1] * len(row) for row in ids], 0)
    return {"input_ids": padded(ids, 0), "attention_mask": mask, "labels": padded(labels, -100)}


def make_rows(kind, config, answers):
    draw = random.Random(3)
    words = lambda count: [draw.randrange(SPECIAL, config.vocab_size) for _ in range(count)]
    rows = []
    for _ in range(ROWS):
        row = {"ids": words(draw.randrange(8, 30))}
        if kind == "seq2seq":
            row["labels"] = words(draw.randrange(2, 9)) + [1]
        elif kind == "masked-lm":
            row["ids"] = [2] + row["ids"] + [3]
            row["labels"] = [-100] + row["ids"][1:-1] + [-100]
        elif answers:
            begin = draw.randrange(2, 6)
            row["labels"] = [-100] * begin + row["ids"][begin:]
        rows.append(row)
    return rows


def run(name, kind, answers=False):
    loader = {"causal-lm": AutoModelForCausalLM, "seq2seq": AutoModelForSeq2SeqLM, "masked-lm": AutoModelForMaskedLM}[kind]
    folder = os.path.join(FIXTURES, "models", name)
    config = AutoConfig.from_pretrained(folder)
    model = loader.from_pretrained(folder, attn_implementation="eager").eval()  # dropout off
    rows = make_rows(kind, config, answers)
    groups = [{"params": [p], "weight_decay": 0 if NOT_DECAYED.search(n) else DECAY} for n, p in model.named_parameters()]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.999), eps=1e-8)
    schedule = get_linear_schedule_with_warmup(optimizer, math.ceil(WARMUP * STEPS), STEPS)
    losses, norms = [], []
    for step in range(STEPS):
        loss = model(**inputs(kind, rows, step, config)).loss
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)))
        losses.append(float(loss.detach()))
        optimizer.step(), schedule.step(), optimizer.zero_grad()
    with torch.no_grad():
        output = model(**inputs(kind, rows, -1, config))
    labels = inputs(kind, rows, -1, config)["labels"]
    matches = (output.logits.argmax(-1) == labels) | (labels == -100)
    case = {"model": name, "task": kind, "rows": rows, "losses": losses, "norms": norms, "evaluation": float(output.loss)}
    if kind == "seq2seq":
        case["exact_match"] = float(matches.all(1).float().mean())
        case["start"] = config.decoder_start_token_id
    return case


def main():
    cases = [run("gpt2_language", "causal-lm"), run("gpt2_language", "causal-lm", answers=True), run("llama_language", "causal-lm"),
             run("llama_biases", "causal-lm"), run("t5_language", "seq2seq"), run("t5_gated", "seq2seq"), run("bert_masked", "masked-lm")]
    with open(os.path.join(FIXTURES, "language", "steps.json"), "w") as file:
        json.dump({"learning_rate": RATE, "weight_decay": DECAY, "warmup_ratio": WARMUP, "max_grad_norm": CLIP, "seed": SEED, "steps": STEPS,
                   "mask": MASK, "cases": cases}, file)
        file.write("\n")


if __name__ == "__main__":
    sys.exit(main())
