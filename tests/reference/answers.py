# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/fixtures/answers: tiny models and what Transformers' pipelines (fill-mask, zero-shot-classification,
text-classification, question-answering) and sentence-transformers say with them; and labels judged by language models, by the rule of docs/tasks.md.

usage: answers.py             models, fill.json, zero_shot.json, embedding.json, classes.json
                              (transformers 5.23.0, torch 2.13.0, sentence-transformers 6.2.0)
       answers.py question    question.json, from the models that are there by then. Version 5 of Transformers has no such
                              pipeline: transformers 4.57.1 does it.
"""
import json, pathlib, shutil, sys
import torch

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "fixtures"
OUT = FIXTURES / "answers"
NLI = ["contradiction", "neutral", "entailment"]
CONTEXT = ("Apple Inc. was founded by Steve Jobs in Cupertino, California. The cafe\u0301 in New York was found in a day, and don't the users "
           "of it say so? 中文字 and 😀 too; the rest is a of the in by. ")
QUESTIONS = ["Who founded Apple?", "Where was it found?", "the", "in New York, or a of U.S.?"]


def save(model, folder, tokenizer, settings, seed):
    """A model with random weights that are large enough for its answers to differ."""
    folder.mkdir(parents=True, exist_ok=True)
    if tokenizer == "wordpiece":
        shutil.copy(FIXTURES / "token_pipeline/model/vocab.txt", folder)
    else:
        shutil.copy(FIXTURES / "pipelines" / tokenizer / "tokenizer.json", folder)
    (folder / "tokenizer_config.json").write_text(json.dumps(settings) + "\n")
    if tokenizer == "class_roberta":  # with the steps of its class in tokenizer.json, as version 4 wants it
        from transformers import AutoTokenizer
        AutoTokenizer.from_pretrained(folder).save_pretrained(folder)
    torch.manual_seed(seed)
    config, kind = model
    kind(config).eval().save_pretrained(folder)


def make_models():
    from transformers import (BertConfig, BertForMaskedLM, BertForQuestionAnswering, BertForSequenceClassification, BertModel, GPT2Config,
                              GPT2LMHeadModel, RobertaConfig, RobertaForMaskedLM, RobertaForQuestionAnswering, T5Config, T5ForConditionalGeneration)
    small = dict(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=24, initializer_range=0.7)
    words = len((FIXTURES / "token_pipeline/model/vocab.txt").read_text(encoding="utf-8").splitlines())
    lively = {**small, "num_hidden_layers": 2, "initializer_range": 1.6}
    bert = lambda sizes=small, **more: BertConfig(vocab_size=words, max_position_embeddings=64, **sizes, **more)
    roberta = lambda sizes=small: RobertaConfig(vocab_size=420, max_position_embeddings=66, type_vocab_size=1, pad_token_id=1, bos_token_id=0,
                                                eos_token_id=2, **sizes)
    pieces = {"do_lower_case": False, "model_max_length": 64, "tokenizer_class": "BertTokenizer"}
    bytes_ = {"tokenizer_class": "RobertaTokenizer", "model_max_length": 64,
              "mask_token": {"__type": "AddedToken", "content": "<mask>", "lstrip": True, "rstrip": False, "normalized": False, "single_word": False}}
    save((bert(), BertForMaskedLM), OUT / "bert_masked", "wordpiece", pieces, 1)
    save((roberta(), RobertaForMaskedLM), OUT / "roberta_masked", "class_roberta", bytes_, 2)
    save((bert(lively), BertForQuestionAnswering), OUT / "bert_question", "wordpiece", pieces, 3)
    save((roberta(lively), RobertaForQuestionAnswering), OUT / "roberta_question", "class_roberta", bytes_, 4)
    save((bert(id2label=dict(enumerate(NLI)), label2id={l: i for i, l in enumerate(NLI)}), BertForSequenceClassification),
         OUT / "bert_nli", "wordpiece", pieces, 5)
    named = lambda labels: {"id2label": dict(enumerate(labels)), "label2id": {l: i for i, l in enumerate(labels)}}
    save((bert(problem_type="multi_label_classification", **named(["funny", "long", "sad"])), BertForSequenceClassification),
         OUT / "bert_multilabel", "wordpiece", pieces, 10)
    save((bert(num_labels=1), BertForSequenceClassification), OUT / "bert_regression", "wordpiece", pieces, 11)
    save((bert(), BertModel), OUT / "bert_body", "wordpiece", pieces, 6)
    save((bert(), BertModel), OUT / "bert_sentence", "wordpiece", pieces, 7)
    describe_sentences(OUT / "bert_sentence")
    save((GPT2Config(vocab_size=420, n_positions=64, n_embd=16, n_layer=1, n_head=2, initializer_range=0.7), GPT2LMHeadModel),
         OUT / "gpt2", "class_gpt2", {"tokenizer_class": "GPT2Tokenizer"}, 8)
    save((T5Config(vocab_size=296, d_model=16, d_kv=8, d_ff=24, num_layers=1, num_heads=2, initializer_factor=3.0, decoder_start_token_id=0,
                   pad_token_id=0), T5ForConditionalGeneration), OUT / "t5", "class_t5", {"tokenizer_class": "T5TokenizerFast", "extra_ids": 10}, 9)


def describe_sentences(folder):
    """modules.json and its like: the first token and the mean side by side, to length 1, of at most 12 tokens."""
    modules = [("", "sentence_transformers.models.Transformer"), ("1_Pooling", "sentence_transformers.models.Pooling"),
               ("2_Normalize", "sentence_transformers.models.Normalize")]
    (folder / "modules.json").write_text(json.dumps([{"idx": i, "name": str(i), "path": p, "type": t} for i, (p, t) in enumerate(modules)]) + "\n")
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 12, "do_lower_case": false}\n')
    (folder / "1_Pooling").mkdir(exist_ok=True)
    (folder / "1_Pooling/config.json").write_text(json.dumps({"word_embedding_dimension": 16, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": True,
                                                              "pooling_mode_max_tokens": False, "pooling_mode_mean_sqrt_len_tokens": False}) + "\n")
    (folder / "2_Normalize").mkdir(exist_ok=True)


def fill():
    from transformers import pipeline
    cases = []
    for model, mask in (("bert_masked", "[MASK]"), ("roberta_masked", "<mask>")):
        filler = pipeline("fill-mask", model=str(OUT / model), device="cpu")
        for text in (f"Apple was {mask} by Steve Jobs.", f"{mask}", f"the {mask} in {mask}, California {mask}.", f"in{mask}a cafe\u0301 😀 {mask}{mask}"):
            for settings in ({}, {"top_k": 1}, {"top_k": 12}, {"targets": ["the", "a", "Steve"]}, {"targets": ["founded", "the"], "top_k": 4}):
                said = filler(text, **settings)
                masks = said if said and isinstance(said[0], list) else [said]
                cases.append({"model": model, "text": text, **settings, "masks": [[{**w, "score": round(w["score"], 8)} for w in m] for m in masks]})
    return cases


def classes():
    """All scores of models with several labels a text and with a number."""
    from transformers import pipeline
    cases = []
    for model in ("bert_multilabel", "bert_regression"):
        judge = pipeline("text-classification", model=str(OUT / model), device="cpu", top_k=None)
        for text in ("Steve Jobs was found in New York.", "the users of it", "a"):
            cases.append({"model": model, "text": text, "scores": {c["label"]: c["score"] for c in judge([text])[0]}})
    return cases


def entailment():
    from transformers import pipeline
    judge = pipeline("zero-shot-classification", model=str(OUT / "bert_nli"), device="cpu")
    cases = []
    for text in ("Steve Jobs was found in New York.", CONTEXT * 2, "a"):
        for labels in (["the", "of Apple", "don't"], ["Jobs"]):
            for settings in ({}, {"multi_label": True}, {"hypothesis_template": "{} it is, by Steve"}):
                said = judge(text, candidate_labels=labels, **settings)
                scores = dict(zip(said["labels"], said["scores"]))
                cases.append({"model": "bert_nli", "text": text, "labels": labels, **settings, "scores": [scores[l] for l in labels]})
    return cases


def likelihoods():
    """Softmax over labels of the mean log-probability of the label's tokens: of a decoder those that reach into the label after
    text, line break and template; of an encoder-decoder what its decoder writes."""
    from transformers import AutoTokenizer, GPT2LMHeadModel, T5ForConditionalGeneration
    cases = []
    for name, kind in (("gpt2", GPT2LMHeadModel), ("t5", T5ForConditionalGeneration)):
        tokenizer, model = AutoTokenizer.from_pretrained(OUT / name), kind.from_pretrained(OUT / name).eval()
        for text in ("this is a test of the world", "Hello"):
            for labels, template in ((["world", "test test", "a"], "This example is {}."), (["this", "that"], "{}")):
                before, after = template.split("{}")
                scores = []
                for label in labels:
                    prompt = text + "\n" + before
                    with torch.no_grad():
                        if name == "t5":
                            ids = tokenizer(label, add_special_tokens=False).input_ids
                            logits = model(input_ids=torch.tensor([tokenizer(prompt).input_ids]), decoder_input_ids=torch.tensor([[0] + ids[:-1]])).logits[0]
                            places = range(len(ids))
                            logs = [logits[i].log_softmax(-1)[ids[i]] for i in places]
                        else:
                            encoded = tokenizer(prompt + label + after, return_offsets_mapping=True)
                            ids = encoded.input_ids
                            logits = model(input_ids=torch.tensor([ids])).logits[0]
                            places = [i for i, (s, e) in enumerate(encoded.offset_mapping) if e > len(prompt) and s < len(prompt) + len(label)]
                            logs = [logits[i - 1].log_softmax(-1)[ids[i]] for i in places]
                    scores.append(sum(logs) / len(logs))
                cases.append({"model": name, "text": text, "labels": labels, "hypothesis_template": template,
                              "scores": torch.stack(scores).softmax(0).tolist()})
    return cases


def embeddings():
    from sentence_transformers import SentenceTransformer
    texts = ["Apple Inc. was founded by Steve Jobs in Cupertino, California.", "a", "", CONTEXT]
    return [{"model": name, "texts": texts, "embeddings": SentenceTransformer(str(OUT / name), device="cpu").encode(texts).tolist()}
            for name in ("bert_body", "bert_sentence")]


def questions():
    from transformers import pipeline
    cases = []
    for model in ("bert_question", "roberta_question"):
        answerer = pipeline("question-answering", model=str(OUT / model), device="cpu")
        assert answerer.tokenizer.is_fast
        for context in (CONTEXT, CONTEXT * 4, "Apple", "  New   York\n", "x" * 70 + " of the Appleing"):
            for question in QUESTIONS:
                for settings in ({}, {"handle_impossible_answer": True}, {"max_answer_len": 3}):
                    said = answerer(question=question, context=context, **settings)
                    cases.append({"model": model, "question": question, "context": context, **settings, **said})
    assert sum(c["answer"] == "" for c in cases) > 1 and len({c["answer"] for c in cases}) > 15, "too much alike"
    return cases


def write(name, cases):
    (OUT / name).write_text("[" + ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases) + "]\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["question"]:
        write("question.json", questions())
    else:
        make_models()
        write("fill.json", fill())
        write("zero_shot.json", entailment() + likelihoods())
        write("embedding.json", embeddings())
        write("classes.json", classes())
