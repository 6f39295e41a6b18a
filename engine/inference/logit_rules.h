// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/generate_options.h"

namespace espalier {

/// Changes the scores of the next token before one is chosen, rule after rule in Transformers' order (its logits
/// processors): repetition penalty, n-grams, least length; then, where tokens are drawn, temperature, top-k, top-p and
/// min-p. What is ruled out becomes −∞.
class LogitRules {
public:
    /// `ends`: tokens that end a sequence. `promptLength`: of the sequences that apply() is given.
    LogitRules(const GenerateOptions& options, std::vector<std::int32_t> ends, std::int64_t promptLength)
        : m_options(options), m_ends(std::move(ends)), m_promptLength(promptLength) { }

    /// `scores`: one of each word, logits or log-probabilities. `sequence`: what came before, prompt included.
    void apply(float* scores, std::int64_t words, const std::vector<std::int32_t>& sequence) const;

private:
    GenerateOptions m_options;
    std::vector<std::int32_t> m_ends;
    std::int64_t m_promptLength;
};

/// The rules one by one. Scores are logits.
namespace logits {
void penalizeRepetition(float* scores, std::int64_t words, const std::vector<std::int32_t>& sequence, double penalty);
void banRepeatedNgrams(float* scores, std::int64_t words, const std::vector<std::int32_t>& sequence, std::int64_t size);
void applyTemperature(float* scores, std::int64_t words, double temperature);
void keepTopK(float* scores, std::int64_t words, std::int64_t k);
void keepTopP(float* scores, std::int64_t words, double p);
void keepMinP(float* scores, std::int64_t words, double p);
}

}
