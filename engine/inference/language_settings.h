// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/config.h"
#include "engine/tasks/language_task.h"

namespace espalier {

/// What the files of a model folder (or .gguf file) say for a language task.
LanguageSettings languageSettings(const std::filesystem::path& model, const ModelConfig& config,
                                  std::shared_ptr<const Tokenizer> tokenizer);

}
