# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the fixtures of Unigram, SentencePiece models and normalization maps: small models trained on generated text in
several scripts, with what the reference libraries (tokenizers, sentencepiece, protobuf) make of hostile lines.

Needs tokenizers, sentencepiece, protobuf and transformers.
"""
import base64
import io
import json
import os
import random
import struct
import tempfile

os.environ["HF_HUB_OFFLINE"] = "1"
import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers.convert_slow_tokenizer import generate_merges
from tokenizers_hostile import hostile_lines
from unigram_clusters import counting_map

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../fixtures/tokenizers/unigram")
VOCABULARY = {
    "latin": "the tree house stands near river and children play there every morning until noon singing songs under old "
             "bridges while winter comes Straße über für größer Mädchen naïve déjà être garçon señor mañana "
             "walking walked walks talking talked talks".split(),
    "cyrillic": "дом стоит рядом рекой дети играют каждое утро поют песни зима пришла".split(),
    "greek": "το σπίτι είναι κοντά στο ποτάμι παιδιά παίζουν κάθε πρωί".split(),
    "arabic": "البيت قرب النهر الأطفال يلعبون كل صباح".split(),
    "hindi": "घर नदी के पास है बच्चे हर सुबह खेलते हैं क्षेत्र".split(),
    "thai": "บ้าน ใกล้ แม่น้ำ เด็ก เล่น ทุก เช้า".split(),
    "chinese": "房子 在 河边 孩子们 每天 早上 玩 冬天 来了".split(),
    "japanese": "家 は 川 の そば に あります カタカナ ひらがな".split(),
    "korean": "집은 강 옆에 있다 아이들이 아침마다 논다".split(),
}
# What becomes what: one to one, one to many, many to one, many to many, something to nothing; two of them begin alike.
RULES = [("\u00a0", " "), ("\t", " "), ("\r", ""), ("\u200b", ""), ("\u00ad", ""), ("\ufb01", "fi"), ("\u2026", "..."),
         ("\u2122", "TM"), ("\u00bd", "1\u20442"), ("e\u0301", "\u00e9"), ("\u0065\u0308", "\u00eb"), ("\u00a9", "(c)"),
         ("\u1100\u1161", "\uac00"), ("\u3314", "\u30ad\u30ed"), ("\u00c4", "Ae"), ("\u0915\u093c", "\u0958"),
         ("\uff21", "A"), ("\uff22", "B"), ("\U0001d400", "A"), ("\u0f73", "\u0f71\u0f72"), ("\u3000", " "),
         ("\u2126", "\u03a9"), ("o\u0302\u0301", "\u1ed1"), ("\u0344", "\u0308\u0301"), ("\u00e4\u0323", "\u1ea1\u0308")]


def sentences(count, seed):
    draw = random.Random(seed)
    for _ in range(count):
        words = VOCABULARY[draw.choice(list(VOCABULARY))]
        yield " ".join(draw.choice(words) for _ in range(draw.randint(2, 9)))


def train(**options):
    """The bytes of a SentencePiece model, without the paths of its training."""
    written = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        if options.pop("rules", False):
            options["normalization_rule_tsv"] = os.path.join(folder, "rules.tsv")
            with open(options["normalization_rule_tsv"], "w", encoding="ascii") as file:
                for source, target in RULES:
                    file.write("\t".join(" ".join(f"{ord(c):X}" for c in side) for side in (source, target)) + "\n")
        sentencepiece.SentencePieceTrainer.train(sentence_iterator=sentences(1500, 3), model_writer=written, num_threads=1,
                                                 minloglevel=2, **options)
    model = sentencepiece_model_pb2.ModelProto.FromString(written.getvalue())
    model.normalizer_spec.ClearField("normalization_rule_tsv")
    return model


def cases(tokenizer, lines):
    for line in lines:
        encoding = tokenizer.encode(line)
        yield {"a": line, "i": encoding.ids, "o": [x for pair in encoding.offsets for x in pair]}


def write_lines(name, items):
    with open(os.path.join(OUT, name), "w", encoding="ascii") as file:
        for item in items:
            file.write(json.dumps(item, separators=(",", ":")) + "\n")


def test_lines(count, seed):
    """Whole lines, some with SentencePiece's spaces, and single words."""
    lines = hostile_lines(count, seed, ["<unk>", "<s>", "<0x0A>", "\u2581"])
    lines += [line.replace(" ", "\u2581") for line in sentences(count // 2, seed)]
    lines += ["", "a", "\u2581", "<unk>", "x<unk>y", "\u2581\u2581\u2581\u2581\u2581", "\u2603\u2604\u2605", "aaaaaaaaaaaaaaaa",
              "talktalktalktalktalkedtalkingwalk", "\U0010ffff" * 3 + "the", "!?!?!?!?!?" * 4, "the\u2603tree"]
    return lines


def describe(model):
    """What protobuf reads of a model, and Transformers' merges for its pieces."""
    trainer, normalizer = model.trainer_spec, model.normalizer_spec
    pieces = [(piece.piece, piece.score) for piece in model.pieces]
    ids = {piece: i for i, (piece, _) in enumerate(pieces)}
    return {"pieces": [[piece.piece, piece.score, piece.type] for piece in model.pieces], "kind": trainer.model_type,
            "byte_fallback": trainer.byte_fallback, "space_as_suffix": trainer.treat_whitespace_as_suffix,
            "ids": [trainer.unk_id, trainer.bos_id, trainer.eos_id, trainer.pad_id],
            "names": [trainer.unk_piece, trainer.bos_piece, trainer.eos_piece, trainer.pad_piece],
            "charsmap": base64.b64encode(normalizer.precompiled_charsmap).decode(),
            "flags": [normalizer.add_dummy_prefix, normalizer.remove_extra_whitespaces, normalizer.escape_whitespaces],
            "merges_by_id": [[ids[a], ids[b]] for a, b in generate_merges(ids, None)],
            "merges_by_score": [[ids[a], ids[b]] for a, b in generate_merges(ids, pieces)]}


def odd_piece_model():
    """Pieces that are there twice, of equal scores, unused and user-defined; two trainer specs, unknown fields."""
    model = sentencepiece_model_pb2.ModelProto()
    texts = ["<unk>", "a", "b", "ab", "ba", "aba", "abab", "ab", "\u00e9", "\u00e9a", "a\u00e9", "a\u00e9a", "bab", "ababab"]
    for i, text in enumerate(texts):
        model.pieces.add(piece=text, score=[0.0, -1.5, -1.5, -2.0, -2.0, -3.0, -3.0][i % 7], type=[1, 2, 3, 4, 6, 5][(i + 1) % 6])
    model.trainer_spec.model_type = 2
    first = model.SerializeToString()
    second = sentencepiece_model_pb2.ModelProto()
    second.trainer_spec.eos_id = 7
    second.trainer_spec.treat_whitespace_as_suffix = True
    second.normalizer_spec.add_dummy_prefix = False
    unknown = b"\xa2\x06\x03abc" + b"\xa3\x06\x08\x01\xab\x06\xac\x06\xa4\x06" + b"\xa9\x06" + b"\x00" * 8
    return first + unknown + second.SerializeToString()


def write_models():
    described = {}
    options = {"vocab_size": 600, "character_coverage": 0.995, "hard_vocab_limit": False}
    trained = {"unigram": train(model_type="unigram", rules=True, pad_id=3, **options),
               "bytes": train(model_type="unigram", byte_fallback=True, normalization_rule_name="identity",
                              user_defined_symbols=["<sep>"], **options),
               "bpe": train(model_type="bpe", normalization_rule_name="identity", treat_whitespace_as_suffix=True, **options)}
    serialized = {name: model.SerializeToString() for name, model in trained.items()}
    serialized["odd"] = odd_piece_model()
    for name, data in serialized.items():
        with open(os.path.join(OUT, name + ".model"), "wb") as file:
            file.write(data)
        described[name] = describe(sentencepiece_model_pb2.ModelProto.FromString(data))
    with open(os.path.join(OUT, "models.json"), "w", encoding="ascii") as file:
        json.dump(described, file, separators=(",", ":"))
    for name in ("unigram", "bytes"):
        model = trained[name]
        unigram = models.Unigram([(piece.piece, piece.score) for piece in model.pieces], model.trainer_spec.unk_id,
                                 model.trainer_spec.byte_fallback)
        write_lines(name + ".jsonl", cases(Tokenizer(unigram), test_lines(300, 5)))
    return trained["unigram"].normalizer_spec.precompiled_charsmap


def odd_vocabularies():
    """Vocabularies that ask for the reference's every turn; their scores are those its JSON reader makes."""
    draw = random.Random(11)
    third = [["<unk>", 0.0], ["a", -0.43561181362301915], ["aa", -12.563669634938593], ["aaa", -1.7434659857109843],
             ["b", -9.634415443986683], ["ab", -2.1], ["ba", -2.1], ["aab", -2.5356118136230191]]
    yield {"unk_id": 0, "byte_fallback": False, "vocab": third}, ["".join(draw.choice("aaab") for _ in range(40)) for _ in range(60)]
    positive = [["<unk>", 100.0], ["xy", 101.0], ["a", 150.0], ["<0x78>", 140.0], ["<0x79>", 140.0], ["\u2603", 120.0]]
    lines = ["xy", "axya", "xyxy", "yx", "axyxa", "\u2603xy", "<unk>", "a<unk>xy<unk>", "<0x78>", "xx\u2603yy"]
    yield {"unk_id": 0, "byte_fallback": False, "vocab": positive}, lines
    yield {"unk_id": 0, "byte_fallback": True, "vocab": positive}, lines
    yield {"unk_id": 2, "byte_fallback": True, "vocab": positive}, lines
    twice = [["a", -1.0], ["b", -1.0], ["ab", -3.0], ["ab", -1.0], ["", -0.5], ["<unk>", -2.0], ["a\u0000", -0.25]]
    yield {"unk_id": 5, "byte_fallback": False, "vocab": twice}, ["ab", "abab", "aab", "xabx", "", "a\u0000b", "\u0000"]
    nothing = [["ab", -1.0], ["a", -1.0]]
    yield {"unk_id": None, "byte_fallback": False, "vocab": nothing}, ["ab", "aab", "a", ""]
    pieces = sorted({"".join(draw.choice("abc\u00e9\u4e2d") for _ in range(draw.randint(1, 6))) for _ in range(300)})
    equal = [["<unk>", -20.0]] + [[piece, -float(draw.randint(1, 6)) / draw.choice([1, 3, 7])] for piece in pieces]
    yield {"unk_id": 0, "byte_fallback": False, "vocab": equal}, ["".join(draw.choice("abc\u00e9\u4e2dx") for _ in range(30)) for _ in range(150)]


def read(model):
    """A tokenizer of a tokenizer.json that has only this model: no added tokens to look for first."""
    return Tokenizer.from_str(json.dumps({"version": "1.0", "added_tokens": [], "model": model}))


def write_odd_vocabularies():
    items = []
    for model, lines in odd_vocabularies():
        items.append({**model, "cases": list(cases(read({"type": "Unigram", **model}), lines))})
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.train_from_iterator(sentences(1500, 4), trainers.UnigramTrainer(vocab_size=400, show_progress=False,
                                                                              special_tokens=["<s>", "<unk>"], unk_token="<unk>"))
    trained = json.loads(tokenizer.to_str())["model"]
    items.append({**trained, "cases": list(cases(read(trained), test_lines(100, 6)))})
    write_lines("vocabularies.jsonl", items)


def write_scores():
    """Numbers, and what the reference's JSON reader makes of them."""
    draw = random.Random(8)
    values = [-draw.random() * 15 for _ in range(300)]
    values += [struct.unpack("f", struct.pack("f", -draw.random() * 15))[0] for _ in range(300)]
    values += [0.0, -1.0, 7.0, 1e-7, -3e-300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e22, 1e23, 0.1, -0.3]
    vocab = [[f"t{i}", value] for i, value in enumerate(values)]
    tokenizer = read({"type": "Unigram", "unk_id": 0, "vocab": vocab})
    made = [value for _, value in json.loads(tokenizer.to_str())["model"]["vocab"]]
    write_lines("scores.jsonl", [[value.hex(), other.hex()] for value, other in zip(values, made)])


def write_maps(ours):
    """What maps make of lines, and where each character of that comes from."""
    draw = random.Random(12)
    parts = [source for source, _ in RULES] + list("aeoA\u0301\u0302\u0308\u0323\u200d\u0915\u094d\u093c\u1100\u1161\u11a8\uac00")
    parts += ["\r\n", "\n", " ", "\u00a9", "\U0001f600", "\u0600", "\u0903", "\U0001f1e9", "\x00", "e\u0301", "\u00ae", "\u0e33"]
    lines = ["".join(draw.choice(parts) for _ in range(draw.randint(1, 8))) for _ in range(500)] + [""]
    lines += hostile_lines(200, 13, [])
    characters = Tokenizer(models.WordLevel({"u": 0}, unk_token="u"))
    characters.pre_tokenizer = pre_tokenizers.Split(Regex("[\\s\\S]"), "isolated")
    items = []
    for data in (ours, counting_map()):
        characters.normalizer = normalizers.Precompiled(data)
        found = []
        for line in lines:
            offsets = characters.encode(line).offsets
            found.append([line, characters.normalizer.normalize_str(line), [x for pair in offsets for x in pair]])
        items.append({"map": base64.b64encode(data).decode(), "cases": found})
    write_lines("maps.jsonl", items)


def main():
    os.makedirs(OUT, exist_ok=True)
    write_maps(write_models())
    write_odd_vocabularies()
    write_scores()


if __name__ == "__main__":
    main()
