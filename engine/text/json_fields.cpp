// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/json_fields.h"

namespace espalier {

namespace {

[[noreturn]] void failType(const std::string& where, const char* wanted, const Json& found) {
    failBadInput(std::string("should be ") + wanted + ", is " + found.type_name(), where);
}

}

JsonFields::JsonFields(const Json& json, std::string where) : m_json(&json), m_where(std::move(where)) {
    if (!json.is_object()) failType(m_where, "an object", json);
}

const Json* JsonFields::find(const std::string& key) const {
    const auto found = m_json->find(key);
    return found == m_json->end() || found->is_null() ? nullptr : &*found;
}

const Json& JsonFields::required(const std::string& key) const {
    const Json* found = find(key);
    if (found == nullptr) failBadInput("\"" + key + "\" is missing", m_where);
    return *found;
}

JsonFields JsonFields::object(const std::string& key) const {
    return {required(key), where(key)};
}

std::optional<bool> JsonFields::boolean(const std::string& key) const {
    const Json* found = find(key);
    if (found == nullptr) return std::nullopt;
    if (!found->is_boolean()) failType(where(key), "true or false", *found);
    return found->get<bool>();
}

std::optional<std::string> JsonFields::string(const std::string& key) const {
    const Json* found = find(key);
    if (found == nullptr) return std::nullopt;
    if (!found->is_string()) failType(where(key), "a string", *found);
    return found->get<std::string>();
}

std::optional<std::int64_t> JsonFields::integer(const std::string& key) const {
    const Json* found = find(key);
    if (found == nullptr) return std::nullopt;
    return wholeNumber(*found, where(key), std::numeric_limits<std::int64_t>::max());
}

std::int64_t wholeNumber(const Json& json, const std::string& where, std::int64_t largest) {
    if (!json.is_number_unsigned()) failType(where, "a whole number", json);
    const auto value = json.get<std::uint64_t>();
    if (value > static_cast<std::uint64_t>(largest)) failBadInput(std::to_string(value) + " is too large", where);
    return static_cast<std::int64_t>(value);
}

std::int32_t tokenId(const Json& json, const std::string& where) {
    // The largest number is kept free, so that "the next id" always exists.
    return static_cast<std::int32_t>(wholeNumber(json, where, std::numeric_limits<std::int32_t>::max() / 2));
}

}
