// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/search.h"

#include <QString>

#include <optional>

namespace espalier {

/// What a search will take, without the runs themselves.
struct SearchOutline {
    std::int64_t combinations = 0, runs = 0;
    double epochs = 0; ///< of all runs together
    double fullRuns = 0; ///< as many runs to the end would take as long
};
SearchOutline outlineOf(const SearchPlan& plan, std::int64_t combinations);

/// A combination as the table of a search shows it, with what its newest run came to.
struct SearchRow {
    enum class State { Waiting, Running, Scored, Kept, Cut, Failed, Best };
    SearchValues values;
    State state = State::Waiting;
    std::int64_t run = 0;
    double epochs = 0, score = 0;
    bool measured = false;
    std::size_t place = 0, of = 0; ///< of a cut one: its place among those of its round
    std::size_t kept = 0; ///< of a cut one: how many went on
};
/// Every combination once: those that came farthest first, the best first among them; those that wait last.
std::vector<SearchRow> searchRows(const std::vector<SearchValues>& combinations, const SearchResult& result, const SearchPlan& plan, bool active);

/// The best so far by the last round in which something was measured.
std::optional<SearchTrial> bestTrial(const SearchResult& result, const std::string& metric);

/// "learning rate 5e-5, batch 16".
QString searchValuesText(const SearchValues& values);

/// A value of a setting as people read it.
QString searchValueText(const Json& value);

}
