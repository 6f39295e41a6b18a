// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/config.h"

namespace espalier {

/// The language task (of a recipe) that models of this family are pretrained with: masked-lm, causal-lm or seq2seq.
std::string pretrainedTask(const ModelConfig& config);

/// True where a model's files hold the head that pretrainedTask() is measured with. Only their tables are read.
bool hasLanguageHead(const std::filesystem::path& model, const ModelConfig& config);

}
