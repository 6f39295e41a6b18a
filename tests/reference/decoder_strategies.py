#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What PEFT (prompts, prefixes), or plain PyTorch (adapters, T5's prefixes), makes of ten AdamW steps on GPT-2, Llama and
T5, dropout off, every step reading all rows: losses, final values of what learns, and logits. Starts from
tests/fixtures/models; writes tests/fixtures/strategies: decoders.json, and for each case start_<case>.safetensors and
end_<case>.safetensors. Also folders peft_<case> as PEFT saves them, with the logits that it computes.
python tests/reference/decoder_strategies.py"""
import json, os, shutil, sys

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
import torch.nn.functional as F
import transformers
from peft import PrefixTuningConfig, PromptTuningConfig, get_peft_model
from safetensors.torch import save_file
from transformers import get_linear_schedule_with_warmup
from transformers.cache_utils import DynamicCache, EncoderDecoderCache

FIXTURES = os.path.join(os.path.dirname(__file__), "..", "fixtures")
OUT = os.path.join(FIXTURES, "strategies")
STEPS, RATE, DECAY, WARMUP, CLIP, TOKENS = 10, 5e-3, 0.05, 0.2, 1.0, 3
CLASSES = {"sequence": {"gpt2": "GPT2ForSequenceClassification", "llama": "LlamaForSequenceClassification"},
           "language": {"gpt2": "GPT2LMHeadModel", "llama": "LlamaForCausalLM", "t5": "T5ForConditionalGeneration"}}
TASKS = {"sequence": "SEQ_CLS", "language": "CAUSAL_LM"}


def rows_of(name):
    generator = torch.Generator().manual_seed(5)
    draw = lambda low, high, count: torch.randint(low, high, (count,), generator=generator).tolist()
    rows = []
    for i in range(6):
        ids = draw(4, 47, 4 + i)
        if name == "t5_language":
            rows.append({"ids": ids + [1], "labels": draw(4, 47, 3 + i % 3) + [1]})
        elif name.endswith("language"):
            rows.append({"ids": ids})
        else:
            rows.append({"ids": ids, "label": i % 2})
    return rows


def base(name):
    family, head = name.split("_")
    torch.manual_seed(2)
    model = getattr(transformers, CLASSES[head][family]).from_pretrained(os.path.join(FIXTURES, "models", name), attn_implementation="eager")
    return model.eval()


def shaken(model):
    torch.manual_seed(3)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.requires_grad and "score" not in name:
                parameter.add_(0.1 * torch.randn_like(parameter))
    return model


def tuned_by_peft(name, config, **settings):
    task = "SEQ_2_SEQ_LM" if name.startswith("t5") else TASKS[name.split("_")[1]]
    return shaken(get_peft_model(base(name), config(task_type=task, num_virtual_tokens=TOKENS, **settings)).eval())


class Bottleneck(torch.nn.Module):
    def __init__(self, hidden, reduction, scale):
        super().__init__()
        self.down, self.up, self.scale = torch.nn.Linear(hidden, hidden // reduction), torch.nn.Linear(hidden // reduction, hidden), scale

    def forward(self, x):
        return self.scale * self.up(F.relu(self.down(x)))


def halves(name, model):
    """(module that the adapter belongs to, its name there, sub-layer, norm before it, whether it is feed-forward)"""
    if name.startswith("gpt2"):
        for block in model.transformer.h:
            yield block, "attention_adapter", block.attn, block.ln_1, False
            yield block, "feed_forward_adapter", block.mlp, block.ln_2, True
    elif name.startswith("llama"):
        for block in model.model.layers:
            yield block, "attention_adapter", block.self_attn, block.input_layernorm, False
            yield block, "feed_forward_adapter", block.mlp, block.post_attention_layernorm, True
    else:
        for stack in (model.encoder, model.decoder):
            for block in stack.block:
                yield block.layer[0], "adapter", block.layer[0].SelfAttention, block.layer[0].layer_norm, False
                yield block.layer[-1], "adapter", block.layer[-1].DenseReluDense, block.layer[-1].layer_norm, True


def adapters(name, placement):
    """Before the residual connection, as AdapterHub's library where norms come first: houlsby reads the sub-layer's output,
    pfeiffer that and the stream (which no norm follows), parallel what the sub-layer read (He et al. 2022)."""
    model = base(name)
    for key, parameter in model.named_parameters():
        parameter.requires_grad = key.startswith("score")
    scale = 4.0 if placement == "parallel" else 1.0
    torch.manual_seed(4)
    for owner, called, half, norm, is_feed_forward in list(halves(name, model)):
        if placement != "houlsby" and not is_feed_forward:
            continue
        adapter = Bottleneck(model.config.hidden_size, 4, scale)
        setattr(owner, called, adapter)
        stream = {}
        norm.register_forward_pre_hook(lambda module, args, stream=stream: stream.update(x=args[0]))

        def hook(module, args, kwargs, output, adapter=adapter, stream=stream):
            x = output[0] if isinstance(output, tuple) else output
            read = {"houlsby": x, "pfeiffer": x + stream["x"], "parallel": args[0] if args else None}[placement]
            x = x + adapter(read)
            return (x, *output[1:]) if isinstance(output, tuple) else x

        half.register_forward_hook(hook, with_kwargs=True)
    return shaken(model)


class T5Prefix(torch.nn.Module):
    """Keys and values of their own before those of every layer of the decoder; attention to the encoder stays as it is."""

    def __init__(self, name):
        super().__init__()
        self.model = base(name)
        for parameter in self.model.parameters():
            parameter.requires_grad = False
        config = self.model.config
        torch.manual_seed(4)
        self.prompt_embeddings = torch.nn.Parameter(torch.randn(TOKENS, config.num_decoder_layers * 2 * config.num_heads * config.d_kv))

    def forward(self, input_ids, decoder_input_ids):
        config = self.model.config
        parts = self.prompt_embeddings.view(1, TOKENS, config.num_decoder_layers * 2, config.num_heads, config.d_kv).permute(2, 0, 3, 1, 4)
        cache = EncoderDecoderCache(DynamicCache([(parts[2 * i], parts[2 * i + 1]) for i in range(config.num_decoder_layers)]), DynamicCache())
        return self.model(input_ids=input_ids, decoder_input_ids=decoder_input_ids, past_key_values=cache)


def our_name(name):
    for old, new in (("base_model.model.", ""), ("modules_to_save.default.", ""), (".default", ""), ("base_model.", ""),
                     ("prompt_encoder.embedding.weight", "prompt_embeddings"), ("prompt_encoder.", "prefix.")):
        name = name.replace(old, new)
    return name


def logits_of(name, model, row):
    ids = torch.tensor([row["ids"]])
    if name == "t5_language":
        return model(input_ids=ids, decoder_input_ids=torch.tensor([[0] + row["labels"][:-1]])).logits[0]
    if name.endswith("language"):
        return model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[0, -len(row["ids"]):]
    return model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[0]


def loss_of(name, model, rows):
    """Mean over targets. As PEFT where a text's first word has no label: a prompt predicts none."""
    total, count = 0, 0
    for row in rows:
        logits = logits_of(name, model, row)
        if name == "t5_language":
            targets = torch.tensor(row["labels"])
        elif name.endswith("language"):
            logits, targets = logits[:-1], torch.tensor(row["ids"][1:])
        else:
            logits, targets = logits[None], torch.tensor([row["label"]])
        total = total + F.cross_entropy(logits, targets, reduction="sum")
        count += len(targets)
    return total / count


