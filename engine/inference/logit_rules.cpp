// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/logit_rules.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace espalier {

namespace logits {

namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();

/// A word that is not ruled out, with its share of all of them.
struct Candidate {
    std::int64_t word;
    float share;
};

/// The softmax of the scores, over what is not ruled out. Where nothing is left: empty.
std::vector<Candidate> sharesOf(const float* scores, std::int64_t words) {
    std::vector<Candidate> candidates;
    const float peak = *std::max_element(scores, scores + words);
    double total = 0;
    for (std::int64_t word = 0; word < words; ++word)
        if (scores[word] != kNever) {
            candidates.push_back({word, std::exp(scores[word] - peak)});
            total += static_cast<double>(candidates.back().share);
        }
    for (Candidate& candidate : candidates)
        candidate.share /= static_cast<float>(total);
    return candidates;
}

}

void penalizeRepetition(float* scores, std::int64_t words, const std::vector<std::int32_t>& sequence, double penalty) {
    const auto factor = static_cast<float>(penalty);
    for (const std::int32_t id : std::set<std::int32_t>(sequence.begin(), sequence.end()))
        if (id >= 0 && id < words) scores[id] = scores[id] < 0 ? scores[id] * factor : scores[id] / factor;
}

void banRepeatedNgrams(float* scores, std::int64_t words, const std::vector<std::int32_t>& sequence,
                       std::int64_t size) {
    const auto length = static_cast<std::int64_t>(sequence.size());
    if (length + 1 < size) return;
    const auto tail = sequence.end() - (size - 1);
    for (std::int64_t begin = 0; begin + size <= length; ++begin)
        if (std::equal(tail, sequence.end(), sequence.begin() + begin)) {
            const std::int32_t id = sequence[static_cast<std::size_t>(begin + size - 1)];
            if (id >= 0 && id < words) scores[id] = kNever;
        }
}

void applyTemperature(float* scores, std::int64_t words, double temperature) {
    const auto divisor = static_cast<float>(temperature);
    for (std::int64_t word = 0; word < words; ++word)
        scores[word] /= divisor;
}

void keepTopK(float* scores, std::int64_t words, std::int64_t k) {
    if (k >= words) return;
    std::vector<float> sorted(scores, scores + words);
    std::nth_element(sorted.begin(), sorted.begin() + (k - 1), sorted.end(), std::greater<>());
    const float least = sorted[static_cast<std::size_t>(k - 1)];
    for (std::int64_t word = 0; word < words; ++word)
        if (scores[word] < least) scores[word] = kNever;
}

void keepTopP(float* scores, std::int64_t words, double p) {
    std::vector<Candidate> candidates = sharesOf(scores, words);
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.share < b.share; });
    const auto threshold = static_cast<float>(1 - p);
    double below = 0;
    for (std::size_t i = 0; i + 1 < candidates.size(); ++i) { // the likeliest always stays
        below += static_cast<double>(candidates[i].share);
        if (static_cast<float>(below) > threshold) break;
        scores[candidates[i].word] = kNever;
    }
}

void keepMinP(float* scores, std::int64_t words, double p) {
    const std::vector<Candidate> candidates = sharesOf(scores, words);
    float peak = 0;
    for (const Candidate& candidate : candidates)
        peak = std::max(peak, candidate.share);
    const float least = static_cast<float>(p) * peak;
    for (const Candidate& candidate : candidates)
        if (candidate.share < least) scores[candidate.word] = kNever;
}

}

void LogitRules::apply(float* scores, std::int64_t words, const std::vector<std::int32_t>& sequence) const {
    const GenerateOptions& options = m_options;
    if (options.repetitionPenalty != 1) logits::penalizeRepetition(scores, words, sequence, options.repetitionPenalty);
    if (options.noRepeatNgram > 0) logits::banRepeatedNgrams(scores, words, sequence, options.noRepeatNgram);
    if (static_cast<std::int64_t>(sequence.size()) - m_promptLength < options.minNewTokens)
        for (const std::int32_t end : m_ends)
            if (end >= 0 && end < words) scores[end] = logits::kNever;
    if (!options.samples) return;
    if (options.temperature != 1) logits::applyTemperature(scores, words, options.temperature);
    if (options.topK > 0) logits::keepTopK(scores, words, options.topK);
    if (options.topP < 1) logits::keepTopP(scores, words, options.topP);
    if (options.minP > 0) logits::keepMinP(scores, words, options.minP);
}

}
