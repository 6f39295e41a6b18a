// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/decoder_config.h"

#include <algorithm>
#include <array>

namespace espalier {

namespace {

/// What nn::activationFromName knows.
constexpr std::array<std::string_view, 7> kActivations {"gelu",  "gelu_new", "gelu_pytorch_tanh", "relu", "silu",
                                                        "swish", "tanh"};

}

std::int64_t tokenIdOf(const Json& source, const char* field, std::int64_t standard) {
    const auto found = source.find(field);
    if (found == source.end()) return standard;
    const Json& value = found->is_array() && !found->empty() ? found->front() : *found;
    return value.is_number_integer() ? value.get<std::int64_t>() : -1;
}

std::string checkedActivation(const ConfigFields& fields, const char* field, const std::string& name) {
    if (std::find(kActivations.begin(), kActivations.end(), name) == kActivations.end())
        failBadInput("activation \"" + name + "\" is not supported", fields.file() + ", field " + field,
                     "supported: gelu, gelu_new, gelu_pytorch_tanh, relu, silu, swish, tanh");
    return name;
}

double tokenHeadDropout(const ConfigFields& fields) {
    return fields.number("classifier_dropout", fields.number("hidden_dropout", 0.1, 0, 0.99), 0, 0.99);
}

}
