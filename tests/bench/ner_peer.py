# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer of `espalier train --task tokens`: fine-tunes with Transformers' Trainer as run_ner.py does, and prints one JSON line.

usage: ner_peer.py --model DIR --train CONLL --test CONLL --epochs N --learning-rate R --seed S --threads N
       ner_peer.py --split CONLL FOLDER SEED SHARE     writes FOLDER/train.conll and FOLDER/test.conll, in an order drawn once
Scores are seqeval's over the test sentences, after the last step.
"""
import argparse
import json
import os
import random
import sys
import tempfile
import time

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "true"


def read(path):
    sentences = [[]]
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                sentences[-1].append(line.split())
            elif sentences[-1]:
                sentences.append([])
    return [sentence for sentence in sentences if sentence]


def split(path, folder, seed, share):
    sentences = read(path)
    random.Random(int(seed)).shuffle(sentences)
    cut = int(len(sentences) * (1 - float(share)))
    for name, part in (("train", sentences[:cut]), ("test", sentences[cut:])):
        with open(os.path.join(folder, f"{name}.conll"), "w", encoding="utf-8") as file:
            file.write("\n\n".join("\n".join(" ".join(word) for word in sentence) for sentence in part) + "\n")


def rows(tokenizer, sentences, names, max_length):
    """The first sub-word of a word carries its label, the others are ignored."""
    made = []
    for sentence in sentences:
        tokens = tokenizer([word[0] for word in sentence], is_split_into_words=True, truncation=True, max_length=max_length)
        before, labels = None, []
        for word in tokens.word_ids():
            labels.append(-100 if word is None or word == before else names.index(sentence[word][-1]))
            before = word
        made.append({"input_ids": tokens["input_ids"], "attention_mask": tokens["attention_mask"], "labels": labels})
    return made


def scores(told, names):
    from seqeval.metrics import f1_score, precision_score, recall_score
    truth, answers = [], []
    for labels, guesses in zip(told.label_ids, told.predictions.argmax(-1)):
        counted = labels != -100
        truth.append([names[i] for i in labels[counted]])
        answers.append([names[i] for i in guesses[counted]])
    return {"f1": f1_score(truth, answers), "precision": precision_score(truth, answers), "recall": recall_score(truth, answers)}


def arguments():
    parser = argparse.ArgumentParser()
    for name in ("model", "train", "test"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("epochs", "learning-rate"):
        parser.add_argument(f"--{name}", type=float, required=True)
    for name in ("seed", "threads"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


def main():
    options = arguments()
    import torch
    from transformers import (AutoModelForTokenClassification, AutoTokenizer, DataCollatorForTokenClassification, Trainer,
                              TrainingArguments, set_seed)
    from transformers.utils import logging
    logging.set_verbosity_error()
    torch.set_num_threads(options.threads)
    set_seed(options.seed)
    train, test = read(options.train), read(options.test)
    names = sorted({word[-1] for sentence in train + test for word in sentence})
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    model = AutoModelForTokenClassification.from_pretrained(options.model, num_labels=len(names))
    with tempfile.TemporaryDirectory() as folder:
        settings = TrainingArguments(
            folder, num_train_epochs=options.epochs, learning_rate=options.learning_rate, per_device_train_batch_size=16,
            per_device_eval_batch_size=64, weight_decay=0.01, seed=options.seed, use_cpu=True, report_to=[], save_strategy="no",
            logging_steps=50, disable_tqdm=True)
        trainer = Trainer(model=model, args=settings, train_dataset=rows(tokenizer, train, names, 128),
                          eval_dataset=rows(tokenizer, test, names, 128), data_collator=DataCollatorForTokenClassification(tokenizer),
                          compute_metrics=lambda told: scores(told, names))
        begin = time.perf_counter()
        trainer.train()
        seconds = time.perf_counter() - begin
        found = trainer.evaluate()
    print(json.dumps({"samples_per_second": len(train) * options.epochs / seconds,
                      **{name: float(found[f"eval_{name}"]) for name in ("f1", "precision", "recall")}}))


if __name__ == "__main__":
    split(*sys.argv[2:]) if sys.argv[1:2] == ["--split"] else main()
