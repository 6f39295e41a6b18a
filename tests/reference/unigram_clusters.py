# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes engine/text/precompiled_map_clusters.inc: how the reference splits text into extended grapheme clusters.

The only thing there that looks at clusters is the Precompiled normalizer, and it only asks whether one is shorter than
six bytes. So its table is found by asking it: with a map that turns every cluster below six bytes, and every character
of a longer one, into one letter, the length of the answer tells where clusters end. What cannot be told apart that way
(regional indicators) needs no telling apart.
"""
import os
import struct
import sys
from tokenizers import normalizers

ALL = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
SYLLABLES = range(0xAC00, 0xD7A4)
EXTEND, LEADING, VOWEL, TRAILING = "\u0301", "\u1100", "\u1161", "\u11a8"
COPYRIGHT, JOINER, KA, VIRAMA = "\u00a9", "\u200d", "\u0915", "\u094d"


def counting_map():
    """A map whose keys are all single bytes but NUL, which the reference never looks for; each stands for R."""
    units = [0] * 768
    units[0] = 256 << 10
    for byte in range(1, 256):
        at = 256 ^ byte
        units[at] = (at ^ 512) << 10 | 1 << 8 | byte
    units[512] = 1 << 31
    blob = struct.pack(f"<{len(units)}I", *units)
    return struct.pack("<I", len(blob)) + blob + b"R\0"


COUNTING = normalizers.Precompiled(counting_map())


def counts(texts):
    """For each text without NUL the number of its clusters below six bytes plus the characters of the others."""
    numbers = [len(line) for line in COUNTING.normalize_str("\0".join(texts)).split("\0")]
    assert len(numbers) == len(texts)
    return numbers


def having(template, count, among=ALL):
    """The code points that make `template` (C stands for them) count so."""
    among = [c for c in among if c != 0]
    found = []
    for begin in range(0, len(among), 4096):
        chunk = among[begin:begin + 4096]
        numbers = counts([template.replace("C", chr(c)) for c in chunk])
        found += [c for c, number in zip(chunk, numbers) if number == count]
    return set(found)


def classes():
    after = having("aC", 1)
    prepend = having("Ca", 1)
    control = having("C" + EXTEND * 2, 2) - after
    three = [c for c in ALL if 0x800 <= c <= 0xFFFF and c not in after | prepend | control]
    before_leading = having("C" + LEADING + EXTEND, 3, three)
    before_vowel = having("C" + VOWEL + EXTEND, 3, three) - before_leading
    before_trailing = having("C" + TRAILING + EXTEND, 3, three) - before_vowel
    after_leading = having(LEADING + "C" + EXTEND, 3, three)
    after_vowel = having(VOWEL + "C" + EXTEND, 3, three)
    vowels = before_vowel & after_vowel
    syllables = before_vowel - vowels | before_trailing & after_leading
    trailing = before_trailing - syllables
    assert syllables == set(SYLLABLES) and trailing <= after_vowel
    assert before_vowel & syllables == {c for c in syllables if (c - 0xAC00) % 28 == 0}
    pictographic = having(COPYRIGHT + JOINER + "C", 3) - after
    consonant = having("C" + VIRAMA + KA + EXTEND, 4)
    linker = (having(KA + "C" + KA + EXTEND, 4) & after) - {ord(JOINER)}
    conjunct = (having(KA + VIRAMA + "C" + KA + EXTEND, 5) & after) - linker - {ord(JOINER)}
    # Between a pictograph and a joiner any number of extending characters may stand, but no spacing mark.
    extending = having(COPYRIGHT + "C" + JOINER + COPYRIGHT + EXTEND, 5) & after
    spacing = after - extending - {ord(JOINER)}
    plain_extend = extending - linker - conjunct - {ord(JOINER)}
    assert not spacing & (linker | conjunct)
    found = {"Control": control - {0x0A, 0x0D} | {0}, "Extend": plain_extend, "ConjunctExtend": conjunct, "Linker": linker,
             "SpacingMark": spacing, "Prepend": prepend, "Leading": before_leading, "Vowel": vowels,
             "Trailing": trailing, "Pictographic": pictographic, "Consonant": consonant}
    everything = [c for members in found.values() for c in members]
    assert len(everything) == len(set(everything)), "a character of two classes"
    return found


def ranges(members):
    """Sorted code points as [first, last]; the surrogates never reach us, so a range may run across them."""
    found = []
    for c in sorted(members):
        if found and (c == found[-1][1] + 1 or (found[-1][1] == 0xD7FF and c == 0xE000)):
            found[-1][1] = c
        else:
            found.append([c, c])
    return found


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../../engine/text/precompiled_map_clusters.inc")
    with open(path, "w", encoding="ascii") as file:
        file.write("// SPDX-License-Identifier: GPL-3.0-or-later\n"
                   "// Written by tests/reference/unigram_clusters.py; the syllables of Hangul are told by their number.\n"
                   "// clang-format off\n"
                   "constexpr ClassRange kClasses[] = {\n")
        for name, members in classes().items():
            line = "   "
            for first, last in ranges(members):
                item = f" {{0x{first:X}, 0x{last:X}, {name}}},"
                if len(line) + len(item) > 120:
                    file.write(line + "\n")
                    line = "   "
                line += item
            file.write(line + "\n")
        file.write("};\n// clang-format on\n")


if __name__ == "__main__":
    main()
