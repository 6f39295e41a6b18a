#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/fixtures/questions: windows and targets of questions as Transformers' run_qa prepares them, ten AdamW steps of a
tiny BertForQuestionAnswering (made here) over them (dropout off), what it answers then by run_qa's rule, and how SQuAD's official script
(version 2.0, repeated here from its definition) judges answers. Reads tests/fixtures/questions/squad.json.

Two things are done otherwise than in run_qa, on purpose: an answer that begins in the last token of a window points at that
token (run_qa walks past it into the padding), and padding is no place that the softmax counts."""
import collections, json, math, os, re, string, sys

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering, get_linear_schedule_with_warmup

FIXTURES = os.path.join(os.path.dirname(__file__), "..", "fixtures")
LENGTH, STRIDE, STEPS, RATE, DECAY, WARMUP, CLIP = 64, 32, 10, 3e-3, 0.05, 0.2, 1.0
BEST, LONGEST = 20, 30
NOT_DECAYED = re.compile(r"bias|layernorm", re.IGNORECASE)
JUDGED = [("the Orchard!", ["Orchard"]), ("in 1907, pears", ["1907", "In 1907 pears bore"]), ("", []), ("a pear", []), ("", ["Ada"]),
          ("The", ["a"]), ("Ünïcode\u2014the end", ["ünïcode\u2014 end", "x"]), ("An  an\u00a0apple's\tcore", ["apples core"]), ("x_y 3\u00bd", ["xy 3\u00bd", "3"]),
          ("b b b c", ["b c c", "b b d"]), ("中文 the字", ["中文 the字"]), ("\u0130stanbul a\u0301", ["i\u0307stanbul"]), ("!?", ["..."])]


def normalized(text):
    text = "".join(c for c in text.lower() if c not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def f1(right, predicted):
    right, predicted = normalized(right).split(), normalized(predicted).split()
    if not right or not predicted:
        return int(right == predicted)
    same = sum((collections.Counter(right) & collections.Counter(predicted)).values())
    if same == 0:
        return 0
    precision, recall = same / len(predicted), same / len(right)
    return 2 * precision * recall / (precision + recall)


def judged(pairs):
    """[(predicted, right answers)] → exact_match and f1, of all, of those with an answer and of those without."""
    scores = []
    for predicted, right in pairs:
        golds = [one for one in right if normalized(one)] or [""]
        scores.append((bool(right), max(int(normalized(g) == normalized(predicted)) for g in golds), max(f1(g, predicted) for g in golds)))
    mean = lambda values: sum(values) / len(values) if values else 0
    result = {"exact_match": mean([s[1] for s in scores]), "f1": mean([s[2] for s in scores])}
    if not all(s[0] for s in scores):
        for name, kind in (("has_answer_", True), ("no_answer_", False)):
            result[name + "exact_match"] = mean([s[1] for s in scores if s[0] == kind])
            result[name + "f1"] = mean([s[2] for s in scores if s[0] == kind])
    return result


def read(path):
    rows = []
    for article in json.load(open(path, encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for qa in paragraph["qas"]:
                rows.append({"question": qa["question"], "context": paragraph["context"], "answers": qa["answers"]})
    return rows


def windows_of(rows, tokenizer):
    windows = []
    for number, row in enumerate(rows):
        encoded = tokenizer(row["question"].lstrip(), row["context"], truncation="only_second", max_length=LENGTH, stride=STRIDE,
                            return_overflowing_tokens=True, return_offsets_mapping=True)
        for i, ids in enumerate(encoded["input_ids"]):
            offsets, parts = encoded["offset_mapping"][i], encoded.sequence_ids(i)
            first, last = parts.index(1), len(parts) - 1 - parts[::-1].index(1)
            start = end = 0
            if row["answers"]:
                begin = row["answers"][0]["answer_start"]
                stop = begin + len(row["answers"][0]["text"])
                if offsets[first][0] <= begin and offsets[last][1] >= stop:
                    start, end = first, last
                    while start + 1 <= last and offsets[start + 1][0] <= begin:
                        start += 1
                    while end - 1 >= first and offsets[end - 1][1] >= stop:
                        end -= 1
            windows.append({"question": number, "ids": ids, "types": encoded["token_type_ids"][i], "start": start, "end": end,
                            "offsets": [list(o) if p == 1 else None for o, p in zip(offsets, parts)]})
    return windows


def batch(windows):
    longest = max(len(w["ids"]) for w in windows)
    pad = lambda key, value: torch.tensor([w[key] + [value] * (longest - len(w["ids"])) for w in windows])
    mask = torch.tensor([[1] * len(w["ids"]) + [0] * (longest - len(w["ids"])) for w in windows])
    return {"input_ids": pad("ids", 0), "token_type_ids": pad("types", 0), "attention_mask": mask}, mask


def loss_of(model, windows):
    inputs, mask = batch(windows)
    output = model(**inputs)
    starts, ends = (logits.masked_fill(mask == 0, -math.inf) for logits in (output.start_logits, output.end_logits))
    cross = lambda logits, key: torch.nn.functional.cross_entropy(logits, torch.tensor([w[key] for w in windows]))
    return (cross(starts, "start") + cross(ends, "end")) / 2, output


def answers_of(rows, windows, output, none_allowed):
    """postprocess_qa_predictions of run_qa, with threshold 0."""
    texts = []
    for number, row in enumerate(rows):
        spans, none = [], None
        for i, window in enumerate(windows):
            if window["question"] != number:
                continue
            count, offsets = len(window["ids"]), window["offsets"]
            starts, ends = output.start_logits[i][:count].tolist(), output.end_logits[i][:count].tolist()
            none = min(none, starts[0] + ends[0]) if none is not None else starts[0] + ends[0]
            order = lambda values: sorted(range(count), key=lambda k: -values[k])[:BEST]
            for s in order(starts):
                for e in order(ends):
                    if offsets[s] and offsets[e] and s <= e < s + LONGEST:
                        spans.append((starts[s] + ends[e], offsets[s][0], offsets[e][1]))
        best = max(spans, default=None)
        texts.append("" if best is None or (none_allowed and none > best[0]) else row["context"][best[1]:best[2]])
    return texts


def main():
    folder = os.path.join(FIXTURES, "answers", "bert_question")
    tokenizer = AutoTokenizer.from_pretrained(folder)
    rows = read(os.path.join(FIXTURES, "questions", "squad.json"))
    windows = windows_of(rows, tokenizer)
    torch.manual_seed(1)
    config = BertConfig(vocab_size=len(tokenizer), max_position_embeddings=64, hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
                        intermediate_size=24, initializer_range=0.2)
    BertForQuestionAnswering(config).save_pretrained(os.path.join(FIXTURES, "questions", "model"))
    model = BertForQuestionAnswering.from_pretrained(os.path.join(FIXTURES, "questions", "model"), attn_implementation="eager").eval()  # dropout off
    groups = [{"params": [p], "weight_decay": 0 if NOT_DECAYED.search(n) else DECAY} for n, p in model.named_parameters()]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.999), eps=1e-8)
    schedule = get_linear_schedule_with_warmup(optimizer, math.ceil(WARMUP * STEPS), STEPS)
    losses, norms = [], []
    for _ in range(STEPS):
        loss, _ = loss_of(model, windows)
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)))
        losses.append(float(loss.detach()))
        optimizer.step(), schedule.step(), optimizer.zero_grad()
    with torch.no_grad():
        evaluation, output = loss_of(model, windows)
    texts = answers_of(rows, windows, output, True)
    pairs = [(text, [a["text"] for a in row["answers"]]) for text, row in zip(texts, rows)]
    result = {"max_length": LENGTH, "steps": STEPS, "learning_rate": RATE, "weight_decay": DECAY, "warmup_ratio": WARMUP, "max_grad_norm": CLIP,
              "windows": [{k: w[k] for k in ("question", "ids", "start", "end")} for w in windows], "losses": losses, "norms": norms,
              "evaluation": float(evaluation), "answers": texts, "metrics": judged(pairs),
              "judged": [{"predicted": p, "right": r, "normalized": normalized(p), "metrics": judged([(p, r)])} for p, r in JUDGED],
              "judged_all": judged(JUDGED), "judged_answerable": judged([one for one in JUDGED if one[1]])}
    with open(os.path.join(FIXTURES, "questions", "expected.json"), "w", encoding="utf-8") as file:
        json.dump(result, file, ensure_ascii=False)
        file.write("\n")


sys.exit(main())
