// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace espalier {

/// What a class of Transformers puts on top of an encoder, by the end of its name.
enum class HeadKind {
    Body, ///< …Model: the encoder, with its pooler where it has one
    Sequence, ///< …ForSequenceClassification
    Token, ///< …ForTokenClassification
    Masked, ///< …ForMaskedLM
    Question, ///< …ForQuestionAnswering
    PreTraining, ///< …ForPreTraining: masked words and next sentence (BERT), or replaced words (ELECTRA)
};

HeadKind headKind(const std::string& architecture);

/// The language task (of a recipe) that an architecture's head is for: causal-lm, seq2seq or masked-lm; empty: none.
std::string languageTaskOf(const std::string& architecture);

/// The classes of a family whose names begin with `stem` ("Bert"), the bare body first.
std::vector<std::string> encoderArchitectures(const std::string& stem, bool preTraining);

}
