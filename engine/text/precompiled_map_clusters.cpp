// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/precompiled_map_clusters.h"

#include "engine/text/unicode.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace espalier {

namespace {

/// What a character does to the borders beside it. Three kinds of Extend: those that do not stand between consonants
/// of a conjunct, those that do, and those that link them.
enum class ClusterClass : std::uint8_t {
    Other,
    Control,
    Extend,
    ConjunctExtend,
    Linker,
    Joiner,
    SpacingMark,
    Prepend,
    Leading,
    Vowel,
    Trailing,
    LeadingVowel,
    LeadingVowelTrailing,
    Pictographic,
    Consonant
};
using enum ClusterClass;

struct ClassRange {
    char32_t first, last;
    ClusterClass value;
};

#include "engine/text/precompiled_map_clusters.inc"

constexpr char32_t kCodePoints = 0x110000, kBlock = 256, kJoiner = 0x200D;
constexpr char32_t kFirstSyllable = 0xAC00, kLastSyllable = 0xD7A3, kTrailings = 28;

/// Two stages, equal blocks of 256 kept once.
class ClassTable {
public:
    ClassTable() {
        std::vector<ClusterClass> all(kCodePoints, Other);
        for (const ClassRange& range : kClasses)
            std::fill(all.begin() + range.first, all.begin() + range.last + 1, range.value);
        for (char32_t c = kFirstSyllable; c <= kLastSyllable; ++c)
            all[c] = (c - kFirstSyllable) % kTrailings == 0 ? LeadingVowel : LeadingVowelTrailing;
        all[kJoiner] = Joiner;
        all[U'\r'] = all[U'\n'] = Control;
        for (char32_t block = 0; block < kCodePoints / kBlock; ++block) {
            std::array<ClusterClass, kBlock> classes {};
            std::copy_n(all.begin() + block * kBlock, kBlock, classes.begin());
            const auto same = std::find(m_classes.begin(), m_classes.end(), classes);
            m_blocks[block] = static_cast<std::uint16_t>(same - m_classes.begin());
            if (same == m_classes.end()) m_classes.push_back(classes);
        }
    }
    ClusterClass operator[](char32_t c) const { return m_classes[m_blocks[c / kBlock]][c % kBlock]; }

private:
    std::array<std::uint16_t, kCodePoints / kBlock> m_blocks {};
    std::vector<std::array<ClusterClass, kBlock>> m_classes;
};

/// The cluster so far, as far as the next border depends on it.
class Cluster {
public:
    explicit Cluster(ClusterClass first) { append(first); }

    void append(ClusterClass next) {
        if (next == Consonant)
            m_conjunct = Conjunct::Consonant;
        else if (next == Linker && m_conjunct != Conjunct::None)
            m_conjunct = Conjunct::Linked;
        else if (next != Linker && next != ConjunctExtend && next != Joiner)
            m_conjunct = Conjunct::None;
        if (next == Pictographic)
            m_picture = Picture::Open;
        else if (next == Joiner && m_picture == Picture::Open)
            m_picture = Picture::Joined;
        else if (m_picture == Picture::Joined || (next != Extend && next != ConjunctExtend && next != Linker))
            m_picture = Picture::None;
        m_last = next;
    }

    /// Whether `next` belongs to it (rules GB3 to GB999, without GB12 and GB13; CR LF is the caller's).
    bool takes(ClusterClass next) const {
        if (m_last == Control || next == Control) return false;
        switch (next) {
        case Extend:
        case ConjunctExtend:
        case Linker:
        case Joiner:
        case SpacingMark:
            return true;
        case Leading:
        case LeadingVowel:
        case LeadingVowelTrailing:
            return m_last == Leading || m_last == Prepend;
        case Vowel:
            return m_last == Leading || endsInVowel() || m_last == Prepend;
        case Trailing:
            return endsInVowel() || m_last == LeadingVowelTrailing || m_last == Trailing || m_last == Prepend;
        case Consonant:
            return m_conjunct == Conjunct::Linked || m_last == Prepend;
        case Pictographic:
            return m_picture == Picture::Joined || m_last == Prepend;
        default:
            return m_last == Prepend;
        }
    }

private:
    enum class Conjunct : std::uint8_t { None, Consonant, Linked };
    enum class Picture : std::uint8_t { None, Open, Joined };

    bool endsInVowel() const { return m_last == Vowel || m_last == LeadingVowel; }

    ClusterClass m_last = Other;
    Conjunct m_conjunct = Conjunct::None;
    Picture m_picture = Picture::None;
};

}

std::size_t clusterEnd(std::string_view text, std::size_t begin) {
    static const ClassTable table;
    std::size_t end = begin;
    const char32_t first = unicode::decodeUtf8(text, end);
    if (first == U'\r' && end < text.size() && text[end] == '\n') return end + 1;
    Cluster cluster(table[first]);
    while (end < text.size()) {
        std::size_t after = end;
        const ClusterClass next = table[unicode::decodeUtf8(text, after)];
        if (!cluster.takes(next)) break;
        cluster.append(next);
        end = after;
    }
    return end;
}

}
