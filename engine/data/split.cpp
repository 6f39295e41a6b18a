// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/split.h"

#include "engine/base/random.h"
#include "engine/data/text_groups.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>

namespace espalier {
namespace {

constexpr std::size_t kParts = 3;
constexpr std::array<Split, kParts> kSplits = {Split::Train, Split::Validation, Split::Test};
/// Keeps this draw apart from others made with the same seed.
constexpr std::uint64_t kSplitStream = 0x73706C6974000000ull;
constexpr double kTolerance = 1e-6;

using Shares = std::array<double, kParts>;
using Counts = std::array<std::int64_t, kParts>;

struct Stratum {
    std::vector<std::vector<std::int64_t>> groups; ///< rows of equal text
    std::int64_t rows = 0;
    Counts quota {};
};

Shares checkedShares(const SplitOptions& options) {
    const Shares shares = {options.train, options.validation, options.test};
    for (const double share : shares)
        if (!(share >= 0 && share <= 1))
            failBadInput("shares must lie between 0 and 1", "split", "for example 0.8,0.1,0.1");
    if (std::abs(shares[0] + shares[1] + shares[2] - 1) > kTolerance)
        failBadInput("shares must add up to 1", "split", "for example 0.8,0.1,0.1");
    return shares;
}

/// Whole numbers in proportion to the shares that add up to `count` (largest remainder).
Counts apportion(std::int64_t count, const Shares& shares) {
    Counts counts {};
    std::array<double, kParts> rest {};
    for (std::size_t p = 0; p < kParts; ++p) {
        const double exact = static_cast<double>(count) * shares[p];
        counts[p] = static_cast<std::int64_t>(std::floor(exact + kTolerance));
        rest[p] = shares[p] > 0 ? exact - static_cast<double>(counts[p]) : -1;
    }
    for (std::int64_t left = count - counts[0] - counts[1] - counts[2]; left > 0; --left) {
        const auto p = static_cast<std::size_t>(std::max_element(rest.begin(), rest.end()) - rest.begin());
        ++counts[p];
        rest[p] -= 1;
    }
    return counts;
}

/// Every stratum's quota, so that strata and parts both come out exact: whole shares first, then what is left goes
/// where the remainder is largest and both the stratum and the part still have room.
void setQuotas(std::vector<Stratum>& strata, const Counts& totals, const Shares& shares) {
    struct Remainder {
        double rest;
        std::size_t stratum, part;
    };
    std::vector<Remainder> remainders;
    Counts missing = totals;
    std::vector<std::int64_t> left;
    for (std::size_t s = 0; s < strata.size(); ++s) {
        left.push_back(strata[s].rows);
        for (std::size_t p = 0; p < kParts; ++p) {
            const double exact = static_cast<double>(strata[s].rows) * shares[p];
            strata[s].quota[p] = std::min(static_cast<std::int64_t>(std::floor(exact + kTolerance)), missing[p]);
            missing[p] -= strata[s].quota[p];
            left[s] -= strata[s].quota[p];
            if (shares[p] > 0) remainders.push_back({exact - static_cast<double>(strata[s].quota[p]), s, p});
        }
    }
    std::stable_sort(remainders.begin(), remainders.end(),
                     [](const auto& a, const auto& b) { return a.rest > b.rest; });
    for (bool moved = true; moved;) {
        moved = false;
        for (const auto& [rest, s, p] : remainders) {
            if (left[s] <= 0 || missing[p] <= 0) continue;
            ++strata[s].quota[p], --left[s], --missing[p];
            moved = true;
        }
    }
}

/// Groups of equal texts by label (all in one where not stratified), groups and strata in an order drawn from the seed.
std::vector<Stratum> makeStrata(const std::vector<Example>& examples, const SplitOptions& options) {
    const auto leaders = equalTextGroups(examples);
    std::vector<std::vector<std::int64_t>> members(examples.size());
    for (std::size_t i = 0; i < leaders.size(); ++i)
        members[static_cast<std::size_t>(leaders[i])].push_back(static_cast<std::int64_t>(i));
    std::vector<Stratum> strata;
    std::map<std::string, std::size_t> known;
    for (const auto first : shuffledIndices(static_cast<std::int64_t>(examples.size()), options.seed, kSplitStream)) {
        auto& rows = members[static_cast<std::size_t>(first)];
        if (rows.empty()) continue;
        const std::string label = options.stratified ? examples[static_cast<std::size_t>(first)].label : std::string();
        const auto [found, fresh] = known.try_emplace(label, strata.size());
        if (fresh) strata.emplace_back();
        Stratum& stratum = strata[found->second];
        stratum.rows += static_cast<std::int64_t>(rows.size());
        stratum.groups.push_back(std::move(rows));
    }
    return strata;
}

/// Large groups first, each into the part that lacks most; single texts then fill the quotas exactly.
void place(Stratum& stratum, std::vector<Split>& splits) {
    std::stable_sort(stratum.groups.begin(), stratum.groups.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    for (const auto& rows : stratum.groups) {
        const auto part = static_cast<std::size_t>(std::max_element(stratum.quota.begin(), stratum.quota.end())
                                                   - stratum.quota.begin());
        stratum.quota[part] -= static_cast<std::int64_t>(rows.size());
        for (const auto row : rows)
            splits[static_cast<std::size_t>(row)] = kSplits[part];
    }
}

double parseShare(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    double share = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), share);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        fail(ErrorKind::Usage, "\"" + std::string(text) + "\" is not a share", "split",
             "give two or three numbers that add up to 1, for example 0.8,0.1,0.1");
    return share;
}

}

Result<std::vector<Split>> splitExamples(const std::vector<Example>& examples, const SplitOptions& options) {
    return capture([&] {
        const Shares shares = checkedShares(options);
        const Counts totals = apportion(static_cast<std::int64_t>(examples.size()), shares);
        std::vector<Stratum> strata = makeStrata(examples, options);
        setQuotas(strata, totals, shares);
        std::vector<Split> splits(examples.size(), Split::None);
        for (Stratum& stratum : strata)
            place(stratum, splits);
        for (std::size_t p = 0; p < kParts; ++p)
            if (shares[p] > 0 && std::count(splits.begin(), splits.end(), kSplits[p]) == 0)
                failBadInput(std::string("the ") + splitName(kSplits[p]) + " part would be empty", "split",
                             "there are " + std::to_string(examples.size()) + " rows: give more, or a larger share");
        return splits;
    });
}

Result<SplitOptions> parseShares(const std::string& text) {
    return capture([&] {
        std::vector<double> shares;
        for (std::size_t start = 0; start <= text.size();) {
            const std::size_t end = std::min(text.find(',', start), text.size());
            shares.push_back(parseShare(std::string_view(text).substr(start, end - start)));
            start = end + 1;
        }
        if (shares.size() < 2 || shares.size() > 3)
            fail(ErrorKind::Usage, "a split needs two or three shares, not " + std::to_string(shares.size()), "split",
                 "for example 0.8,0.1,0.1");
        SplitOptions options;
        options.train = shares[0];
        options.validation = shares[1];
        options.test = shares.size() == 3 ? shares[2] : 0;
        checkedShares(options);
        return options;
    });
}

}
