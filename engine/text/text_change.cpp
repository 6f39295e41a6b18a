// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/text_change.h"

#include "engine/text/unicode_forms.h"

#include <algorithm>
#include <optional>

namespace espalier {

namespace {

struct Part {
    char32_t c;
    std::int32_t change;
    std::uint8_t combiningClass;
};

/// The decomposed text with its marks in canonical order.
std::vector<Part> decomposed(std::string_view text, bool compatible) {
    std::vector<Part> parts;
    parts.reserve(text.size());
    std::vector<char32_t> pieces;
    std::size_t marks = 0; // where the marks that wait for their order begin
    const auto sortMarks = [&] {
        std::stable_sort(parts.begin() + static_cast<std::ptrdiff_t>(marks), parts.end(),
                         [](const Part& a, const Part& b) { return a.combiningClass < b.combiningClass; });
    };
    for (std::size_t position = 0; position < text.size();) {
        pieces.clear();
        unicode::decompose(unicode::decodeUtf8(text, position), compatible, pieces);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const std::uint8_t combiningClass = unicode::charInfo(pieces[i]).combiningClass;
            if (combiningClass == 0) sortMarks();
            parts.push_back({pieces[i], i == 0 ? 0 : 1, combiningClass});
            if (combiningClass == 0) marks = parts.size();
        }
    }
    sortMarks();
    return parts;
}

/// Composes decomposed text. A composed character takes the place of all its parts.
class Composer {
public:
    explicit Composer(std::vector<CharacterChange>& out) : m_out(out) { }

    void put(const Part& part) {
        if (!m_starter) {
            if (part.combiningClass != 0)
                m_out.push_back({part.c, part.change});
            else
                m_starter = {part.c, part.change};
            return;
        }
        const bool blocked = m_lastClass && *m_lastClass >= part.combiningClass;
        if (!blocked) {
            if (const auto composed = unicode::compose(m_starter->c, part.c)) {
                m_starter = {*composed, m_starter->change + part.change - 1};
                return;
            }
        }
        if (part.combiningClass == 0) {
            finish();
            m_starter = {part.c, part.change};
            return;
        }
        m_waiting.push_back({part.c, part.change});
        m_lastClass = part.combiningClass;
    }

    void finish() {
        if (m_starter) m_out.push_back(*m_starter);
        m_out.insert(m_out.end(), m_waiting.begin(), m_waiting.end());
        m_starter.reset();
        m_waiting.clear();
        m_lastClass.reset();
    }

private:
    std::vector<CharacterChange>& m_out;
    std::optional<CharacterChange> m_starter;
    std::optional<std::uint8_t> m_lastClass; ///< of the last waiting mark
    std::vector<CharacterChange> m_waiting;
};

}

std::vector<CharacterChange> normalForm(std::string_view text, NormalForm form) {
    const auto parts = decomposed(text, form == NormalForm::Nfkc || form == NormalForm::Nfkd);
    std::vector<CharacterChange> changes;
    changes.reserve(parts.size());
    if (form == NormalForm::Nfd || form == NormalForm::Nfkd) {
        for (const Part& part : parts)
            changes.push_back({part.c, part.change});
        return changes;
    }
    Composer composer(changes);
    for (const Part& part : parts)
        composer.put(part);
    composer.finish();
    return changes;
}

void applyChanges(AlignedText& text, const std::vector<CharacterChange>& changes, std::int32_t start) {
    AlignedText result;
    result.text.reserve(text.text.size());
    result.alignments.reserve(text.text.size());
    std::size_t old = 0; // byte of the next old character
    const auto skip = [&] {
        if (old < text.text.size()) unicode::decodeUtf8(text.text, old);
    };
    for (const CharacterChange& change : changes) {
        Alignment alignment {start, start};
        if (change.change <= 0 && old < text.text.size())
            alignment = text.alignments[old];
        else if (old > 0)
            alignment = text.alignments[old - 1];
        result.put(change.c, alignment);
        for (std::int32_t i = change.change; i <= 0 && old < text.text.size(); ++i)
            skip();
    }
    text = std::move(result);
}

}
