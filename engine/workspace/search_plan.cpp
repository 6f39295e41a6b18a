// SPDX-License-Identifier: GPL-3.0-or-later
// What a search tries.
#include "engine/base/random.h"
#include "engine/workspace/search.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace espalier {
namespace {

constexpr std::size_t kMostCombinations = 1000;
/// Keeps these draws apart from others made with the same seed.
constexpr std::uint64_t kSearchStream = 0x7365617263680000ull;

double positiveNumber(const std::string& text, const std::string& where) {
    double value = 0;
    const auto [next, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || next != text.data() + text.size() || !(value > 0))
        fail(ErrorKind::Usage, "a range is between two numbers above 0", where, "for example training.learning_rate=1e-5..1e-3");
    return value;
}

/// A number, true or false where it reads as one, else a text.
Json valueOf(const std::string& text) {
    if (auto json = parseJson(text, {}); json && (json->is_number() || json->is_boolean())) return *json;
    return text;
}

std::size_t gridSize(const std::vector<SearchAxis>& axes) {
    std::size_t size = 1;
    for (const auto& axis : axes) size = std::min<std::size_t>(size * axis.values.size(), kMostCombinations + 1);
    return size;
}

std::vector<SearchValues> grid(const std::vector<SearchAxis>& axes) {
    std::vector<SearchValues> all(1);
    for (const auto& axis : axes) {
        std::vector<SearchValues> longer;
        for (const auto& begun : all) {
            for (const auto& value : axis.values) {
                longer.push_back(begun);
                longer.back()[axis.field] = valueOf(value);
            }
        }
        all = std::move(longer);
    }
    return all;
}

Json drawn(const SearchAxis& axis, Random& random) {
    if (!axis.values.empty()) return valueOf(axis.values[random.below(axis.values.size())]);
    const double value = axis.low * std::pow(axis.high / axis.low, random.uniform());
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 2).ptr;
    return valueOf(std::string(text, end));
}

}

SearchAxis searchAxis(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
        fail(ErrorKind::Usage, "a search takes FIELD=VALUE,VALUE … or FIELD=LOW..HIGH", text, "for example training.learning_rate=1e-5,5e-5,1e-4");
    SearchAxis axis {.field = text.substr(0, equals)};
    const std::string values = text.substr(equals + 1);
    if (const auto dots = values.find(".."); dots != std::string::npos) {
        axis.low = positiveNumber(values.substr(0, dots), text);
        axis.high = positiveNumber(values.substr(dots + 2), text);
        if (axis.high <= axis.low) fail(ErrorKind::Usage, "a range ends above where it begins", text);
        return axis;
    }
    for (std::size_t start = 0; start <= values.size();) {
        const auto comma = std::min(values.find(',', start), values.size());
        axis.values.push_back(values.substr(start, comma - start));
        start = comma + 1;
    }
    return axis;
}

std::vector<SearchValues> searchCombinations(const SearchPlan& plan) {
    if (plan.axes.empty()) failBadInput("there is nothing to search", "axes", "name a field and its values: --set training.learning_rate=1e-5,5e-5");
    const bool hasRange = std::any_of(plan.axes.begin(), plan.axes.end(), [](const auto& axis) { return axis.values.empty(); });
    if (hasRange && plan.trials <= 0) failBadInput("a range has no end of values", "trials", "say how many are drawn: --trials 10");
    const std::size_t size = hasRange ? kMostCombinations : gridSize(plan.axes);
    const auto wanted = plan.trials > 0 ? std::min(static_cast<std::size_t>(plan.trials), size) : size;
    if (wanted > kMostCombinations || size == 0) failBadInput("there are too many combinations, or none", "axes", "at most " + std::to_string(kMostCombinations) + " are tried");
    if (!hasRange && wanted == size) return grid(plan.axes);
    std::vector<SearchValues> combinations;
    std::set<std::string> known;
    Random random(plan.seed, kSearchStream);
    for (std::size_t tries = 0; combinations.size() < wanted && tries < 100 * kMostCombinations; ++tries) {
        SearchValues values;
        for (const auto& axis : plan.axes) values[axis.field] = drawn(axis, random);
        if (known.insert(toText(Json(values))).second) combinations.push_back(std::move(values));
    }
    return combinations;
}

Result<Recipe> withValues(const Recipe& recipe, const SearchValues& values) {
    Json json = toJson(recipe);
    for (const auto& [field, value] : values) {
        std::string path = "/" + field;
        std::replace(path.begin(), path.end(), '.', '/');
        json[Json::json_pointer(path)] = value;
    }
    return recipeFromJson(json);
}

}
