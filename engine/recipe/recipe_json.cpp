// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/json_field.h"
#include "engine/recipe/recipe_fields.h"
#include "engine/recipe/strategy_info.h"
#include "engine/recipe/task_info.h"

#include <set>

namespace espalier {
namespace {

/// Reads one value in place; null, which events use for "not a number", is no value of a recipe.
template <typename Value>
void readOrFail(const Json& json, Value& value, const std::string& field) {
    const char* expected = json.is_null() ? "a value, not null" : readField(json, value);
    if (expected) failBadInput(field + " must be " + expected, field);
}

/// Tasks read in place; each is named by its place in the list.
void readOrFail(const Json& json, std::vector<MoreTask>& tasks, const std::string& field) {
    if (!json.is_array()) failBadInput(field + " must be a list [{…}]", field);
    tasks.clear();
    for (const Json& element : json) {
        const std::string place = field + "[" + std::to_string(tasks.size()) + "]";
        if (!element.is_object()) failBadInput(place + " must be an object {…}", place);
        std::set<std::string> known;
        MoreTask task;
        visitMoreTaskFields(task, [&](const std::string& key, auto& value) {
            known.insert(key);
            if (element.contains(key)) readOrFail(element[key], value, place + "." + key);
        });
        for (const auto& [key, ignored] : element.items())
            if (!known.count(key))
                failBadInput("a further task has no field " + key, place + "." + key, "remove it, or see docs/recipes.md");
        tasks.push_back(std::move(task));
    }
}

/// Errors on a group that is no object, and on keys that no recipe has.
void refuseUnknown(const Json& json) {
    std::set<std::string> top, groups, paths;
    Recipe recipe;
    visitRecipeFields(recipe, [&](const std::string& group, const std::string& key, const auto&) {
        (group.empty() ? top : groups).insert(group.empty() ? key : group);
        paths.insert(fieldPath(group, key));
    });
    for (const auto& [key, value] : json.items()) {
        if (top.count(key)) continue;
        if (!groups.count(key)) failBadInput("a recipe has no field " + key, key, "remove it, or see docs/recipes.md");
        if (!value.is_object()) failBadInput(key + " must be an object {…}", key);
        if (key == "strategy") continue; // its settings are the strategy's own: validate() knows them
        for (const auto& [inner, ignored] : value.items())
            if (!paths.count(fieldPath(key, inner)))
                failBadInput("a recipe has no field " + fieldPath(key, inner), fieldPath(key, inner),
                             "remove it, or see docs/recipes.md");
    }
}

/// Settings are numbers, switches (true and false are 1 and 0) and, where the strategy has such, texts.
void readStrategySettings(const Json& json, Recipe& recipe) {
    if (!json.contains("strategy")) return;
    const StrategyInfo* info = findStrategyInfo(recipe.strategy.kind);
    for (const auto& [key, value] : json["strategy"].items()) {
        if (key == "kind") continue;
        const std::string field = "strategy." + key;
        if (info ? findTextSetting(*info, key) != nullptr : value.is_string())
            readOrFail(value, recipe.strategy.texts[key], field);
        else if (value.is_boolean())
            recipe.strategy.settings[key] = value.get<bool>() ? 1 : 0;
        else
            readOrFail(value, recipe.strategy.settings[key], field);
    }
}

std::string shown(const Json& value) {
    return value.is_string() ? value.get<std::string>() : toText(value);
}

/// A strategy's setting as it takes effect: what the recipe says, else the standard; empty where the strategy has none.
std::string effectiveSetting(const Recipe& recipe, const std::string& name) {
    const auto& [kind, settings, texts] = recipe.strategy;
    if (auto found = settings.find(name); found != settings.end()) return toText(Json(found->second));
    if (auto found = texts.find(name); found != texts.end()) return found->second;
    const StrategyInfo* info = findStrategyInfo(kind);
    if (!info) return {};
    if (const SettingInfo* setting = findSetting(*info, name)) return toText(Json(setting->standard));
    const TextSettingInfo* text = findTextSetting(*info, name);
    return text ? text->standard : std::string();
}

}

void to_json(Json& json, const MoreTask& task) {
    json = Json::object();
    visitMoreTaskFields(task, [&](const char* key, const auto& value) { json[key] = value; });
}

Json toJson(const Recipe& recipe) {
    Json json = Json::object();
    visitRecipeFields(recipe, [&](const std::string& group, const std::string& key, const auto& value) {
        (group.empty() ? json : json[group])[key] = value;
        if (group != "strategy") return;
        for (const auto& [name, number] : recipe.strategy.settings)
            json[group][name] = number;
        for (const auto& [name, text] : recipe.strategy.texts)
            json[group][name] = text;
    });
    return json;
}

Result<Recipe> recipeFromJson(const Json& json) {
    return capture([&] {
        if (!json.is_object()) failBadInput("a recipe must be a JSON object {…}");
        refuseUnknown(json);
        Recipe recipe;
        visitRecipeFields(recipe, [&](const std::string& group, const std::string& key, auto& value) {
            if (!group.empty() && !json.contains(group)) return;
            const Json& place = group.empty() ? json : json[group];
            if (!place.contains(key)) return;
            readOrFail(place[key], value, fieldPath(group, key));
        });
        readStrategySettings(json, recipe);
        if (!json.contains(Json::json_pointer("/training/early_stopping_metric")))
            recipe.training.earlyStoppingMetric = standardMetric(recipe.task);
        return recipe;
    });
}

bool isLanguageTask(const std::string& task) {
    return task == "causal-lm" || task == "seq2seq" || task == "masked-lm";
}

bool Recipe::operator==(const Recipe& other) const {
    return toJson(*this) == toJson(other);
}

std::vector<RecipeDifference> differences(const Recipe& left, const Recipe& right) {
    std::vector<RecipeDifference> found;
    const auto compare = [&](const std::string& field, const std::string& a, const std::string& b) {
        if (a != b) found.push_back({field, a, b});
    };
    std::vector<std::string> rightValues;
    visitRecipeFields(right,
                      [&](const char*, const char*, const auto& value) { rightValues.push_back(shown(Json(value))); });
    std::size_t index = 0;
    visitRecipeFields(left, [&](const std::string& group, const std::string& key, const auto& value) {
        if (key != "name" || !group.empty()) compare(fieldPath(group, key), shown(Json(value)), rightValues[index]);
        ++index;
    });
    std::set<std::string> names;
    for (const Recipe* recipe : {&left, &right}) {
        for (const auto& [name, ignored] : recipe->strategy.settings)
            names.insert(name);
        for (const auto& [name, ignored] : recipe->strategy.texts)
            names.insert(name);
        const StrategyInfo* info = findStrategyInfo(recipe->strategy.kind);
        if (!info) continue;
        for (const SettingInfo& setting : info->settings)
            names.insert(setting.field.substr(setting.field.find('.') + 1));
        for (const TextSettingInfo& setting : info->texts)
            names.insert(setting.field.substr(setting.field.find('.') + 1));
    }
    for (const std::string& name : names)
        compare("strategy." + name, effectiveSetting(left, name), effectiveSetting(right, name));
    return found;
}

}
