# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/fixtures/pipelines: small tokenizers of every component that is not BERT's, trained on made-up text, and
what the reference library makes of hostile lines. The files have the form that tokenizers_fixtures.py describes; "r" is
a truncation strategy other than longest_first. The folders of Transformers' own classes are tokenizers_classes.py's.
"""
import json
import os
import random
import shutil
import sys
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from tokenizers_hostile import WORDS, hostile_lines

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "../fixtures/pipelines")
CL100K = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|"
          r"\s+(?!\S)|\s+")
ROOTS = """the of and a to in is you that it he was for on are as with his they at be this have from or one had by word but
not what all were we when your can said there use an each which she do how their if will up other about out many then them
hello world train model data token film good bad very like time review never ever plot actor scene lost found don't it's
we're 12 2024 naïve café über straße привет мир данные модель 你好 世界 数据 こんにちは γεια σου κόσμε שלום مرحبا""".split()


def corpus():
    draw = random.Random(5)
    return [" ".join(draw.choice(ROOTS) for _ in range(12)) + draw.choice([".", "!", " ?", ", - "]) for _ in range(400)]


def trained(model, trainer, pre_tokenizer=None, normalizer=None):
    tokenizer = Tokenizer(model)
    if pre_tokenizer is not None:
        tokenizer.pre_tokenizer = pre_tokenizer
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    tokenizer.train_from_iterator(corpus(), trainer)
    return tokenizer


def byte_level(pre_tokenizer, normalizer=None, specials=("<s>", "<pad>", "</s>", "<unk>", "<mask>"), size=420, **options):
    trainer = trainers.BpeTrainer(vocab_size=size, initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
                                  special_tokens=list(specials), show_progress=False)
    tokenizer = trained(models.BPE(**options), trainer, pre_tokenizer, normalizer)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def characters(pre_tokenizer, normalizer=None, specials=("<unk>", "<s>", "</s>"), size=300, trainer=None, **options):
    """BPE over characters, of which some stay unknown."""
    trainer = trainer or trainers.BpeTrainer(vocab_size=size, limit_alphabet=70, special_tokens=list(specials),
                                             show_progress=False)
    return trained(models.BPE(**options), trainer, pre_tokenizer, normalizer)


def fallback(pre_tokenizer, normalizer=None, **options):
    specials = ["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)]
    return characters(pre_tokenizer, normalizer, specials, 480, unk_token="<unk>", byte_fallback=True, **options)


def with_specials(tokenizer, single, pair, *names):
    tokenizer.post_processor = processors.TemplateProcessing(
        single=single, pair=pair, special_tokens=[(name, tokenizer.token_to_id(name)) for name in names])
    return tokenizer


def odd(tokenizer):
    """One added token for each flag and some together."""
    tokenizer.add_tokens([AddedToken("<left>", lstrip=True, normalized=False), AddedToken("<right>", rstrip=True, normalized=False),
                          AddedToken("solo", single_word=True, normalized=False), AddedToken("Größe Ä", normalized=True),
                          AddedToken("中", normalized=True), AddedToken(" gap", normalized=False)])
    tokenizer.add_special_tokens([AddedToken("<both>", lstrip=True, rstrip=True), AddedToken("ab", special=True)])
    return tokenizer


def make_byte_level(add):
    gpt2 = byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False))
    gpt2.post_processor = processors.ByteLevel(trim_offsets=False)
    add("gpt2", gpt2)
    roberta = byte_level(pre_tokenizers.ByteLevel(add_prefix_space=True))
    roberta.add_special_tokens([AddedToken("<mask>", lstrip=True)])
    roberta.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=True)
    add("roberta", roberta)
    trim = odd(byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False)))
    trim.post_processor = processors.Sequence([processors.ByteLevel(trim_offsets=True, add_prefix_space=False)])
    add("byte_trim", trim)
    smol = byte_level(pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True),
                                               pre_tokenizers.ByteLevel(add_prefix_space=False)]))
    add("smollm", smol)
    prefixed = byte_level(pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True),
                                                   pre_tokenizers.ByteLevel(add_prefix_space=True)]))
    prefixed.post_processor = processors.ByteLevel(trim_offsets=True, add_prefix_space=True)
    add("digits_prefixed", prefixed)
    llama3 = byte_level(pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(CL100K), "isolated"),
                                                 pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]),
                        normalizers.NFC(), ignore_merges=True)
    llama3.post_processor = processors.Sequence([processors.ByteLevel(trim_offsets=True, add_prefix_space=False),
                                                 with_specials(byte_level(None), "<s> $A", "<s> $A <s>:1 $B:1", "<s>").post_processor])
    add("llama3", llama3)
    add("byte_ignore", byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False), ignore_merges=True))
    normal = byte_level(pre_tokenizers.Split(Regex("Ġ?[^Ġ]+|Ġ+"), "isolated"), normalizers.ByteLevel())
    add("byte_normalizer", odd(normal))


