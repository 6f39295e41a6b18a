# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer of `espalier train`: fine-tunes with Transformers' Trainer as a user writes it, and prints one JSON line.

usage: trainer_peer.py --model DIR --train CSV --test CSV --strategy full|frozen|lora --epochs N --learning-rate R --seed S --threads N
Files have columns text and label. Batches of 16 are padded to their longest text; evaluation is outside the timed part.
"""
import argparse
import csv
import json
import os
import tempfile
import time

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "true"


def arguments():
    parser = argparse.ArgumentParser()
    for name in ("model", "train", "test"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--strategy", choices=("full", "frozen", "lora"), required=True)
    parser.add_argument("--epochs", type=float, required=True)
    parser.add_argument("--learning-rate", type=float, required=True)
    for name in ("seed", "threads"):
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--max-length", type=int, default=128)
    return parser.parse_args()


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], [row["label"] for row in rows]


def encoded(tokenizer, texts, labels, names, max_length):
    tokens = tokenizer(texts, truncation=True, max_length=max_length)
    return [{**{key: tokens[key][i] for key in ("input_ids", "attention_mask")}, "labels": names.index(label)}
            for i, label in enumerate(labels)]


def make_trainer(options, names, train, test, folder):
    from transformers import (AutoModelForSequenceClassification, AutoTokenizer, DataCollatorWithPadding, Trainer,
                              TrainingArguments)
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    model = AutoModelForSequenceClassification.from_pretrained(options.model, num_labels=len(names))
    if options.strategy == "frozen":
        model.base_model.requires_grad_(False)
    if options.strategy == "lora":
        from peft import LoraConfig, TaskType, get_peft_model
        model = get_peft_model(model, LoraConfig(task_type=TaskType.SEQ_CLS, r=8, lora_alpha=16, lora_dropout=0.05,
                                                 target_modules=["query", "value"]))
    train_rows = encoded(tokenizer, *train, names, options.max_length)
    test_rows = encoded(tokenizer, *test, names, options.max_length)
    steps = -(-len(train_rows) // options.batch_size) * options.epochs
    settings = TrainingArguments(
        folder, num_train_epochs=options.epochs, learning_rate=options.learning_rate, warmup_steps=-int(-steps // 10),
        per_device_train_batch_size=options.batch_size, per_device_eval_batch_size=64, weight_decay=0.01, seed=options.seed,
        use_cpu=True, report_to=[], save_strategy="no", logging_steps=10, disable_tqdm=True)
    return Trainer(model=model, args=settings, train_dataset=train_rows, eval_dataset=test_rows,
                   data_collator=DataCollatorWithPadding(tokenizer),
                   compute_metrics=lambda told: {"accuracy": float((told.predictions.argmax(-1) == told.label_ids).mean())})


def main():
    options = arguments()
    import torch
    from transformers import set_seed
    from transformers.utils import logging
    logging.set_verbosity_error()
    torch.set_num_threads(options.threads)
    set_seed(options.seed)
    train, test = read(options.train), read(options.test)
    with tempfile.TemporaryDirectory() as folder:
        trainer = make_trainer(options, sorted(set(train[1])), train, test, folder)
        begin = time.perf_counter()
        trainer.train()
        seconds = time.perf_counter() - begin
        accuracy = trainer.evaluate()["eval_accuracy"]
    print(json.dumps({"samples_per_second": len(train[0]) * options.epochs / seconds, "accuracy": accuracy}))


if __name__ == "__main__":
    main()
