#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plain PyTorch loop makes of ten AdamW steps of two tasks in turn, texts' classes and words' tags, by two heads on
one tiny BERT of Transformers with dropout off: losses, gradient norms and final weights; and what the masked words of
other texts cost before and after, by the head that the model was made with. Likewise the next words of GPT-2's fixture.
Whose turn it is follows our own rule (engine/training/task_stream.cpp), repeated here. Writes tests/fixtures/multi_task."""
import json, os, random, sys

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, BertConfig, BertForMaskedLM, BertForPreTraining, get_linear_schedule_with_warmup

import language
from language import Draws, masked, padded, stream_of
from training import BAD, BATCH, CLIP, DECAY, GOOD, RATE, VOCABULARY

OUT = os.path.join(os.path.dirname(__file__), "..", "fixtures", "multi_task")
SEED, STEPS, TAGS, WEIGHT = 5, 10, 3, 0.5
ROWS = {"classification": 20, "tokens": 18}  # five steps of each


def make_model():
    torch.manual_seed(3)
    config = BertConfig(vocab_size=len(VOCABULARY), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
                        max_position_embeddings=24, hidden_dropout_prob=0.1, attention_probs_dropout_prob=0.1, attn_implementation="eager",
                        initializer_range=0.1)
    return BertForPreTraining(config)


def make_rows():
    draw = random.Random(4)
    rows = {"classification": [], "tokens": [], "general": []}
    for kind in rows:
        for _ in range(ROWS.get(kind, 12)):
            words = [draw.randrange(5, len(VOCABULARY)) for _ in range(draw.randrange(4, 18))]
            row = {"ids": [2] + words + [3]}
            if kind == "classification":
                row["label"] = draw.randrange(2)
            if kind == "tokens":
                row["labels"] = [-100] + [1 if word in GOOD else 2 if word in BAD else 0 for word in words] + [-100]
            rows[kind].append(row)
    return rows


def turns():
    """Five times 0 and five times 1, shuffled by Fisher and Yates from the seed's stream."""
    draws, places = Draws(SEED, stream_of("tasks 0")), list(range(STEPS))
    for i in range(STEPS - 1, 0, -1):
        j = draws.below(i + 1)
        places[i], places[j] = places[j], places[i]
    return [0 if place < 5 else 1 for place in places]


def general_loss(model, rows):
    """Mean over all masked words of all rows, drawn as in an evaluation."""
    language.SEED = 0
    pairs = [masked(row["ids"], -1, i, len(VOCABULARY)) for i, row in enumerate(rows)]
    mask = padded([[1] * len(row["ids"]) for row in rows], 0)
    with torch.no_grad():
        return float(model(input_ids=padded([p[0] for p in pairs], 0), attention_mask=mask, labels=padded([p[1] for p in pairs], -100)).loss)


def next_word_loss(rows):
    model = AutoModelForCausalLM.from_pretrained(os.path.join(OUT, "..", "models", "gpt2_language"), dtype=torch.float32).eval()
    ids = [[1 + word % (model.config.vocab_size - 1) for word in row["ids"]] for row in rows]
    mask = padded([[1] * len(row) for row in ids], 0)
    logits = model(input_ids=padded(ids, 0), attention_mask=mask).logits
    losses = torch.nn.functional.cross_entropy(logits[:, :-1].flatten(0, 1), padded(ids, -100)[:, 1:].flatten())
    return {"ids": ids, "loss": float(losses.detach())}


def train(base, rows):
    body = base.bert
    torch.manual_seed(6)
    heads = torch.nn.ModuleList([torch.nn.Linear(16, 2), torch.nn.Linear(16, TAGS)])
    start = {f"{name}.{key}": value.clone() for name, head in zip(("classification", "tokens"), heads) for key, value in head.state_dict().items()}
    save_file(start, os.path.join(OUT, "heads.safetensors"))
    named = [*body.named_parameters(), *heads.named_parameters()]
    decays = lambda name: not name.endswith("bias") and "LayerNorm" not in name
    optimizer = torch.optim.AdamW([{"params": [p for n, p in named if decays(n) == yes], "weight_decay": DECAY if yes else 0} for yes in (True, False)],
                                  lr=RATE, betas=(0.9, 0.999), eps=1e-8)
    schedule = get_linear_schedule_with_warmup(optimizer, 2, STEPS)
    losses, norms, done = [], [], [0, 0]
    for task in turns():
        part = rows[("classification", "tokens")[task]][done[task] * BATCH:(done[task] + 1) * BATCH]
        done[task] += 1
        states = body(input_ids=padded([r["ids"] for r in part], 0), attention_mask=padded([[1] * len(r["ids"]) for r in part], 0))
        if task == 0:
            loss = torch.nn.functional.cross_entropy(heads[0](states.pooler_output), torch.tensor([r["label"] for r in part]))
        else:
            logits = heads[1](states.last_hidden_state)
            loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), padded([r["labels"] for r in part], -100).flatten())
        (loss * (1 if task == 0 else WEIGHT)).backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_([p for _, p in named if p.grad is not None], CLIP)))
        losses.append(float(loss.detach()))
        optimizer.step(), schedule.step(), optimizer.zero_grad()
    return heads, losses, norms


def main():
    os.makedirs(OUT, exist_ok=True)
    base = make_model().eval()
    base.save_pretrained(os.path.join(OUT, "model"))
    with open(os.path.join(OUT, "model", "vocab.txt"), "w") as file:
        file.write("\n".join(VOCABULARY) + "\n")
    with open(os.path.join(OUT, "model", "tokenizer_config.json"), "w") as file:
        json.dump({"tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": 24}, file)
    rows = make_rows()
    words = BertForMaskedLM.from_pretrained(os.path.join(OUT, "model"), attn_implementation="eager").eval()
    before = general_loss(words, rows["general"])
    heads, losses, norms = train(base, rows)
    words.bert.load_state_dict({k: v for k, v in base.bert.state_dict().items() if not k.startswith("pooler")})
    after = general_loss(words, rows["general"])
    state = {f"bert.{k}": v.contiguous() for k, v in base.bert.state_dict().items() if "position_ids" not in k}
    for name, head in zip(("classification", "tokens"), heads):
        state |= {f"{name}.{k}": v.contiguous() for k, v in head.state_dict().items()}
    save_file(state, os.path.join(OUT, "weights.safetensors"))
    with open(os.path.join(OUT, "steps.json"), "w") as file:
        json.dump({"batch_size": BATCH, "learning_rate": RATE, "weight_decay": DECAY, "warmup_steps": 2, "max_grad_norm": CLIP, "seed": SEED,
                   "weight": WEIGHT, "mask": language.MASK, "tags": TAGS, "rows": rows, "turns": turns(), "losses": losses, "norms": norms,
                   "general_before": before, "general_after": after, "next_words": next_word_loss(rows["general"])}, file)
        file.write("\n")


if __name__ == "__main__":
    sys.exit(main())
