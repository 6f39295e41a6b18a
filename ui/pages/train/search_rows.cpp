// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/search_rows.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/number_edit.h"
#include "ui/pages/train/search_fields.h"

#include <algorithm>
#include <cmath>

namespace espalier {

namespace {

/// The newest trial of each combination, and the round it was in.
struct Placed {
    const SearchTrial* trial;
    std::size_t round;
};

std::optional<Placed> newestTrial(const SearchResult& result, const SearchValues& values) {
    for (std::size_t round = result.rounds.size(); round-- > 0;)
        for (const SearchTrial& trial : result.rounds[round].trials)
            if (trial.values == values) return Placed {&trial, round};
    return std::nullopt;
}

/// What goes next: in the order of the combinations, then in that of those kept.
std::optional<SearchValues> goingNow(const std::vector<SearchValues>& combinations, const SearchResult& result) {
    const auto count = result.rounds.empty() ? 0 : result.rounds.back().trials.size();
    if (result.rounds.size() == 1 && !result.rounds.back().over()) return combinations.at(count);
    if (result.rounds.empty()) return combinations.empty() ? std::nullopt : std::optional(combinations.front());
    // Of a round that is over, the next one's trials are those kept; one that goes has begun after one that is over.
    const bool begins = result.rounds.back().over();
    const SearchRound& before = begins ? result.rounds.back() : result.rounds[result.rounds.size() - 2];
    std::size_t at = begins ? 0 : count;
    for (const SearchTrial& trial : before.trials)
        if (trial.kept && at-- == 0) return trial.values;
    return std::nullopt;
}

void judge(SearchRow& row, const SearchRound& round, const SearchTrial& trial, bool last) {
    row.run = trial.run;
    row.epochs = round.epochs;
    row.score = trial.score;
    row.measured = trial.measured;
    const auto place = static_cast<std::size_t>(&trial - round.trials.data());
    if (!trial.measured) row.state = SearchRow::State::Failed;
    else if (!round.over()) row.state = SearchRow::State::Scored;
    else if (last) row.state = place == 0 ? SearchRow::State::Best : SearchRow::State::Scored;
    else if (trial.kept) row.state = SearchRow::State::Kept;
    else {
        row.state = SearchRow::State::Cut;
        row.place = place + 1;
        row.of = round.trials.size();
        row.kept = static_cast<std::size_t>(std::count_if(round.trials.begin(), round.trials.end(), [](const SearchTrial& one) { return one.kept; }));
    }
}

}

SearchOutline outlineOf(const SearchPlan& plan, std::int64_t combinations) {
    SearchOutline outline {.combinations = combinations};
    std::int64_t trials = combinations;
    for (std::int64_t round = 0; round < plan.rounds; ++round) {
        const double share = std::pow(plan.keep, static_cast<double>(plan.rounds - 1 - round));
        outline.runs += trials;
        outline.fullRuns += static_cast<double>(trials) * share;
        trials = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(static_cast<double>(trials) * plan.keep + 1e-9)));
    }
    outline.epochs = outline.fullRuns * plan.recipe.training.epochs;
    return outline;
}

std::vector<SearchRow> searchRows(const std::vector<SearchValues>& combinations, const SearchResult& result, const SearchPlan& plan, bool active) {
    struct Ranked {
        SearchRow row;
        std::size_t round; ///< counted from 1; 0: it waits
    };
    const auto lastRound = static_cast<std::size_t>(plan.rounds);
    const auto going = active ? goingNow(combinations, result) : std::nullopt;
    std::vector<Ranked> ranked;
    for (const SearchValues& values : combinations) {
        Ranked one {.row = {.values = values}, .round = 0};
        if (const auto placed = newestTrial(result, values)) {
            one.round = placed->round + 1;
            judge(one.row, result.rounds[placed->round], *placed->trial, one.round == lastRound);
        }
        if (going && *going == values) one.row.state = SearchRow::State::Running;
        ranked.push_back(std::move(one));
    }
    const bool lower = lowerIsBetter(plan.recipe.training.earlyStoppingMetric);
    std::stable_sort(ranked.begin(), ranked.end(), [lower](const Ranked& a, const Ranked& b) {
        if (a.round != b.round) return a.round > b.round;
        if (a.row.measured != b.row.measured) return a.row.measured;
        return lower ? a.row.score < b.row.score : a.row.score > b.row.score;
    });
    std::vector<SearchRow> rows;
    for (Ranked& one : ranked) rows.push_back(std::move(one.row));
    return rows;
}

std::optional<SearchTrial> bestTrial(const SearchResult& result, const std::string& metric) {
    const bool lower = lowerIsBetter(metric);
    for (auto round = result.rounds.rbegin(); round != result.rounds.rend(); ++round) {
        const SearchTrial* best = nullptr;
        for (const SearchTrial& trial : round->trials)
            if (trial.measured && (!best || (lower ? trial.score < best->score : trial.score > best->score))) best = &trial;
        if (best) return *best;
    }
    return std::nullopt;
}

QString searchValueText(const Json& value) {
    if (value.is_number_integer()) return numberText(value.get<double>(), NumberKind::Count);
    if (value.is_number()) return numberText(value.get<double>());
    return toQString(value.is_string() ? value.get<std::string>() : toText(value));
}

QString searchValuesText(const SearchValues& values) {
    QStringList said;
    for (const auto& [field, value] : values)
        said << QStringLiteral("%1 %2").arg(searchFieldTitle(field).toLower(), searchValueText(value));
    return said.join(QStringLiteral(", "));
}

}
