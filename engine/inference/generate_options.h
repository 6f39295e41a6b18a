// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace espalier {

/// Bits of a weight in generation, which is bound by reading the weights: fewer are faster and less exact.
enum class WeightBits { Full, Eight, Four };

/// How text is made, named and meant as in Transformers' GenerationConfig. Plain values.
struct GenerateOptions {
    std::int64_t maxNewTokens = 0; ///< goes before maxLength; both 0: kStandardNewTokens
    std::int64_t maxLength = 0; ///< tokens of prompt (where the model writes on after it) and answer
    std::int64_t minNewTokens = 0;
    std::int64_t sequences = 1; ///< num_return_sequences

    bool samples = false; ///< do_sample; else the likeliest token, or the best of the beams
    double temperature = 1;
    std::int64_t topK = 50; ///< 0: all
    double topP = 1;
    double minP = 0;
    std::uint64_t seed = 0;
    double repetitionPenalty = 1;
    std::int64_t noRepeatNgram = 0; ///< no_repeat_ngram_size; 0: may repeat

    enum class EarlyStopping { No, Yes, Never };
    std::int64_t beams = 1;
    double lengthPenalty = 1;
    EarlyStopping earlyStopping = EarlyStopping::No;

    std::vector<std::string> stopStrings {}; ///< a sequence ends with the token that completes one of them

    static constexpr std::int64_t kStandardNewTokens = 100;
};

/// Why a sequence ended.
enum class Finish { Length, EndToken, StopString, Cancelled };
/// length, eos, stop or cancelled.
inline const char* finishName(Finish finish) {
    constexpr const char* kNames[] {"length", "eos", "stop", "cancelled"};
    return kNames[static_cast<int>(finish)];
}

struct GeneratedSequence {
    std::vector<std::int32_t> ids; ///< as Transformers' generate() returns them: prompt or start token first
    std::vector<std::int32_t> newIds;
    std::string text; ///< of `ids`, without special tokens
    std::string newText; ///< of `newIds`
    Finish finish = Finish::Length;
    double score = 0; ///< of beam search: log-probability over length^length_penalty
};

struct Generation {
    std::vector<GeneratedSequence> sequences;
    std::int64_t promptTokens = 0, newTokens = 0;
    double seconds = 0, firstTokenSeconds = 0;
};

/// Is handed each piece of text as it comes, whole in UTF-8, with the number of its sequence. Beams come at the end.
using TextSink = std::function<void(std::int64_t sequence, const std::string& piece)>;

/// Checks values against each other; throws Exception (usage).
void checkOptions(const GenerateOptions& options);

}
