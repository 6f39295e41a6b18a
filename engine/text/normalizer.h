// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/unicode.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// What BERT's normalizer does, in this order. All false: text stays as it is.
struct NormalizerOptions {
    bool cleanText = false; ///< drop control characters, turn white space into spaces
    bool spaceChinese = false; ///< put spaces around Chinese characters
    bool stripAccents = false; ///< decompose (NFD), drop nonspacing marks
    bool lowerCase = false;
};

/// Which code points [start, end) of the original text a character came from.
struct Alignment {
    std::int32_t start = 0, end = 0;
};

/// Normalized UTF-8, with an alignment for each of its bytes.
struct AlignedText {
    std::string text;
    std::vector<Alignment> alignments;

    void clear() {
        text.clear();
        alignments.clear();
    }
    void put(char32_t c, Alignment alignment) {
        unicode::appendUtf8(text, c);
        while (alignments.size() < text.size())
            alignments.push_back(alignment);
    }
    /// The original code points behind bytes [begin, end), begin < end.
    Alignment covering(std::size_t begin, std::size_t end) const {
        return {alignments[begin].start, alignments[end - 1].end};
    }
};

/// Normalizes one piece of text character by character; what comes out goes to sink.put(c, alignment).
/// The alignments are those of the reference, which normalizes a text in whole passes: where combining marks are put in
/// order, the first characters of decompositions take the places of their sources one after the other, and any other
/// character shares the place of the one before it.
template <typename Sink>
class NormalizerStream {
public:
    NormalizerStream(const NormalizerOptions& options, Sink& sink) : m_options(options), m_sink(sink) { }

    /// Whether characters wait for their order among combining marks.
    bool waiting() const { return !m_marks.empty(); }

    /// The next character, which is code point number `index` of the original.
    void put(char32_t c, std::int32_t index) { put(c, Alignment {index, index + 1}); }
    void put(char32_t c, Alignment own) {
        const auto& info = unicode::charInfo(c);
        if (m_options.cleanText) {
            if (info.has(unicode::CharInfo::Removed)) return;
            if (info.has(unicode::CharInfo::Space)) c = U' ';
        }
        const bool spaced = m_options.spaceChinese && info.has(unicode::CharInfo::Chinese);
        if (spaced) decompose(U' ', own);
        decompose(c, own);
        if (spaced) decompose(U' ', own);
    }

    void finish() { flush(); }

private:
    struct Mark {
        char32_t c;
        std::uint8_t combiningClass;
        bool inserted; ///< not the first of its decomposition
    };

    void decompose(char32_t c, Alignment alignment) {
        const auto& info = unicode::charInfo(c);
        if (!m_options.stripAccents) return lower(c, info, alignment);
        if (m_marks.empty() && info.combiningClass == 0 && !info.has(unicode::CharInfo::Decomposes)) {
            m_ordered = alignment;
            if (!info.has(unicode::CharInfo::Nonspacing)) lower(c, info, alignment);
            return;
        }
        m_sources.push_back(alignment);
        bool inserted = false;
        for (const char32_t part : unicode::decomposition(c, info)) {
            const std::uint8_t combiningClass = unicode::charInfo(part).combiningClass;
            if (combiningClass == 0) flush();
            if (combiningClass == 0)
                order(part, inserted);
            else
                m_marks.push_back({part, combiningClass, inserted});
            inserted = true;
        }
        if (m_marks.empty()) forgetSources();
    }

    /// Sends the waiting marks on, sorted by combining class, equal ones as they came.
    void flush() {
        if (m_marks.empty()) return;
        std::array<std::size_t, 257> starts {};
        for (const Mark& mark : m_marks)
            ++starts[mark.combiningClass + 1u];
        for (std::size_t k = 1; k < starts.size(); ++k)
            starts[k] += starts[k - 1];
        m_sorted.resize(m_marks.size());
        for (const Mark& mark : m_marks)
            m_sorted[starts[mark.combiningClass]++] = mark;
        m_marks.clear();
        for (const Mark& mark : m_sorted)
            order(mark.c, mark.inserted);
    }

    /// The next character in canonical order: takes the next source's place unless it was inserted.
    void order(char32_t c, bool inserted) {
        if (!inserted) m_ordered = m_sources[m_usedSources++];
        const auto& info = unicode::charInfo(c);
        if (!info.has(unicode::CharInfo::Nonspacing)) lower(c, info, m_ordered);
    }

    void forgetSources() {
        m_sources.clear();
        m_usedSources = 0;
    }

    void lower(char32_t c, const unicode::CharInfo& info, Alignment alignment) {
        if (!m_options.lowerCase) return m_sink.put(c, alignment);
        for (const char32_t part : unicode::lowerCase(c, info))
            m_sink.put(part, alignment);
    }

    const NormalizerOptions& m_options;
    Sink& m_sink;
    Alignment m_ordered; ///< of the last character in canonical order
    std::vector<Mark> m_marks, m_sorted;
    std::vector<Alignment> m_sources;
    std::size_t m_usedSources = 0;
};

/// Appends the normal form of well-formed `text`, whose first code point is number `start` of the original.
void normalize(const NormalizerOptions& options, std::string_view text, std::int32_t start, AlignedText& out);

}
