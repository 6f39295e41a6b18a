// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/head_kind.h"

#include <array>
#include <utility>

namespace espalier {

namespace {

constexpr std::array<std::pair<HeadKind, const char*>, 6> kEndings {{{HeadKind::Body, "Model"},
                                                                     {HeadKind::Sequence, "ForSequenceClassification"},
                                                                     {HeadKind::Token, "ForTokenClassification"},
                                                                     {HeadKind::Masked, "ForMaskedLM"},
                                                                     {HeadKind::Question, "ForQuestionAnswering"},
                                                                     {HeadKind::PreTraining, "ForPreTraining"}}};

}

HeadKind headKind(const std::string& architecture) {
    for (const auto& [kind, ending] : kEndings)
        if (architecture.ends_with(ending)) return kind;
    return HeadKind::Body;
}

std::string languageTaskOf(const std::string& architecture) {
    if (architecture.ends_with("LMHeadModel") || architecture.ends_with("ForCausalLM")) return "causal-lm";
    if (architecture.ends_with("ForConditionalGeneration")) return "seq2seq";
    return architecture.ends_with("ForMaskedLM") ? "masked-lm" : "";
}

std::vector<std::string> encoderArchitectures(const std::string& stem, bool preTraining) {
    std::vector<std::string> names;
    for (const auto& [kind, ending] : kEndings)
        if (kind != HeadKind::PreTraining || preTraining) names.push_back(stem + ending);
    return names;
}

}
