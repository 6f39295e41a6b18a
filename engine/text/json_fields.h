// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace espalier {

/// An object of a tokenizer file, read field by field. Whatever is not what it should be throws an Exception that names
/// the file and the field.
class JsonFields {
public:
    JsonFields(const Json& json, std::string where);

    /// The field; null where it is absent or null.
    const Json* find(const std::string& key) const;
    const Json& required(const std::string& key) const;
    JsonFields object(const std::string& key) const;

    std::optional<bool> boolean(const std::string& key) const;
    bool boolean(const std::string& key, bool otherwise) const { return boolean(key).value_or(otherwise); }
    std::optional<std::string> string(const std::string& key) const;
    std::string string(const std::string& key, const std::string& otherwise) const {
        return string(key).value_or(otherwise);
    }
    std::optional<std::int64_t> integer(const std::string& key) const;

    const Json& json() const { return *m_json; }
    const std::string& where() const { return m_where; }
    std::string where(const std::string& key) const { return m_where + ": " + key; }

private:
    const Json* m_json;
    std::string m_where;
};

/// A number in [0, largest].
std::int64_t wholeNumber(const Json& json, const std::string& where, std::int64_t largest);
/// A token id.
std::int32_t tokenId(const Json& json, const std::string& where);

}
