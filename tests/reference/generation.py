#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Transformers' generate() makes of the tiny models of decoders.py, and its logits processors of random scores.

    python tests/reference/generation.py        # writes tests/fixtures/generation/{sequences,logits}.json
"""
import json
import os
import pathlib

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import torch
import transformers
from transformers import GenerationConfig

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "fixtures"
OUT = FIXTURES / "generation"
MODELS = {"gpt2_language": "GPT2LMHeadModel", "llama_language": "LlamaForCausalLM", "llama_biases": "LlamaForCausalLM",
          "llama_dynamic": "LlamaForCausalLM", "llama_yarn": "LlamaForCausalLM", "t5_language": "T5ForConditionalGeneration",
          "t5_gated": "T5ForConditionalGeneration"}
SETTINGS = [
    dict(max_new_tokens=12),
    dict(max_length=15),
    dict(max_new_tokens=25, repetition_penalty=1.7),
    dict(max_new_tokens=14, no_repeat_ngram_size=2),
    dict(max_new_tokens=9, min_new_tokens=6, eos_token_id=[5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
    dict(max_new_tokens=10, num_beams=3, num_return_sequences=3),
    dict(max_new_tokens=12, num_beams=4, num_return_sequences=2, eos_token_id=[5, 6, 7, 8], length_penalty=0.3),
    dict(max_new_tokens=12, num_beams=4, num_return_sequences=4, eos_token_id=[5, 9, 13, 17, 21, 25], length_penalty=2.0, early_stopping=True),
    dict(max_new_tokens=12, num_beams=2, num_return_sequences=2, eos_token_id=[5, 9, 13, 17, 21, 25], length_penalty=1.5, early_stopping="never"),
    dict(max_new_tokens=12, num_beams=5, num_return_sequences=5, eos_token_id=[4, 6, 8, 10, 12, 14, 16, 18, 20], length_penalty=-0.5),
    dict(max_new_tokens=8, num_beams=3, num_return_sequences=1, repetition_penalty=1.4, no_repeat_ngram_size=2),
]


def unpadded(row):
    while row[-1] == 3:  # rows that ended early
        row = row[:-1]
    return row


def sequences():
    cases = []
    for name, kind in MODELS.items():
        model = getattr(transformers, kind).from_pretrained(FIXTURES / "models" / name).eval()
        generator = torch.Generator().manual_seed(len(cases))
        for number, settings in enumerate(SETTINGS):
            prompt = torch.randint(4, model.config.vocab_size, (1, 1 + number % 7), generator=generator)
            config = GenerationConfig(do_sample=False, pad_token_id=3, **({"eos_token_id": 2} | settings), return_dict_in_generate=True,
                                      decoder_start_token_id=0 if name.startswith("t5") else None, output_scores=True)
            with torch.no_grad():
                output = model.generate(input_ids=prompt, attention_mask=torch.ones_like(prompt), generation_config=config)
            scores = output.get("sequences_scores")
            rows = [unpadded(row) for row in output.sequences.tolist()]
            cases.append({"model": name, "prompt": prompt[0].tolist(), "settings": {"eos_token_id": 2} | settings, "sequences": rows,
                          "scores": [] if scores is None else scores.tolist()})
    return cases


def processed():
    from transformers.generation import logits_process as lp
    generator = torch.Generator().manual_seed(7)
    cases = []
    for settings in [dict(repetition_penalty=1.3), dict(repetition_penalty=0.6), dict(temperature=0.7), dict(top_k=5), dict(top_k=1), dict(top_p=0.9),
                     dict(top_p=0.1), dict(min_p=0.2), dict(no_repeat_ngram_size=1), dict(no_repeat_ngram_size=3),
                     dict(temperature=1.8, top_k=11, top_p=0.7, min_p=0.05, repetition_penalty=1.2)]:
        for words, scale in ((40, 3.0), (7, 1.0)):
            scores = torch.randn(1, words, generator=generator) * scale
            row = torch.randint(0, words, (1, 12), generator=generator)
            row[0, -2:] = row[0, 3:5]
            steps = [("repetition_penalty", lp.RepetitionPenaltyLogitsProcessor), ("no_repeat_ngram_size", lp.NoRepeatNGramLogitsProcessor),
                     ("temperature", lp.TemperatureLogitsWarper), ("top_k", lp.TopKLogitsWarper), ("top_p", lp.TopPLogitsWarper),
                     ("min_p", lp.MinPLogitsWarper)]
            result = scores.clone()
            for key, step in steps:
                if key in settings:
                    result = step(settings[key])(row, result)
            cases.append({"settings": settings, "scores": scores[0].tolist(), "sequence": row[0].tolist(),
                          "expected": [None if x == -float("inf") else x for x in result[0].tolist()]})
    return cases


OUT.mkdir(exist_ok=True)
for name, cases in (("sequences", sequences()), ("logits", processed())):
    (OUT / f"{name}.json").write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
