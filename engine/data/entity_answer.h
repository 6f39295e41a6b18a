// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace espalier {

/// How tokens become entities, as Transformers' token-classification pipeline: None each token by itself; Simple groups
/// tokens of one type; First, Average and Max let each word have one type before that.
enum class Aggregation { None, Simple, First, Average, Max };
std::optional<Aggregation> aggregationFromName(const std::string& name); ///< none, simple, first, average, max

/// An entity found in a text.
struct Entity {
    std::string name; ///< its type; the tag itself where nothing is aggregated
    std::string word; ///< as the tokenizer writes its tokens
    float score = 0;
    std::int64_t start = 0, end = 0; ///< code points [start, end)
    std::int64_t index = -1; ///< place among the tokens; -1 where they are aggregated
    bool operator==(const Entity&) const = default;
};

}
