// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/registry.h"

namespace espalier {

namespace bert {
inline const std::string kBody = "BertModel", kSequence = "BertForSequenceClassification",
                         kToken = "BertForTokenClassification", kMasked = "BertForMaskedLM";
}

/// BERT (Devlin et al. 2018): BertModel and its sequence, token and masked-LM heads.
Family bertFamily();
std::unique_ptr<Model> makeBert(ModelConfig config);

}
