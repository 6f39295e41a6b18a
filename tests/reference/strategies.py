#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What PEFT, or plain PyTorch where PEFT has no such thing, makes of ten AdamW steps by each strategy, dropout off: losses,
final values of what learns, and the logits of four rows. Starts from tests/fixtures/training/model and its rows; writes
tests/fixtures/strategies: cases.json, and for each case start_<case>.safetensors (what a strategy inserts, before the first
step) and end_<case>.safetensors (what learnt). Run after training.py: python tests/reference/strategies.py [case …]"""
import json, math, os, sys

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
import torch.nn.functional as F
from peft import IA3Config, LoraConfig, PrefixTuningConfig, PromptTuningConfig, get_peft_model
from safetensors.torch import save_file
from transformers import BertForSequenceClassification, get_linear_schedule_with_warmup

FIXTURES = os.path.join(os.path.dirname(__file__), "..", "fixtures")
OUT = os.path.join(FIXTURES, "strategies")
BATCH, RATE, DECAY, WARMUP, CLIP = 4, 5e-3, 0.05, 0.2, 1.0
with open(os.path.join(FIXTURES, "training", "cases.json")) as file:
    ROWS = json.load(file)["rows"]
QUERY_VALUE = ["query", "value"]


def base():
    torch.manual_seed(2)
    return BertForSequenceClassification.from_pretrained(os.path.join(FIXTURES, "training", "model"), attn_implementation="eager")


def shaken(model):
    """Inserted parts that start as no change at all are moved, so that each of them matters from the first step."""
    torch.manual_seed(3)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.requires_grad and "modules_to_save" not in name and "classifier" not in name:
                parameter.add_(0.1 * torch.randn_like(parameter))
    return model


def lora(**settings):
    return shaken(get_peft_model(base(), LoraConfig(task_type="SEQ_CLS", r=4, lora_alpha=6, lora_dropout=0.0,
                                                    **{"target_modules": QUERY_VALUE, **settings})))


def ia3():
    return shaken(get_peft_model(base(), IA3Config(task_type="SEQ_CLS")))


def prompt():
    return shaken(get_peft_model(base(), PromptTuningConfig(task_type="SEQ_CLS", num_virtual_tokens=3)))


def prefix(projection):
    return shaken(get_peft_model(base(), PrefixTuningConfig(task_type="SEQ_CLS", num_virtual_tokens=3, prefix_projection=projection,
                                                            encoder_hidden_size=12)))


def learning(names):
    """The base model with only the parameters whose names `names` accepts learning."""
    model = base()
    for name, parameter in model.named_parameters():
        parameter.requires_grad = names(name)
    return model


def depth(name):
    return 3 if "classifier" in name or "pooler" in name else 0 if "embeddings" in name else int(name.split("layer.")[1].split(".")[0]) + 1


class Bottleneck(torch.nn.Module):
    def __init__(self, hidden, reduction, scale):
        super().__init__()
        self.down, self.up, self.scale = torch.nn.Linear(hidden, hidden // reduction), torch.nn.Linear(hidden // reduction, hidden), scale

    def forward(self, x):
        return self.scale * self.up(F.relu(self.down(x)))


def adapters(placement):
    """Houlsby et al. 2019, Pfeiffer et al. 2021 and He et al. 2022 as AdapterHub's library builds them."""
    model = learning(lambda name: name.startswith("classifier"))
    scale = 4.0 if placement == "parallel" else 1.0

    def patch(output):
        output.adapter = Bottleneck(model.config.hidden_size, 4, scale)

        def forward(states, residual):
            h = output.dropout(output.dense(states))
            if placement == "houlsby":
                h = h + output.adapter(h)
            elif placement == "pfeiffer":
                h = h + output.adapter(output.LayerNorm(h + residual))
            else:
                h = h + output.adapter(residual)
            return output.LayerNorm(h + residual)

        output.forward = forward

    torch.manual_seed(4)
    for layer in model.bert.encoder.layer:
        if placement == "houlsby":
            patch(layer.attention.output)
        patch(layer.output)
    return shaken(model)


def our_name(name):
    """Name of the parameter in Espalier."""
    for old, new in (("base_model.model.", ""), ("modules_to_save.default.", ""), (".default", ""), ("lora_magnitude_vector.weight", "lora_magnitude_vector"),
                     ("base_layer.", ""), ("base_model.", ""), ("prompt_encoder.embedding.weight", "prompt_embeddings"),
                     ("prompt_encoder.", "prefix.")):
        name = name.replace(old, new)
    return name


def groups(model, rates, start):
    result = []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        decays = not name.endswith("bias") and "LayerNorm" not in name
        result.append({"params": [parameter], "lr": RATE * rates(name), "weight_decay": DECAY if decays else 0, "start": start(name)})
    return result


def batch_of(rows):
    longest = max(len(row["ids"]) for row in rows)
    return {"input_ids": torch.tensor([row["ids"] + [0] * (longest - len(row["ids"])) for row in rows]),
            "attention_mask": torch.tensor([[1] * len(row["ids"]) + [0] * (longest - len(row["ids"])) for row in rows])}


