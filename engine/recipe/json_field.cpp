// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/json_field.h"

#include <limits>

namespace espalier {

const char* readField(const Json& json, std::string& value) {
    if (!json.is_string()) return "a text in quotes";
    value = json.get<std::string>();
    return nullptr;
}

const char* readField(const Json& json, bool& value) {
    if (!json.is_boolean()) return "true or false";
    value = json.get<bool>();
    return nullptr;
}

const char* readField(const Json& json, double& value) {
    if (json.is_null())
        value = std::numeric_limits<double>::quiet_NaN();
    else if (json.is_number())
        value = json.get<double>();
    else
        return "a number";
    return nullptr;
}

const char* readField(const Json& json, std::int64_t& value) {
    constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!json.is_number_integer() || (json.is_number_unsigned() && json.get<std::uint64_t>() > kLargest))
        return "a whole number";
    value = json.get<std::int64_t>();
    return nullptr;
}

const char* readField(const Json& json, std::uint64_t& value) {
    if (!json.is_number_integer() || (!json.is_number_unsigned() && json.get<std::int64_t>() < 0))
        return "a whole number that is not negative";
    value = json.get<std::uint64_t>();
    return nullptr;
}

const char* readField(const Json& json, std::vector<double>& value) {
    if (!json.is_array()) return "a list of numbers";
    value.clear();
    for (const Json& element : json) {
        if (!element.is_number()) return "a list of numbers";
        value.push_back(element.get<double>());
    }
    return nullptr;
}

const char* readField(const Json& json, std::vector<std::string>& value) {
    if (!json.is_array()) return "a list of texts";
    value.clear();
    for (const Json& element : json) {
        if (!element.is_string()) return "a list of texts";
        value.push_back(element.get<std::string>());
    }
    return nullptr;
}

const char* readField(const Json& json, std::map<std::string, double>& value) {
    if (!json.is_object()) return "names with numbers";
    value.clear();
    for (const auto& [name, element] : json.items())
        if (readField(element, value[name])) return "names with numbers";
    return nullptr;
}

}
