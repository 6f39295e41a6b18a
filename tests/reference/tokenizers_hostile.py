# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile text for tokenizer tests, drawn from a seed: what the fixtures and the fuzz comparison share."""
import random
import unicodedata

SPACES = ["\u00a0", "\u1680", "\u2000", "\u2003", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000",
          "\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\t", "\r", "\n", "  "]
INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u061c", "\u180e", "\x00", "\x01", "\x7f",
             "\x9f", "\ufffd", "\ufffe", "\uffff", "\U000e0001", "\U000e0067", "\U0010ffff", "\ue000", "\uf8ff", "\U000f0000"]
MARKS = ["\u0301", "\u0323", "\u0308", "\u0327", "\u031b", "\u0345", "\u093c", "\u094d", "\u302e", "\u302f", "\u0f71", "\u0f74",
         "\u05b0", "\u0651", "\u064b", "\u1d165", "\U0001d165", "\U0001d16d", "\u20dd", "\ufe0f", "\u0344", "\u0e38", "\u3099"]
SPECIAL = ["[MASK]", "[SEP]", "[CLS]", "[UNK]", "[PAD]", "[mask]", "[MASK", "MASK]", "[[MASK]]", " [SEP] ", "[SEP][SEP]", "##ing",
           "##", "[unused1]", "<s>", "</s>"]
WORDS = ["the", "The", "HELLO", "Straße", "İstanbul", "ΟΔΥΣΣΕΥΣ", "ΣΑΣ", "naïve", "Ångström", "ﬁne", "ǅungla", "don't", "it's",
         "3.14", "1,000", "e-mail", "I'm", "we've", "co-operate", "U.S.A.", "@user", "#tag", "http://a.b/c?d=e&f", "C++", "ẞ",
         "ὈΔΥΣΣΕΎΣ", "ᾈ", "Ǆ", "Ⅷ", "Ⓐ", "Ａｂｃ", "𝐇𝐞𝐥𝐥𝐨", "𝕏", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "ﬀ", "ŉ", "K", "Å", "Ω", "ſ", "ı", "Ȁ", "ꙁ", "Ა", "ᏸ", "Ꭰ"]
EMOJI = ["👨‍👩‍👧‍👦", "🏳️‍🌈", "👩🏽‍🚀", "🇩🇪", "❤️", "☺", "1️⃣", "🧑‍🤝‍🧑", "😀😀", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
RANGES = [(0x20, 0x7E), (0xA0, 0x17F), (0x180, 0x24F), (0x250, 0x2AF), (0x370, 0x3FF), (0x400, 0x52F), (0x530, 0x58F),
          (0x590, 0x5F4), (0x600, 0x6FF), (0x700, 0x74F), (0x780, 0x7BF), (0x900, 0x97F), (0x980, 0x9FF), (0xA00, 0xA7F),
          (0xB80, 0xBFF), (0xC00, 0xC7F), (0xD00, 0xD7F), (0xD80, 0xDFF), (0xE00, 0xE7F), (0xE80, 0xEFF), (0xF00, 0xFFF),
          (0x1000, 0x109F), (0x10A0, 0x10FF), (0x1100, 0x11FF), (0x1200, 0x137F), (0x13A0, 0x13FF), (0x1400, 0x167F),
          (0x1780, 0x17FF), (0x1800, 0x18AF), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x20CF), (0x2100, 0x218F),
          (0x2190, 0x22FF), (0x2460, 0x24FF), (0x2C00, 0x2DFF), (0x2E00, 0x2E7F), (0x3000, 0x30FF), (0x3100, 0x31FF),
          (0x3400, 0x3500), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA640, 0xA7FF), (0xA8E0, 0xABFF), (0xAC00, 0xD7A3),
          (0xD7B0, 0xD7FF), (0xE000, 0xE010), (0xF900, 0xFAFF), (0xFB00, 0xFDFF), (0xFE20, 0xFE6F), (0xFF00, 0xFFEF),
          (0x10000, 0x100FF), (0x10400, 0x1044F), (0x10A00, 0x10A60), (0x11000, 0x1107F), (0x110D0, 0x1114F),
          (0x118A0, 0x118FF), (0x16B00, 0x16FE4), (0x1B000, 0x1B0FF), (0x1D100, 0x1D1FF), (0x1D400, 0x1D7FF),
          (0x1E900, 0x1E95F), (0x1F100, 0x1F1FF), (0x1F300, 0x1F6FF), (0x20000, 0x20100), (0x2A700, 0x2A800), (0x2B820, 0x2B8FF),
          (0x2F800, 0x2FA1F), (0x30000, 0x30100)]


def from_range(draw):
    first, last = draw.choice(RANGES)
    return chr(draw.randint(first, last))


def any_code_point(draw):
    while True:
        c = draw.randint(0, 0x10FFFF) if draw.random() < 0.3 else draw.randint(0, 0x2FFFF)
        if not 0xD800 <= c <= 0xDFFF:
            return chr(c)


def digits(draw):
    zeros = [0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xE50, 0xF20, 0x1040, 0x17E0, 0xFF10, 0x104A0, 0x1D7CE, 0x1E950]
    zero = draw.choice(zeros)
    return "".join(chr(zero + draw.randrange(10)) for _ in range(draw.randint(1, 6)))


def script_run(draw):
    first, last = draw.choice(RANGES)
    return "".join(chr(draw.randint(first, last)) for _ in range(draw.randint(1, 8)))


def marked(draw):
    return from_range(draw) + "".join(draw.choice(MARKS) for _ in range(draw.randint(1, 5)))


def precomposed(draw):
    text = script_run(draw) + draw.choice(MARKS)
    return unicodedata.normalize(draw.choice(["NFC", "NFD", "NFKC", "NFKD"]), text)


def cased_word(draw):
    letters = "".join(draw.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(draw.randint(1, 9)))
    return draw.choice([letters, letters.upper(), letters.capitalize()])


def long_word(draw):
    return draw.choice(["a", "ab", "é", "字", "e\u0301", "###", "the"]) * draw.choice([49, 50, 51, 99, 100, 101, 102, 130])


def punctuation(draw):
    return "".join(draw.choice("!?.,;:'\"()[]{}<>|\\/@#$%^&*-_=+~`¿¡«»—…‘’“”、。・٪؟।༼༽") for _ in range(draw.randint(1, 7)))


MAKERS = [(cased_word, 30), (lambda d: d.choice(WORDS), 20), (lambda d: d.choice(SPECIAL), 10), (lambda d: d.choice(EMOJI), 5),
          (lambda d: d.choice(SPACES), 12), (lambda d: d.choice(INVISIBLE), 8), (lambda d: d.choice(MARKS), 6), (script_run, 14),
          (from_range, 10), (any_code_point, 6), (digits, 5), (marked, 8), (precomposed, 6), (punctuation, 8), (long_word, 0.4)]


def hostile_line(draw, most=9, extra=()):
    makers, weights = zip(*MAKERS)
    parts = []
    for _ in range(draw.randint(1, most)):
        maker = (lambda d: d.choice(extra)) if extra and draw.random() < 0.12 else draw.choices(makers, weights)[0]
        parts.append(maker(draw))
        if draw.random() < 0.5:
            parts.append(" ")
    return "".join(parts)


def hostile_lines(count, seed, extra=()):
    draw = random.Random(seed)
    return [hostile_line(draw, extra=extra) for _ in range(count)]
