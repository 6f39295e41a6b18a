// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/config_fields.h"

#include <algorithm>
#include <array>

namespace espalier {

namespace {

constexpr const char* kHint = "use the config.json that came with the weights";

std::string shortly(const Json& value) {
    return toText(value).substr(0, 60);
}

}

const Json* ConfigFields::find(const char* field) const {
    const auto found = m_source.find(field);
    return found == m_source.end() || found->is_null() ? nullptr : &*found;
}

std::int64_t ConfigFields::size(const char* field) const {
    const Json* value = find(field);
    const std::string where = m_file + ", field " + field;
    if (!value) failBadInput("the model's configuration lacks a size", where, kHint);
    if (!value->is_number_integer() || value->get<double>() < 1 || value->get<double>() >= 2147483648.0)
        failBadInput("a size must be a whole number from 1 to 2147483647, not " + shortly(*value), where, kHint);
    return value->get<std::int64_t>();
}

std::int64_t ConfigFields::size(const char* field, std::int64_t standard) const {
    return find(field) ? size(field) : standard;
}

bool ConfigFields::flag(const char* field, bool standard) const {
    const Json* value = find(field);
    if (!value) return standard;
    if (!value->is_boolean())
        failBadInput("expected true or false, not " + shortly(*value), m_file + ", field " + field, kHint);
    return value->get<bool>();
}

double ConfigFields::number(const char* field, double standard, double low, double high) const {
    const Json* value = find(field);
    if (!value) return standard;
    if (!value->is_number() || !(value->get<double>() >= low && value->get<double>() <= high))
        failBadInput("expected a number from " + toText(low) + " to " + toText(high) + ", not " + shortly(*value),
                     m_file + ", field " + field, kHint);
    return value->get<double>();
}

std::string ConfigFields::text(const char* field, const std::string& standard) const {
    const Json* value = find(field);
    if (!value) return standard;
    if (!value->is_string())
        failBadInput("expected a text, not " + shortly(*value), m_file + ", field " + field, kHint);
    return value->get<std::string>();
}

namespace {

/// What nn::activationFromName knows.
constexpr std::array<std::string_view, 7> kActivations {"gelu",  "gelu_new", "gelu_pytorch_tanh", "relu", "silu",
                                                        "swish", "tanh"};

}

std::string checkedActivation(const ConfigFields& fields, const char* field, const std::string& name) {
    if (std::find(kActivations.begin(), kActivations.end(), name) == kActivations.end())
        failBadInput("activation \"" + name + "\" is not supported", fields.file() + ", field " + field,
                     "supported: gelu, gelu_new, gelu_pytorch_tanh, relu, silu, swish, tanh");
    return name;
}

}
