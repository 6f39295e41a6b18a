# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes engine/text/unicode_data.inc: what the reference tokenizer library does with every code point.

Every table is found by asking the library, not from a Unicode database: it mixes tables of several Unicode versions
(general categories, normal forms, lower case), and ours must be the same on every machine, whatever ICU it has.
"""
import os
import sys
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers

ALL = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
CHUNK = 4096


def bert(**options):
    return normalizers.BertNormalizer(**{"clean_text": False, "handle_chinese_chars": False, "strip_accents": False,
                                         "lowercase": False, **options})


def per_code_point(normalize):
    """What `normalize` makes of each code point alone."""
    return {c: normalize(chr(c)) for c in ALL}


def compress(members):
    """Sorted code points as [first, last] ranges."""
    ranges = []
    for c in sorted(members):
        # The surrogates never reach us, so a range may run across them.
        if ranges and (c == ranges[-1][1] + 1 or (ranges[-1][1] == 0xD7FF and c == 0xE000)):
            ranges[-1][1] = c
        else:
            ranges.append([c, c])
    return ranges


def clean_classes():
    cleaned = per_code_point(bert(clean_text=True).normalize_str)
    removed = [c for c in ALL if cleaned[c] == ""]
    spaces = [c for c in ALL if c != 0x20 and cleaned[c] == " "]
    assert all(cleaned[c] in ("", " ", chr(c)) for c in ALL)
    return removed, spaces


def split_classes():
    split = pre_tokenizers.BertPreTokenizer().pre_tokenize_str
    space, punctuation = [], []
    for c in ALL:
        pieces = [piece for piece, _ in split("a" + chr(c) + "a")]
        if pieces == ["a", "a"]:
            space.append(c)
        elif pieces == ["a", chr(c), "a"]:
            punctuation.append(c)
        else:
            assert pieces == ["a" + chr(c) + "a"]
    return space, punctuation


def word_characters():
    """Characters that a single_word token may not touch."""
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    tokenizer.add_tokens([AddedToken("qzq", single_word=True, normalized=False)])
    token = tokenizer.token_to_id("qzq")
    return [c for c in ALL if token not in tokenizer.encode(chr(c) + "qzq").ids]


def strip_spaces():
    """Characters that lstrip takes."""
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    tokenizer.add_tokens([AddedToken("qzq", lstrip=True, normalized=False)])
    return [c for c in ALL if len(tokenizer.encode(chr(c) + "qzq").ids) == 1]


def decompositions():
    nfd = per_code_point(normalizers.NFD().normalize_str)
    hangul = {}
    for c in range(0xAC00, 0xD7A4):
        l, v, t = (c - 0xAC00) // 588, (c - 0xAC00) % 588 // 28, (c - 0xAC00) % 28
        hangul[c] = chr(0x1100 + l) + chr(0x1161 + v) + (chr(0x11A7 + t) if t else "")
    assert all(nfd[c] == text for c, text in hangul.items())
    return {c: nfd[c] for c in ALL if nfd[c] != chr(c) and c not in hangul}


# One character for each combining class, as Unicode has them.
CLASSES = {1: 0x334, 6: 0x16FF0, 7: 0x93C, 8: 0x3099, 9: 0x94D, 10: 0x5B0, 11: 0x5B1, 12: 0x5B2, 13: 0x5B3, 14: 0x5B4,
           15: 0x5B5, 16: 0x5B6, 17: 0x5B7, 18: 0x5B8, 19: 0x5B9, 20: 0x5BB, 21: 0x5BC, 22: 0x5BD, 23: 0x5BF, 24: 0x5C1,
           25: 0x5C2, 26: 0xFB1E, 27: 0x64B, 28: 0x64C, 29: 0x64D, 30: 0x64E, 31: 0x64F, 32: 0x650, 33: 0x651, 34: 0x652,
           35: 0x670, 36: 0x711, 84: 0xC55, 91: 0xC56, 103: 0xE38, 107: 0xE48, 118: 0xEB8, 122: 0xEC8, 129: 0xF71,
           130: 0xF72, 132: 0xF74, 202: 0x321, 214: 0x1DCE, 216: 0x31B, 218: 0x302A, 220: 0x323, 222: 0x59A, 224: 0x302E,
           226: 0x1D16D, 228: 0x5AE, 230: 0x301, 232: 0x302C, 233: 0x35C, 234: 0x35D, 240: 0x345}


def combining_classes(decomposed):
    """The canonical combining class of each code point, from how NFD sorts it against characters of known class."""
    nfd = normalizers.NFD().normalize_str
    alone = [c for c in ALL if c not in decomposed and not 0xAC00 <= c <= 0xD7A3]

    def goes_before(mark, members):
        """Members that NFD moves before `mark`: of a class above 0 and below the mark's."""
        moved = set()
        for i in range(0, len(members), CHUNK):
            part = members[i:i + CHUNK]
            out = nfd("".join("a" + chr(mark) + chr(c) for c in part))
            assert len(out) == 3 * len(part)
            moved.update(c for k, c in enumerate(part) if out[3 * k + 1:3 * k + 3] != chr(mark) + chr(c))
        return moved

    def goes_after(mark, members):
        """Members that the mark is moved before: of a class above the mark's."""
        moved = set()
        for i in range(0, len(members), CHUNK):
            part = members[i:i + CHUNK]
            out = nfd("".join("a" + chr(c) + chr(mark) for c in part))
            moved.update(c for k, c in enumerate(part) if out[3 * k + 1:3 * k + 3] != chr(c) + chr(mark))
        return moved

    marked = sorted(goes_before(0x345, alone) | goes_after(0x334, alone))
    known = {k: c for k, c in CLASSES.items() if c in marked}
    result = {c: 0 for c in marked}
    for k, mark in known.items():
        same = set(marked) - goes_before(mark, marked) - goes_after(mark, marked)
        for c in same:
            assert result[c] == 0, (hex(c), k, result[c])
            result[c] = k
    assert all(result.values()), [hex(c) for c in marked if not result[c]]
    return result


