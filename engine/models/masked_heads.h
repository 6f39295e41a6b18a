// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/heads.h"

namespace espalier {

/// Which word is behind a mask (Devlin et al. 2018): logits (T, vocabulary).
std::unique_ptr<Head> makeMaskedHead(const ModelConfig& config, const HeadPlan& plan, Encoder& encoder,
                                     nn::ParameterBuilder& builder);

/// The same, and whether two texts follow each other.
std::unique_ptr<Head> makeNextSentenceHead(const ModelConfig& config, const HeadPlan& plan, Encoder& encoder,
                                           nn::ParameterBuilder& builder);

/// Which words were replaced (Clark et al. 2020): logits (T).
std::unique_ptr<Head> makeReplacedWordsHead(const ModelConfig& config, const HeadPlan& plan,
                                            nn::ParameterBuilder& builder);

}