def values_of(trained):
    values = {our_name(key): value.detach().clone().contiguous() for key, value in trained.items()}
    for key, value in values.items():
        if key == "prompt_embeddings" and value.shape[0] == 2 * TOKENS:  # those for the decoder are never used
            values[key] = value[:TOKENS].clone()
    return values


def run(case, name, model, strategy):
    rows = rows_of(name)
    trained = {key: value for key, value in model.named_parameters() if value.requires_grad}
    save_file({key: value for key, value in values_of(trained).items() if "score" not in key}, os.path.join(OUT, f"start_{case}.safetensors"))
    optimizer = torch.optim.AdamW([{"params": [value], "weight_decay": 0 if key.endswith("bias") else DECAY} for key, value in trained.items()],
                                  lr=RATE, betas=(0.9, 0.999), eps=1e-8)
    schedule = get_linear_schedule_with_warmup(optimizer, int(WARMUP * STEPS), STEPS)
    losses = []
    for _ in range(STEPS):
        loss = loss_of(name, model, rows)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(trained.values()), CLIP)
        losses.append(float(loss.detach()))
        optimizer.step(), schedule.step(), optimizer.zero_grad()
    save_file(values_of(trained), os.path.join(OUT, f"end_{case}.safetensors"))
    with torch.no_grad():
        logits = logits_of(name, model, rows[1]).flatten()[:100].tolist()
    return {"name": case, "model": name, "strategy": strategy, "rows": rows, "losses": losses, "logits": logits}


