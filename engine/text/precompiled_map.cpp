// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/precompiled_map.h"

namespace espalier {

namespace {

/// What a replacement does to the alignment: characters beyond the replaced ones were inserted; where there are fewer,
/// the last one, whosever it is, drops the rest. Where there is none at all (a text that begins with what becomes
/// nothing) the dropped characters are forgotten and the alignment is off by them, as the reference's is.
void addReplacement(std::string_view replaced, std::string_view by, std::vector<CharacterChange>& changes) {
    const std::size_t before = changes.size();
    for (std::size_t at = 0; at < by.size();)
        changes.push_back({unicode::decodeUtf8(by, at), 0});
    const auto added = static_cast<std::int32_t>(changes.size() - before);
    const auto difference = added - static_cast<std::int32_t>(unicode::countCodePoints(replaced));
    if (difference < 0 && !changes.empty()) changes.back().change += difference;
    for (std::int32_t i = 0; i < difference; ++i)
        changes[changes.size() - 1 - static_cast<std::size_t>(i)].change = 1;
}

}

bool PrecompiledMap::normalize(std::string_view text, std::vector<CharacterChange>& changes) const {
    // The reference's quirk above looks at the characters of this text alone.
    std::vector<CharacterChange> own;
    bool replaced = false;
    forEachPart(text, [&](const MappedPart& part) {
        if (part.replaced) {
            addReplacement(text.substr(part.begin, part.end - part.begin), part.text, own);
            replaced = true;
            return;
        }
        for (std::size_t at = 0; at < part.text.size();)
            own.push_back({unicode::decodeUtf8(part.text, at), 0});
    });
    changes.insert(changes.end(), own.begin(), own.end());
    return replaced;
}

}
