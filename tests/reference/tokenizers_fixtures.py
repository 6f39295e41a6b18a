# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/fixtures/tokenizers: small tokenizer folders of our own making, and what the reference makes of hostile lines.

Each NAME.jsonl holds one case a line: {"a": text, "b": pair, "m": max length, "n": no special tokens} and the expected
{"i": ids, "o": offsets, "t": type ids, "w": word ids}. Offsets are flat; b, m, n and type ids that are all 0 are left out.
{"x": bytes in hexadecimal} stands for "a" where the bytes are not UTF-8; expected is what their decoding with U+FFFD gives.
NAME.decode.jsonl: {"i": ids, "k": text with special tokens, "s": text without them}.
minilm.jsonl and minilm.decode.jsonl need the model all-MiniLM-L6-v2, given as the first argument, or in
.deps/samples/models; its vocabulary is not copied.
"""
import json
import os
import random
import shutil
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
from transformers import AutoTokenizer
from tokenizers_hostile import WORDS, hostile_lines

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "../fixtures/tokenizers")
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
ROOTS = """the of and a to in is you that it he was for on are as with his they at be this have from or one had by word but
not what all were we when your can said there use an each which she do how their if will up other about out many then them
hello world train model data token film good bad very like time review never ever plot actor scene lost found""".split()
ENDINGS = ["s", "ed", "ing", "er", "est", "ly", "ness", "ment", "tion", "able", "un", "re", "al", "ful", "ous", "ity"]
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789" + "éèüöäñçßøåœæıſ" + "αβγδεζσςωάέ" + "абвгдеёжийщ" + "אבגדהשת" + "ابتثجم" + \
    "कखगनमािी" + "กขคงจ่้" + "각" + "가나다" + "あいうアイウが" + "中文字語" + "\u0301\u0308\u0327"


def vocabulary(cased):
    """Special tokens, [unused] ones, single characters, words and endings; the same list each time."""
    letters = LETTERS + (LETTERS.upper() if cased else "")
    words = ROOTS + ([w.capitalize() for w in ROOTS] + [w for w in WORDS if w.isalpha()] if cased else [])
    tokens = SPECIALS + [f"[unused{k}]" for k in range(5)]
    tokens += list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¿¡«»—…’、。٪؟।")
    tokens += list(letters) + ["##" + c for c in letters]
    tokens += words + ["##" + e for e in ENDINGS] + ["##" + w for w in ROOTS[20:40]] + ["##lo", "##wor", "hel", "##lo world", "##"]
    return list(dict.fromkeys(tokens))


def added(content, id, **flags):
    return {"id": id, "content": content, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
            "special": False, **flags}


def tokenizer_json(tokens, normalizer, **parts):
    vocab = {token: k for k, token in enumerate(tokens)}
    specials = [added(token, k, special=True) for k, token in enumerate(SPECIALS)]
    piece = lambda kind, name, type_id: {kind: {"id": name, "type_id": type_id}}
    template = {
        "type": "TemplateProcessing",
        "single": [piece("SpecialToken", "[CLS]", 0), piece("Sequence", "A", 0), piece("SpecialToken", "[SEP]", 0)],
        "pair": [piece("SpecialToken", "[CLS]", 0), piece("Sequence", "A", 0), piece("SpecialToken", "[SEP]", 0),
                 piece("Sequence", "B", 1), piece("SpecialToken", "[SEP]", 1)],
        "special_tokens": {t: {"id": t, "ids": [vocab[t]], "tokens": [t]} for t in ("[CLS]", "[SEP]")}}
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": specials + parts.pop("added", []),
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
                       "lowercase": True, **normalizer},
        "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": template,
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100, "vocab": vocab, **parts.pop("model", {})},
        **parts}


def odd_tokens(first):
    """One added token for each flag and some together."""
    tokens = [added("<left>", 0, lstrip=True), added("<right>", 0, rstrip=True), added("<both>", 0, lstrip=True, rstrip=True),
              added("solo", 0, single_word=True), added("Größe Ä", 0, normalized=True), added("中", 0, normalized=True),
              added("<Both Norm>", 0, normalized=True, lstrip=True, rstrip=True), added("Lone", 0, normalized=True, single_word=True),
              added("<left><right>", 0), added(" gap", 0), added("ab", 0, special=True), added("[MASK]", 0, lstrip=True, special=True)]
    return [{**token, "id": first + k} for k, token in enumerate(tokens)]


def write(folder, **files):
    path = os.path.join(FIXTURES, folder)
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    for name, content in files.items():
        with open(os.path.join(path, name.replace("__", ".")), "w", encoding="utf-8", newline="\n") as out:
            out.write(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")


def write_folders():
    for name, cased in (("uncased", False), ("cased", True)):
        tokens = vocabulary(cased)
        config = {"do_lower_case": not cased, "tokenizer_class": "BertTokenizer", "model_max_length": 64}
        write(name + "_json", tokenizer__json=tokenizer_json(tokens, {"lowercase": not cased}), tokenizer_config__json=config)
        write(name + "_txt", vocab__txt="".join(token + "\n" for token in tokens), tokenizer_config__json=config)
    tokens = vocabulary(True)
    bert = {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]}
    # No Transformers class is named, so tokenizer.json's own pipeline counts, with all its options.
    write("odd_tokens", tokenizer__json=tokenizer_json(tokens, {}, added=odd_tokens(len(tokens)), post_processor=bert))
    write("raw", tokenizer__json=tokenizer_json(
        tokens, {"clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": True},
        truncation={"max_length": 8, "strategy": "OnlyFirst", "stride": 2, "direction": "Left"},
        padding={"strategy": {"Fixed": 40}, "direction": "Right", "pad_to_multiple_of": None, "pad_id": 0, "pad_type_id": 0,
                 "pad_token": "[PAD]"},
        model={"max_input_chars_per_word": 7, "continuing_subword_prefix": "##"}))
    write("accents", tokenizer__json=tokenizer_json(
        tokens, {"strip_accents": True, "lowercase": False}, post_processor=None, decoder=None,
        model={"unk_token": "[MASK]", "continuing_subword_prefix": "un"}))
    # The older files: added_tokens.json and special_tokens_map.json beside a vocab.txt, Windows line ends, no last one.
    write("legacy", vocab__txt="\r\n".join(vocabulary(False)),
          tokenizer_config__json={"do_lower_case": True, "strip_accents": False, "tokenize_chinese_chars": False,
                                  "tokenizer_class": "BertTokenizerFast", "clean_up_tokenization_spaces": True},
          added_tokens__json={"<new>": len(vocabulary(False)), "Two Words": len(vocabulary(False)) + 1},
          special_tokens_map__json={"mask_token": {"content": "[MASK]", "single_word": False, "lstrip": True, "rstrip": False,
                                                   "normalized": False}, "cls_token": "[CLS]",
                                    "additional_special_tokens": ["[unused1]", "<extra>"]})
    write("decoder_config", tokenizer__json=tokenizer_json(tokens, {}, added=[added("gone", len(tokens))]),
          tokenizer_config__json={"do_lower_case": False, "tokenizer_class": "DistilBertTokenizer", "truncation_side": "left",
                                  "added_tokens_decoder": {
                                      "4": {k: v for k, v in added("[MASK]", 4, rstrip=True, special=True).items() if k != "id"},
                                      "999": {k: v for k, v in added("<ent>", 0, normalized=True).items() if k != "id"}}})


def case(tokenizer, a, b=None, max_length=0, specials=True):
    backend = tokenizer.backend_tokenizer
    backend.no_padding()
    backend.no_truncation()
    if max_length:
        backend.enable_truncation(max_length, direction=tokenizer.truncation_side)
    encoding = backend.encode(a, b, add_special_tokens=specials) if b is not None else backend.encode(a, add_special_tokens=specials)
    if not max_length and specials:
        assert tokenizer(a, b)["input_ids"] == encoding.ids
    row = {"a": a}
    row.update({"b": b} if b is not None else {}, **({"m": max_length} if max_length else {}), **({} if specials else {"n": 1}))
    row.update(i=encoding.ids, o=[x for pair in encoding.offsets for x in pair])
    if any(encoding.type_ids):
        row["t"] = encoding.type_ids
    row["w"] = [-1 if w is None else w for w in encoding.word_ids]
    return row


BROKEN = [b"\x80", b"a\xffb", b"\xc3(", b"ab\xc3", b"\xe2\x82", b"\xe2\x82x", b"\xf0\x9f\x98", b"\xf0\x9f\x98 \x80", b"\xed\xa0\x80",
          b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"the\x80\x80\x80of", b"\xe0\x80\xaf", b"\xef\xbb\xbfthe", b"[MA\xffSK]",
          b"\xf0\x80\x80\x80", b"e\xcc\x81 \xcc e", b"\xfe\xff", b"caf\xe9 cr\xe8me", b"\xe4\xb8\xad\xe4\xb8", b"\xc2[MASK]\xc2"]


def broken_case(tokenizer, data):
    row = case(tokenizer, data.decode("utf-8", errors="replace"))
    del row["a"]
    return {"x": data.hex(), **row}


def write_lines(name, rows):
    with open(os.path.join(FIXTURES, name), "w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            out.write(json.dumps(row, separators=(",", ":")) + "\n")


def write_cases(name, folder, count, seed):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    extra = [str(t) for t in tokenizer.added_tokens_decoder.values()]
    extra += [t.upper() for t in extra] + [f" {t}  " for t in extra] + [f"x{t}y" for t in extra]
    lines = [""] + hostile_lines(count - 1, seed, extra)
    draw = random.Random(seed)
    rows = [case(tokenizer, line) for line in lines] + [broken_case(tokenizer, data) for data in BROKEN]
    for _ in range(count // 6):
        a, b = draw.choice(lines), draw.choice(lines)
        fewest = tokenizer.num_special_tokens_to_add(True)
        rows.append(case(tokenizer, a, b, draw.choice([0, 0, fewest + draw.randrange(12)])))
        fewest = tokenizer.num_special_tokens_to_add()
        rows.append(case(tokenizer, draw.choice(lines), None, fewest + draw.randrange(10)))
        rows.append(case(tokenizer, a, draw.choice([None, b]), draw.choice([0, 5]), False))
    write_lines(name + ".jsonl", rows)
    size, decoded = len(tokenizer), []
    for _ in range(count // 6):
        ids = draw.choice([draw.choice(rows)["i"], [draw.randrange(size) for _ in range(draw.randint(0, 12))]])
        decoded.append({"i": ids, "k": tokenizer.decode(ids), "s": tokenizer.decode(ids, skip_special_tokens=True)})
    write_lines(name + ".decode.jsonl", decoded)


def main():
    os.makedirs(FIXTURES, exist_ok=True)
    write_folders()
    for k, name in enumerate(sorted(os.listdir(FIXTURES))):
        if name != "unigram" and os.path.isdir(os.path.join(FIXTURES, name)):
            write_cases(name, os.path.join(FIXTURES, name), 600 if name == "cased_json" else 250, 100 + k)
    minilm = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "../../.deps/samples/models/all-MiniLM-L6-v2")
    if os.path.isdir(minilm):
        write_cases("minilm", minilm, 2400, 7)
    else:
        print("minilm.jsonl is left as it is: no all-MiniLM-L6-v2 at", minilm, file=sys.stderr)


if __name__ == "__main__":
    main()