def saved_by_peft(case, name, config):
    """A folder as PEFT writes it, and what it computes from it."""
    # PEFT takes the width of keys for that of the model, which this T5's are not.
    width = {"token_dim": 18} if name.startswith("t5") and config is PrefixTuningConfig else {}
    model = tuned_by_peft(name, config, **width)
    folder = os.path.join(OUT, "peft_" + case)
    shutil.rmtree(folder, ignore_errors=True)
    model.peft_config["default"].base_model_name_or_path = f"../../models/{name}"
    model.save_pretrained(folder)
    for left in set(os.listdir(folder)) - {"adapter_config.json", "adapter_model.safetensors"}:
        os.remove(os.path.join(folder, left))
    row = rows_of(name)[2]
    with torch.no_grad():
        logits = logits_of(name, model, row)
    return {"name": case, "model": name, "row": row, "logits": logits.flatten()[:100].tolist()}


def main():
    torch.set_num_threads(1)
    os.makedirs(OUT, exist_ok=True)
    cases, folders = [], []
    for name in ("gpt2_sequence", "gpt2_language", "llama_sequence", "llama_language", "t5_language"):
        cases.append(run(f"{name}_prompt", name, tuned_by_peft(name, PromptTuningConfig), {"kind": "prompt", "tokens": TOKENS}))
        prefix = T5Prefix(name) if name.startswith("t5") else tuned_by_peft(name, PrefixTuningConfig)
        cases.append(run(f"{name}_prefix", name, prefix, {"kind": "prefix", "tokens": TOKENS}))
        for kind, config in (("prompt", PromptTuningConfig), ("prefix", PrefixTuningConfig)):
            folders.append(saved_by_peft(f"{name}_{kind}", name, config))
    for name in ("gpt2_sequence", "llama_sequence", "t5_language"):
        for placement in ("houlsby", "pfeiffer", "parallel"):
            strategy = {"kind": "adapter", "placement": placement, "reduction": 4, "scale": 4 if placement == "parallel" else 1}
            cases.append(run(f"{name}_{placement}", name, adapters(name, placement), strategy))
    projected = tuned_by_peft("llama_sequence", PrefixTuningConfig, prefix_projection=True, encoder_hidden_size=12)
    cases.append(run("llama_sequence_prefix_projected", "llama_sequence", projected,
                     {"kind": "prefix", "tokens": TOKENS, "projection": 1, "projection_size": 12}))
    with open(os.path.join(OUT, "decoders.json"), "w") as file:
        json.dump({"steps": STEPS, "learning_rate": RATE, "weight_decay": DECAY, "warmup_ratio": WARMUP, "max_grad_norm": CLIP,
                   "cases": cases, "folders": folders}, file)
        file.write("\n")


sys.exit(main())
