// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/answers.h"
#include "engine/inference/text_model.h"

#include <functional>

namespace espalier {

/// Labels that a model was never trained for. A model of entailment (NLI) says how much a text entails each label's
/// hypothesis, as Transformers' zero-shot-classification pipeline; a language model says how likely it writes each
/// label after the text. Thread-safe: one call at a time runs.
class ZeroShot {
public:
    /// Throws Exception where the model is neither.
    ZeroShot(const std::filesystem::path& folder, const c10::Device& device);

    /// Scores of options.labels for each text. Calls `step(done)` between texts; where that says no, throws
    /// Interrupted.
    std::vector<std::vector<float>> classify(const std::vector<std::string>& texts, const ZeroShotOptions& options,
                                             const std::function<bool(std::int64_t done)>& step);

private:
    std::vector<float> entailed(const std::string& text, const ZeroShotOptions& options);
    std::vector<float> written(const std::string& text, const ZeroShotOptions& options);
    double likelihood(const std::string& prompt, const std::string& label, const std::string& rest);
    double answerLikelihood(const std::string& prompt, const std::string& label);

    std::unique_ptr<TextModel> m_model;
    std::int64_t m_entailment = -1; ///< the class of that name; < 0: a language model
    std::int64_t m_maxLength;
    std::int32_t m_decoderStart = -1; ///< of an encoder–decoder
};

}
