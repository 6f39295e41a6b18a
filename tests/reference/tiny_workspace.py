# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/fixtures/workspace: a tiny BERT with random weights and a vocabulary of our own, and reviews made from templates.

usage: tiny_workspace.py OUTPUT     (transformers 5.23.0, torch 2.13.0)
"""
import csv, itertools, os, random, sys
import torch
from transformers import BertConfig, BertModel

output = sys.argv[1]
folder = os.path.join(output, "tiny-bert")
os.makedirs(folder, exist_ok=True)
random.seed(7)
torch.manual_seed(7)

things = ["film", "story", "acting", "ending", "music", "dialogue", "cast", "plot", "camera", "script"]
good = ["great", "lovely", "moving", "clever", "funny", "warm", "bright", "fine"]
bad = ["dull", "awful", "clumsy", "boring", "cold", "flat", "weak", "noisy"]
frames = ["the {t} was {a}", "what a {a} {t}", "a {a} {t} and a {b} {u}", "i found the {t} {a}", "{a} {t} , {b} {u} !", "the {t} is {a} , the {u} is {b} ."]
words = sorted(set(things + good + bad + "the was what a and i found is".split()))
letters = [chr(c) for c in range(ord("a"), ord("z") + 1)]
tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + list("!,.?'-") + [str(d) for d in range(10)] + letters + ["##" + l for l in letters] + words
with open(os.path.join(folder, "vocab.txt"), "w") as f:
    f.write("\n".join(tokens) + "\n")
with open(os.path.join(folder, "tokenizer_config.json"), "w") as f:
    f.write('{"do_lower_case": true, "model_max_length": 64, "tokenizer_class": "BertTokenizer"}\n')
config = BertConfig(vocab_size=len(tokens), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64, max_position_embeddings=64)
BertModel(config).save_pretrained(folder)

rows = []
for frame, t, u in itertools.product(frames, things, things):
    if t == u:
        continue
    label = random.choice(["positive", "negative"])
    pool = good if label == "positive" else bad
    rows.append((frame.format(t=t, u=u, a=random.choice(pool), b=random.choice(pool)), label))
random.shuffle(rows)
rows = list({text: (text, label) for text, label in rows}.values())[:240]
with open(os.path.join(output, "reviews.csv"), "w", newline="") as f:
    writer = csv.writer(f, lineterminator="\n")
    writer.writerow(["text", "label"])
    writer.writerows(rows)