def run(name, strategy, model, settings=None, texts=None, rates=lambda name: 1, start=lambda name: 0, l2_sp=0):
    model.eval()
    trained = {key: value for key, value in model.named_parameters() if value.requires_grad}
    inserted = {our_name(k): v.detach().clone() for k, v in trained.items() if "lora_" in k or "ia3_" in k or "prompt_encoder" in k or "adapter" in k}
    before = {key: value.detach().clone() for key, value in trained.items()}
    parts = groups(model, rates, start)
    optimizer = torch.optim.AdamW(parts, betas=(0.9, 0.999), eps=1e-8)
    steps = math.ceil(len(ROWS) / BATCH)
    schedule = get_linear_schedule_with_warmup(optimizer, math.ceil(WARMUP * steps), steps)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["params"][0].requires_grad = step >= group["start"]
        rows = ROWS[step * BATCH:(step + 1) * BATCH]
        logits = model(**batch_of(rows)).logits
        loss = F.cross_entropy(logits, torch.tensor([row["label"] for row in rows]))
        (loss + l2_sp / 2 * sum(((value - before[key]) ** 2).sum() for key, value in trained.items()) if l2_sp else loss).backward()
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.grad is not None], CLIP)
        losses.append(float(loss.detach()))
        optimizer.step(), schedule.step(), optimizer.zero_grad()
    with torch.no_grad():
        logits = torch.cat([model(**batch_of([row])).logits for row in ROWS[:4]])
    if inserted:
        save_file({k: v.contiguous() for k, v in inserted.items()}, os.path.join(OUT, f"start_{name}.safetensors"))
    save_file({our_name(k): v.detach().contiguous() for k, v in trained.items()}, os.path.join(OUT, f"end_{name}.safetensors"))
    return {"name": name, "strategy": {"kind": strategy, **(settings or {}), **(texts or {})}, "l2_sp": l2_sp, "losses": losses, "logits": logits.tolist(),
            "learning": sum(v.numel() for v in trained.values())}


def is_head(name):
    return name.startswith("classifier")


LORA = {"rank": 4, "alpha": 6, "dropout": 0}
CASES = {
    "lora": lambda n: run(n, "lora", lora(), LORA),
    "lora_all": lambda n: run(n, "lora", lora(target_modules="all-linear"), LORA, {"targets": "all-linear"}),
    "lora_named": lambda n: run(n, "lora", lora(target_modules=["key", "output.dense"]), LORA, {"targets": "key, output.dense"}),
    "rslora": lambda n: run(n, "lora", lora(use_rslora=True), {**LORA, "rslora": 1}),
    "dora": lambda n: run(n, "lora", lora(use_dora=True), {**LORA, "dora": 1}),
    "lora_plus": lambda n: run(n, "lora", lora(), {**LORA, "b_rate": 8}, rates=lambda name: 8 if "lora_B" in name else 1),
    "ia3": lambda n: run(n, "ia3", ia3()),
    "bitfit": lambda n: run(n, "bitfit", learning(lambda name: name.endswith("bias") or is_head(name))),
    "top_layers": lambda n: run(n, "top-layers", learning(lambda name: depth(name) > 1), {"layers": 1}),
    "l2_sp": lambda n: run(n, "top-layers", learning(lambda name: depth(name) > 1), {"layers": 1}, l2_sp=2),
    "gradual": lambda n: run(n, "gradual", base(), {"stage_steps": 2, "decay": 0.5}, rates=lambda name: 0.5 ** (3 - depth(name)),
                             start=lambda name: 2 * (3 - depth(name))),
    "houlsby": lambda n: run(n, "adapter", adapters("houlsby"), {"reduction": 4}, {"placement": "houlsby"}),
    "pfeiffer": lambda n: run(n, "adapter", adapters("pfeiffer"), {"reduction": 4}, {"placement": "pfeiffer"}),
    "parallel": lambda n: run(n, "adapter", adapters("parallel"), {"reduction": 4, "scale": 4}, {"placement": "parallel"}),
    "prompt": lambda n: run(n, "prompt", prompt(), {"tokens": 3}),
    "prefix": lambda n: run(n, "prefix", prefix(False), {"tokens": 3}),
    "prefix_projected": lambda n: run(n, "prefix", prefix(True), {"tokens": 3, "projection": 1, "projection_size": 12}),
}


def main():
    os.makedirs(OUT, exist_ok=True)
    torch.set_num_threads(1)
    chosen = sys.argv[1:] or list(CASES)
    path = os.path.join(OUT, "cases.json")
    known = {}
    if sys.argv[1:] and os.path.exists(path):
        with open(path) as file:
            known = {case["name"]: case for case in json.load(file)["cases"]}
    for name in chosen:
        known[name] = CASES[name](name)
    with open(path, "w") as file:
        json.dump({"batch_size": BATCH, "learning_rate": RATE, "weight_decay": DECAY, "warmup_ratio": WARMUP, "max_grad_norm": CLIP,
                   "cases": [known[name] for name in CASES if name in known]}, file)
        file.write("\n")


sys.exit(main())