def make_pieces(add):
    llama = fallback(None, normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]), fuse_unk=True)
    llama.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
                                       decoders.Strip(" ", 1, 0)])
    add("llama2", with_specials(llama, "<s> $A", "<s> $A <s>:1 $B:1", "<s>"))
    first = fallback(pre_tokenizers.Metaspace(prepend_scheme="first", split=False), fuse_unk=True)
    first.decoder = decoders.Metaspace(prepend_scheme="first", split=False)
    add("metaspace_first", odd(first))
    always = characters(pre_tokenizers.Metaspace(), unk_token="<unk>", fuse_unk=False)
    always.decoder = decoders.Metaspace()
    add("metaspace_always", always)
    never = characters(pre_tokenizers.Metaspace(replacement="_", prepend_scheme="never"), unk_token="<unk>", fuse_unk=True)
    never.decoder = decoders.Metaspace(replacement="_", prepend_scheme="never")
    add("metaspace_never", with_specials(never, "$A </s>", "$A </s> $B </s>", "</s>"))
    stripped = characters(pre_tokenizers.Metaspace(prepend_scheme="first"), normalizers.Strip(), unk_token="<unk>")
    add("metaspace_stripped", stripped)


def make_words(add):
    clip = byte_level(pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"), "removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False)]),
        normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]),
        end_of_word_suffix="</w>", unk_token="</s>")
    clip.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=False, add_prefix_space=False)
    add("clip", clip)
    suffix = characters(pre_tokenizers.WhitespaceSplit(), unk_token="<unk>", trainer=trainers.BpeTrainer(
        vocab_size=300, limit_alphabet=70, end_of_word_suffix="</w>", special_tokens=["<unk>"], show_progress=False),
        end_of_word_suffix="</w>")
    suffix.decoder = decoders.BPEDecoder()
    add("bpe_suffix", suffix)
    prefix = characters(pre_tokenizers.BertPreTokenizer(), unk_token="<unk>", trainer=trainers.BpeTrainer(
        vocab_size=340, limit_alphabet=70, continuing_subword_prefix="##", special_tokens=["<unk>"], show_progress=False),
        continuing_subword_prefix="##")
    prefix.decoder = decoders.WordPiece(cleanup=False)
    add("bpe_prefix", prefix)
    add("bpe_drop", odd(characters(pre_tokenizers.Whitespace())))
    add("bpe_no_split", characters(None, normalizers.NFKC(), unk_token="<unk>", fuse_unk=True))
    words = trained(models.WordLevel(unk_token="[UNK]"), trainers.WordLevelTrainer(special_tokens=["[UNK]"], show_progress=False),
                    pre_tokenizers.Whitespace(), normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents(),
                                                                       normalizers.Lowercase()]))
    add("word_level", odd(words))
    piece = lambda pre, norm: trained(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=20), trainers.WordPieceTrainer(
        vocab_size=330, limit_alphabet=70, special_tokens=["[UNK]", "[CLS]", "[SEP]"], show_progress=False), pre, norm)
    generic = piece(pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Punctuation()]),
                    normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()]))
    generic.decoder = decoders.WordPiece()
    generic.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    add("wordpiece_generic", generic)
    mixed = piece(pre_tokenizers.BertPreTokenizer(), normalizers.Sequence([
        normalizers.Replace("``", '"'), normalizers.NFKD(), normalizers.BertNormalizer(), normalizers.Strip(left=False)]))
    add("wordpiece_mixed", odd(mixed))


def make_splits(add):
    behaviors = ["removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"]
    steps = [pre_tokenizers.Sequence([pre_tokenizers.Split("e", behaviors[k]), pre_tokenizers.Split(Regex(r"[aio]+\s?"), behaviors[k - 1],
             invert=k % 2 == 1), pre_tokenizers.Punctuation(behaviors[k - 2]), pre_tokenizers.Digits(individual_digits=k % 2 == 0)])
             for k in range(5)]
    names = [normalizers.Nmt(), normalizers.NFKD(), normalizers.Strip(right=False), normalizers.NFC(), normalizers.NFD()]
    for k in range(5):
        add("split_" + behaviors[k], characters(steps[k], names[k], unk_token="<unk>", fuse_unk=k == 0))
    add("delimiter", characters(pre_tokenizers.Sequence([pre_tokenizers.CharDelimiterSplit("e"), pre_tokenizers.FixedLength(4)]),
                                normalizers.Replace(Regex(r"\W|(?=o)"), "_"), unk_token="<unk>"))


