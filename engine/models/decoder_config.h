// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/config_fields.h"

namespace espalier {

struct ModelConfig;

/// A token's id as config.json has it (of a list the first); `standard` where the field is missing, < 0 where it is
/// null.
std::int64_t tokenIdOf(const Json& source, const char* field, std::int64_t standard = -1);

/// Dropout before a token classifier: classifier_dropout, else hidden_dropout, else 0.1.
double tokenHeadDropout(const ConfigFields& fields);

}
