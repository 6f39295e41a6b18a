#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plain PyTorch loop over Transformers' BERT makes of some AdamW steps: losses, gradient norms and final weights.
Writes tests/fixtures/training: a tiny model (model/), the rows and figures (cases.json), and weights_<case>.safetensors."""
import json, math, os, random, sys

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertForSequenceClassification, get_linear_schedule_with_warmup

OUT = os.path.join(os.path.dirname(__file__), "..", "fixtures", "training")
WORDS = 'the a it was is very not film story plot actor music good great fine fun warm bright bad poor dull slow cold weak and but so with of to in'.split()
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + WORDS
BATCH, ROWS, RATE, DECAY, WARMUP, CLIP = 4, 38, 5e-3, 0.05, 0.2, 1.0
GOOD, BAD = range(17, 23), range(23, 29)


def make_model():
    torch.manual_seed(1)
    config = BertConfig(vocab_size=len(VOCABULARY), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
                        max_position_embeddings=24, hidden_dropout_prob=0.1, attention_probs_dropout_prob=0.1, num_labels=2,
                        id2label={0: "negative", 1: "positive"}, label2id={"negative": 0, "positive": 1},
                        problem_type="single_label_classification", attn_implementation="eager", initializer_range=0.1)
    return BertForSequenceClassification(config)


def make_rows():
    draw = random.Random(2)
    rows = []
    for _ in range(ROWS):
        label = draw.randrange(2)
        words = [draw.randrange(5, len(VOCABULARY)) for _ in range(draw.randrange(1, 16))]
        words.insert(draw.randrange(len(words) + 1), draw.choice(GOOD if label else BAD))
        rows.append({"ids": [2] + words + [3], "label": label})
    return rows


def groups(model, strategy):
    """As Trainer: no decay on biases and norm weights."""
    layers = model.config.num_hidden_layers
    result = []
    for name, parameter in model.named_parameters():
        head = name.startswith("classifier")
        if strategy == "frozen" and not head:
            parameter.requires_grad = False
            continue
        depth = layers + 1 if head or "pooler" in name else 0 if "embeddings" in name else int(name.split("layer.")[1].split(".")[0]) + 1
        rate = 0.5 ** (layers + 1 - depth) if strategy == "discriminative" else 1
        decays = not name.endswith("bias") and "LayerNorm" not in name
        result.append({"params": [parameter], "lr": RATE * rate, "weight_decay": DECAY if decays else 0})
    return result


def run(name, strategy, accumulation, rows):
    model = make_model().eval()  # dropout off
    optimizer = torch.optim.AdamW(groups(model, strategy), betas=(0.9, 0.999), eps=1e-8)
    per_step = BATCH * accumulation
    steps = math.ceil(len(rows) / per_step)
    schedule = get_linear_schedule_with_warmup(optimizer, math.ceil(WARMUP * steps), steps)
    losses, norms = [], []
    for step in range(steps):
        part = rows[step * per_step:(step + 1) * per_step]
        longest = max(len(r["ids"]) for r in part)
        ids = torch.tensor([r["ids"] + [0] * (longest - len(r["ids"])) for r in part])
        mask = torch.tensor([[1] * len(r["ids"]) + [0] * (longest - len(r["ids"])) for r in part])
        loss = model(input_ids=ids, attention_mask=mask, labels=torch.tensor([r["label"] for r in part])).loss
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], CLIP)))
        losses.append(float(loss.detach()))
        optimizer.step(), schedule.step(), optimizer.zero_grad()
    save_file({k: v.contiguous() for k, v in model.state_dict().items() if "position_ids" not in k}, os.path.join(OUT, f"weights_{name}.safetensors"))
    return {"name": name, "strategy": strategy, "accumulation": accumulation, "losses": losses, "norms": norms}


def main():
    os.makedirs(OUT, exist_ok=True)
    folder = os.path.join(OUT, "model")
    make_model().save_pretrained(folder)
    with open(os.path.join(folder, "vocab.txt"), "w") as file:
        file.write("\n".join(VOCABULARY) + "\n")
    with open(os.path.join(folder, "tokenizer_config.json"), "w") as file:
        json.dump({"tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": 24}, file)
    rows = make_rows()
    cases = [run("full", "full", 1, rows), run("accumulated", "full", 2, rows), run("frozen", "frozen", 1, rows),
             run("discriminative", "discriminative", 1, rows)]
    with open(os.path.join(OUT, "cases.json"), "w") as file:
        json.dump({"batch_size": BATCH, "learning_rate": RATE, "weight_decay": DECAY, "warmup_ratio": WARMUP, "max_grad_norm": CLIP,
                   "decay": 0.5, "rows": rows, "cases": cases}, file)
        file.write("\n")


if __name__ == "__main__":
    sys.exit(main())
