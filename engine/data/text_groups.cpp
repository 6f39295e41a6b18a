// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_groups.h"

#include "engine/data/text_key.h"

#include <string>
#include <unordered_map>

namespace espalier {

std::vector<std::int64_t> equalTextGroups(const std::vector<Example>& examples) {
    std::vector<std::int64_t> groups;
    groups.reserve(examples.size());
    std::unordered_map<std::string, std::int64_t> first;
    for (const Example& example : examples) {
        const auto row = static_cast<std::int64_t>(groups.size());
        std::string key = textKey(example.text);
        if (!example.pair.empty()) key += '\n' + textKey(example.pair); // no key holds a line feed
        groups.push_back(key.empty() ? row : first.try_emplace(std::move(key), row).first->second);
    }
    return groups;
}

}
