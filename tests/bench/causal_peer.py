#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Transformers' Trainer makes of causal language modelling as run_clm does it: blocks of --length tokens out of the texts of
a CSV, --steps steps of --batch blocks. Prints rows (blocks) a second, of the clock and of the processor. Beside it: espalier train --task causal-lm with the
same numbers."""
import argparse, csv, os, sys, tempfile, time

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer, TrainingArguments, default_data_collator

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True, help="a model folder")
parser.add_argument("--data", required=True)
parser.add_argument("--lora", action="store_true")
parser.add_argument("--length", type=int, default=64)
parser.add_argument("--batch", type=int, default=8)
parser.add_argument("--steps", type=int, default=10)
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()
torch.set_num_threads(options.threads)

tokenizer = AutoTokenizer.from_pretrained(options.model)
model = AutoModelForCausalLM.from_pretrained(options.model, dtype=torch.float32)
if options.lora:
    from peft import LoraConfig, get_peft_model

    model = get_peft_model(model, LoraConfig(r=8, lora_alpha=16, lora_dropout=0.05, task_type="CAUSAL_LM"))
with open(options.data, newline="", encoding="utf-8") as file:
    texts = [row["text"] for row in csv.DictReader(file)]
stream = [token for text in texts[: 40 * options.steps * options.batch] for token in tokenizer(text).input_ids + [tokenizer.eos_token_id]]
blocks = [stream[i : i + options.length] for i in range(0, options.steps * options.batch * options.length, options.length)]
rows = [{"input_ids": block, "labels": block, "attention_mask": [1] * len(block)} for block in blocks if len(block) == options.length]
with tempfile.TemporaryDirectory() as folder:
    arguments = TrainingArguments(folder, per_device_train_batch_size=options.batch, num_train_epochs=1, learning_rate=1e-3, use_cpu=True,
                                  report_to=[], save_strategy="no", logging_steps=1000, dataloader_num_workers=0, disable_tqdm=True)
    trainer = Trainer(model, arguments, train_dataset=rows, data_collator=default_data_collator)
    started = time.process_time()
    result = trainer.train()
    seconds = time.process_time() - started
print(f"{len(rows)} blocks of {options.length}: {result.metrics['train_samples_per_second']:.2f} rows/s, "
      f"{len(rows) / seconds:.3f} rows a second of processor time, loss {result.training_loss:.4f}")
sys.exit(0)
