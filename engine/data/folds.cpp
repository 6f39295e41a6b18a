// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/folds.h"

#include "engine/base/random.h"
#include "engine/data/text_groups.h"

#include <algorithm>
#include <map>

namespace espalier {
namespace {

/// Keeps this draw apart from others made with the same seed.
constexpr std::uint64_t kFoldStream = 0x666F6C6473000000ull;

using Counts = std::vector<std::int64_t>; ///< rows by part

/// Rows of equal text, large groups first, else in an order drawn from the seed.
std::vector<std::vector<std::int64_t>> drawnGroups(const std::vector<Example>& examples, std::uint64_t seed) {
    const auto leaders = equalTextGroups(examples);
    std::vector<std::vector<std::int64_t>> members(examples.size()), groups;
    for (std::size_t i = 0; i < leaders.size(); ++i)
        members[static_cast<std::size_t>(leaders[i])].push_back(static_cast<std::int64_t>(i));
    for (const auto first : shuffledIndices(static_cast<std::int64_t>(examples.size()), seed, kFoldStream))
        if (auto& rows = members[static_cast<std::size_t>(first)]; !rows.empty()) groups.push_back(std::move(rows));
    std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return groups;
}

/// The part with the fewest rows of the label, then of all.
std::size_t emptiest(const Counts& ofLabel, const Counts& ofAll) {
    std::size_t best = 0;
    for (std::size_t part = 1; part < ofAll.size(); ++part)
        if (std::pair(ofLabel[part], ofAll[part]) < std::pair(ofLabel[best], ofAll[best])) best = part;
    return best;
}

}

Result<std::vector<std::int64_t>> foldsOf(const std::vector<Example>& examples, std::int64_t folds, std::uint64_t seed, bool stratified) {
    return capture([&] {
        if (folds < 2) failBadInput("a cross-validation has at least two parts", "data.folds", "use for example 5");
        const auto parts = static_cast<std::size_t>(folds);
        std::vector<std::int64_t> result(examples.size(), 0);
        Counts all(parts, 0);
        std::map<std::string, Counts> byLabel;
        for (const auto& rows : drawnGroups(examples, seed)) {
            const auto& label = examples[static_cast<std::size_t>(rows.front())].label;
            auto& ofLabel = byLabel.try_emplace(stratified ? label : std::string(), parts, 0).first->second;
            const std::size_t part = emptiest(ofLabel, all);
            ofLabel[part] += static_cast<std::int64_t>(rows.size());
            all[part] += static_cast<std::int64_t>(rows.size());
            for (const auto row : rows)
                result[static_cast<std::size_t>(row)] = static_cast<std::int64_t>(part) + 1;
        }
        if (std::count(all.begin(), all.end(), 0) > 0)
            failBadInput("a part of the cross-validation would be empty", "data.folds",
                         "there are " + std::to_string(examples.size()) + " rows: give more, or use fewer parts");
        return result;
    });
}

}
