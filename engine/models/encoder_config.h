// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/config_fields.h"
#include "engine/models/registry.h"

namespace espalier {

/// Reads and checks what the configurations of BERT and of the families after it call the same. Throws Exception.
void readBertLikeConfig(const Json& source, const std::string& file, ModelConfig& config);

/// pad_token_id, or `standard` where the field is missing.
void readPaddingId(const Json& source, const std::string& file, std::int64_t standard, ModelConfig& config);
/// `field` is what the family calls the activation.
void readActivation(const ConfigFields& fields, const char* field, const std::string& standard, ModelConfig& config);
/// `field` is what the family calls the number of heads.
void checkHeads(const ConfigFields& fields, const char* field, const ModelConfig& config);
/// Errors where `field` isn't what alone we have.
void requireText(const ConfigFields& fields, const char* field, const char* only, const char* what);

/// A family whose classes begin with `stem` and whose bodies' weights begin with `prefix`.
Family encoderFamily(const std::string& name, const std::string& stem, const std::string& prefix,
                     std::vector<RenameRule> renames, void (*readConfig)(const Json&, const std::string&, ModelConfig&),
                     bool preTraining = false);

}
