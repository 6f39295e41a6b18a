// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/vocabulary.h"

namespace espalier {

Vocabulary::Vocabulary(std::vector<std::pair<std::string, std::int32_t>> entries) {
    m_ids.reserve(entries.size());
    m_tokens.reserve(entries.size());
    for (auto& [token, id] : entries)
        m_ids.insert_or_assign(std::move(token), id);
    for (const auto& [token, id] : m_ids)
        m_tokens.emplace(id, &token);
}

std::optional<std::int32_t> Vocabulary::id(std::string_view token) const {
    const auto found = m_ids.find(token);
    return found == m_ids.end() ? std::nullopt : std::optional(found->second);
}

const std::string* Vocabulary::token(std::int32_t id) const {
    const auto found = m_tokens.find(id);
    return found == m_tokens.end() ? nullptr : found->second;
}

}
