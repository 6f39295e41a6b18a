// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"

#include <string>

namespace espalier {

/// Typed access to the fields of a config.json; every failure names file and field. Throws Exception.
class ConfigFields {
public:
    ConfigFields(const Json& source, std::string file) : m_source(source), m_file(std::move(file)) { }

    /// A whole number in [1, 2^31); required.
    std::int64_t size(const char* field) const;
    /// The same, or `standard` where the field is missing or null.
    std::int64_t size(const char* field, std::int64_t standard) const;
    bool flag(const char* field, bool standard) const;
    /// A number in [low, high], or `standard` where the field is missing or null.
    double number(const char* field, double standard, double low, double high) const;
    std::string text(const char* field, const std::string& standard) const;
    const std::string& file() const { return m_file; }

private:
    const Json* find(const char* field) const;
    const Json& m_source;
    std::string m_file;
};

/// An activation by config.json's name. Throws where we don't have it.
std::string checkedActivation(const ConfigFields& fields, const char* field, const std::string& name);

}
