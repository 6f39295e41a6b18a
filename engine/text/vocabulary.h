// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace espalier {

/// What added tokens need to know of a model's vocabulary.
struct VocabularyView {
    std::function<std::optional<std::int32_t>(std::string_view)> id;
    std::int64_t size = 0;
};

/// Tokens and their ids, as the model's files give them.
class Vocabulary {
public:
    Vocabulary() = default;
    /// A token that is there twice keeps its last id.
    explicit Vocabulary(std::vector<std::pair<std::string, std::int32_t>> entries);
    Vocabulary(Vocabulary&&) = default;
    Vocabulary& operator=(Vocabulary&&) = default;

    std::optional<std::int32_t> id(std::string_view token) const;
    /// The token of an id; null where there is none.
    const std::string* token(std::int32_t id) const;
    std::int64_t size() const { return static_cast<std::int64_t>(m_ids.size()); }

    template <typename Visit>
    void forEach(Visit&& visit) const {
        for (const auto& [token, id] : m_ids)
            visit(token, id);
    }

    /// As the added tokens need it; lasts as long as the vocabulary stays where it is.
    VocabularyView view() const {
        return {[this](std::string_view token) { return id(token); }, size()};
    }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> m_ids;
    std::unordered_map<std::int32_t, const std::string*> m_tokens; ///< into m_ids, whose nodes stay where they are
};

}
