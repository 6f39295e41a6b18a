# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes engine/text/unicode_forms.inc and regex_ranges.inc: what tokenizers_unicode.py has not asked the reference tokenizer library for yet,
since BERT needs none of it: the classes of its regular expressions and its compatibility and composed normal forms.

As there, every table is found by asking the library; unicodedata only proposes which pairs may compose.
"""
import os
import unicodedata
from tokenizers import Regex, normalizers, pre_tokenizers
from tokenizers_unicode import ALL, compress, decompositions, per_code_point, split_classes, write_ranges, write_rows


def matches(pre_tokenizer):
    """Code points that a pre-tokenizer takes away."""
    split = pre_tokenizer.pre_tokenize_str
    return [c for c in ALL if not split(chr(c))]


def regex_class(pattern):
    return matches(pre_tokenizers.Split(Regex(pattern), "removed"))


def numeric():
    split = pre_tokenizers.Digits(individual_digits=True).pre_tokenize_str
    return [c for c in ALL if len(split("a" + chr(c) + "a")) == 3]


def marks():
    strip = normalizers.StripAccents().normalize_str
    return [c for c in ALL if strip(chr(c)) == ""]


def compatible(canonical):
    """Whole compatibility decompositions that differ from the canonical ones."""
    nfkd = per_code_point(normalizers.NFKD().normalize_str)
    return {c: text for c, text in nfkd.items() if not 0xAC00 <= c <= 0xD7A3 and text != canonical.get(c, chr(c))}


def compositions():
    """(first, second) -> composed, without Hangul."""
    compose = normalizers.NFC().normalize_str
    pairs = {}
    for c in ALL:
        parts = unicodedata.decomposition(chr(c)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            first, second = (int(part, 16) for part in parts)
            if compose(chr(first) + chr(second)) == chr(c):
                pairs[first, second] = c
    return pairs


def write_compatible(out, table):
    """One list of code points and the place of each sequence in it."""
    flat, places, rows = [], {}, []
    for c, text in sorted(table.items()):
        if text not in places:
            places[text] = len(flat)
            flat += [ord(x) for x in text]
        rows.append("{0x%X, %d, %d}" % (c, places[text], len(text)))
    out.write("// Compatibility decompositions that differ from the canonical ones: code point, place, length.\n"
              "constexpr Compatible kCompatible[] = {\n")
    write_rows(out, rows)
    out.write("constexpr char32_t kCompatibleParts[] = {\n")
    write_rows(out, ["0x%X" % c for c in flat])


def write_additions(out, name, comment, members):
    """Members that Unicode 14, PCRE2's in Debian 12, has not assigned yet, as part of a regular expression's set."""
    assert unicodedata.unidata_version == "14.0.0"
    new = compress(c for c in members if unicodedata.category(chr(c)) == "Cn")
    out.write(f"// {comment}\nconstexpr std::string_view {name}\n")
    rows = ["\\\\x{%X}-\\\\x{%X}" % tuple(pair) for pair in new]
    lines = ["".join(rows[i:i + 4]) for i in range(0, len(rows), 4)]
    out.write("\n".join(("    = " if i == 0 else "      ") + '"' + line + '"' for i, line in enumerate(lines)) + ";\n")


def main():
    assert regex_class(r"\s") == split_classes()[0]
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    with open(os.path.join(root, "engine/text/unicode_forms.inc"), "w", encoding="utf-8") as out:
        out.write("// SPDX-License-Identifier: GPL-3.0-or-later\n"
                  "// Written by tests/reference/tokenizers_unicode_forms.py; do not edit.\n")
        write_ranges(out, "kLetters", "\\p{L}", regex_class(r"\p{L}"))
        write_ranges(out, "kNumbers", "\\p{N}", regex_class(r"\p{N}"))
        write_ranges(out, "kNumeric", "Split off by Digits.", numeric())
        write_ranges(out, "kMarks", "Dropped by StripAccents.", marks())
        write_compatible(out, compatible(decompositions()))
        out.write("// Canonical compositions: first, second, composed; Hangul is computed.\nconstexpr Composition kCompositions[] = {\n")
        write_rows(out, ["{0x%X, 0x%X, 0x%X}" % (*pair, c) for pair, c in sorted(compositions().items())])
    with open(os.path.join(root, "engine/text/regex_ranges.inc"), "w", encoding="utf-8") as out:
        out.write("// SPDX-License-Identifier: GPL-3.0-or-later\n"
                  "// Written by tests/reference/tokenizers_unicode_forms.py; do not edit.\n")
        write_additions(out, "kNewLetters", "Letters since Unicode 14.", regex_class(r"\p{L}"))
        write_additions(out, "kNewNumbers", "Numbers since Unicode 14.", regex_class(r"\p{N}"))
        write_additions(out, "kNewWord", "Parts of words since Unicode 14.", regex_class(r"\w"))


if __name__ == "__main__":
    main()