def case(tokenizer, a, b=None, max_length=0, specials=True, strategy="longest_first", left=False):
    tokenizer.no_truncation()
    if max_length:
        tokenizer.enable_truncation(max_length, strategy=strategy, direction="left" if left else "right")
    try:
        encoding = tokenizer.encode(a, b, add_special_tokens=specials)
    except Exception as problem:
        assert "too short" in str(problem) or "not provided" in str(problem), problem
        return None
    finally:
        tokenizer.no_truncation()
    row = {"a": a}
    row.update({"b": b} if b is not None else {}, **({"m": max_length} if max_length else {}), **({} if specials else {"n": 1}),
               **({"r": strategy} if strategy != "longest_first" else {}))
    row.update(i=encoding.ids, o=[x for pair in encoding.offsets for x in pair])
    if any(encoding.type_ids):
        row["t"] = encoding.type_ids
    row["w"] = [-1 if w is None else w for w in encoding.word_ids]
    return row


EXTRA = ["don't we're I'LL 's", "a  b   c", " leading", "trailing  ", "\n\n line \n", "tab\tx", "12 345 6789", "x1y22", "<mask>", "a <mask> b",
         "<s>", "</s> <unk>", "``quoted''", "Größe Ä", "größe ä", "solo", "soloist", "ab", "x gap y", "中文字", "▁▁a", "_a_", "e-mail", "  ",
         "the\u00a0good", "e\u0301e\u0301", "한국어", "ｆｕｌｌ", "\ufb01ne", "\x00a", "🏳️‍🌈", "tion" * 30, "a" * 70, " " * 9 + "x"]


def write_lines(path, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            out.write(json.dumps(row, separators=(",", ":")) + "\n")


def rows_of(tokenizer, seed, count, left):
    added = [token.content for token in tokenizer.get_added_tokens_decoder().values() if not token.content.startswith("<0x")]
    lines = [""] + EXTRA + hostile_lines(count, seed, added + WORDS[:4])
    draw = random.Random(seed)
    rows = [case(tokenizer, line, left=left) for line in lines]
    for _ in range(count // 2):
        a, b = draw.choice(lines), draw.choice(lines)
        most = draw.choice([0, 4 + draw.randrange(12)])
        rows.append(case(tokenizer, a, b, most, True, draw.choice(["longest_first", "only_first", "only_second"]), left))
        rows.append(case(tokenizer, a, draw.choice([None, b]), draw.choice([0, 5]), False, left=left))
        rows.append(case(tokenizer, a, None, 2 + draw.randrange(9), left=left))
    return [row for row in rows if row]


def decoded_of(tokenizer, rows, seed, count, decode):
    draw, size, decoded = random.Random(seed), tokenizer.get_vocab_size(), []
    for _ in range(count):
        ids = draw.choice([draw.choice(rows)["i"], [draw.randrange(size) for _ in range(draw.randint(1, 12))]])
        decoded.append({"i": ids, "k": decode(ids, False), "s": decode(ids, True)})
    return decoded


def write_cases(name, tokenizer, seed, decode=None, left=False, count=34):
    decode = decode or (lambda ids, skip: tokenizer.decode(ids, skip_special_tokens=skip))
    rows = rows_of(tokenizer, seed, count, left)
    write_lines(os.path.join(FIXTURES, name + ".jsonl"), rows)
    write_lines(os.path.join(FIXTURES, name + ".decode.jsonl"), decoded_of(tokenizer, rows, seed, count, decode))


def compact(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        json.dump(data, out, ensure_ascii=False, separators=(",", ":"))
        out.write("\n")


def folder(name):
    path = os.path.join(FIXTURES, name)
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    return path


def main():
    made = []

    def add(name, tokenizer):
        if sys.argv[1:] and name not in sys.argv[1:]:
            return
        path = os.path.join(folder(name), "tokenizer.json")
        left = len(made) % 5 == 4
        if left:
            tokenizer.enable_truncation(9, direction="left")
        tokenizer.save(path)
        compact(path)
        write_cases(name, Tokenizer.from_file(path), 300 + len(made), left=left)
        made.append(name)

    for make in (make_byte_level, make_pieces, make_words, make_splits):
        make(add)
    print(len(made), "tokenizers")


if __name__ == "__main__":
    main()