def nonspacing_marks(decomposed):
    stripped = bert(strip_accents=True).normalize_str
    return [c for c in ALL if c not in decomposed and not 0xAC00 <= c <= 0xD7A3 and stripped(chr(c)) == ""]


def lower_case():
    lower = per_code_point(bert(lowercase=True).normalize_str)
    return {c: lower[c] for c in ALL if lower[c] != chr(c)}


def lower_ranges(lower):
    """Runs of code points with one distance and one step (1 or 2), then the few that become several characters."""
    runs, several = [], {c: text for c, text in lower.items() if len(text) > 1}
    for c in sorted(set(lower) - set(several)):
        delta = ord(lower[c]) - c
        if runs and runs[-1][3] == delta:
            first, last, step, _ = runs[-1]
            if first == last and c - last in (1, 2):
                runs[-1][1:3] = [c, c - last]
                continue
            if c - last == step:
                runs[-1][1] = c
                continue
        runs.append([c, c, 1, delta])
    return runs, several


def write_rows(out, items):
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > 118:
            out.write(line + "\n")
            line = "   "
        line += " " + item + ","
    out.write(line + "\n};\n")


def write_ranges(out, name, comment, members):
    out.write(f"// {comment}\nconstexpr Range {name}[] = {{\n")
    write_rows(out, ["{0x%X, 0x%X}" % (a, b) for a, b in compress(members)])


def write_sequences(out, name, comment, table):
    out.write(f"// {comment}\nconstexpr Sequence {name}[] = {{\n")
    write_rows(out, ["{0x%X, {%s}}" % (c, ", ".join("0x%X" % ord(x) for x in text)) for c, text in sorted(table.items())])


def main():
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    decomposed = decompositions()
    classes = combining_classes(decomposed)
    removed, mapped = clean_classes()
    space, punctuation = split_classes()
    assert strip_spaces() == space and set(mapped) | {0x20} == set(space) - {c for c in space if c in set(removed)}
    runs, several = lower_ranges(lower_case())
    longest = max(len(t) for t in list(decomposed.values()) + list(several.values()))
    with open(os.path.join(root, "engine/text/unicode_data.inc"), "w", encoding="utf-8") as out:
        out.write("// SPDX-License-Identifier: GPL-3.0-or-later\n"
                  "// Written by tests/reference/tokenizers_unicode.py; do not edit.\n")
        out.write(f"constexpr int kLongestSequence = {longest};\n")
        write_ranges(out, "kRemoved", "Clean text removes these.", removed)
        write_ranges(out, "kSpaces", "White space.", space)
        write_ranges(out, "kPunctuation", "A word of its own each.", punctuation)
        write_ranges(out, "kNonspacing", "Nonspacing marks, dropped with accents.", nonspacing_marks(decomposed))
        write_ranges(out, "kWord", "Letters, marks, digits and joiners: what \\w matches.", word_characters())
        out.write("// Canonical combining classes above 0.\nconstexpr ClassRange kClasses[] = {\n")
        by_class = {}
        for c, k in classes.items():
            by_class.setdefault(k, []).append(c)
        rows = sorted((a, b, k) for k, members in by_class.items() for a, b in compress(members))
        write_rows(out, ["{0x%X, 0x%X, %d}" % row for row in rows])
        write_sequences(out, "kDecompositions", "Canonical decompositions, whole; Hangul is computed.", decomposed)
        out.write("// Lower case: first, last, step, distance.\nconstexpr CaseRange kLower[] = {\n")
        write_rows(out, ["{0x%X, 0x%X, %d, %d}" % tuple(run) for run in runs])
        write_sequences(out, "kLowerSeveral", "Lower case of several characters.", several)
    print(f"{len(removed)} removed, {len(punctuation)} punctuation, {len(classes)} marked, {len(decomposed)} decomposed",
          file=sys.stderr)


if __name__ == "__main__":
    main()
