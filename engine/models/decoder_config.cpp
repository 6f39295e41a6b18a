// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/decoder_config.h"

namespace espalier {

std::int64_t tokenIdOf(const Json& source, const char* field, std::int64_t standard) {
    const auto found = source.find(field);
    if (found == source.end()) return standard;
    const Json& value = found->is_array() && !found->empty() ? found->front() : *found;
    return value.is_number_integer() ? value.get<std::int64_t>() : -1;
}

double tokenHeadDropout(const ConfigFields& fields) {
    return fields.number("classifier_dropout", fields.number("hidden_dropout", 0.1, 0, 0.99), 0, 0.99);
}

}
