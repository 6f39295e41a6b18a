// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/generate_options.h"

#include "engine/base/error.h"

namespace espalier {

namespace {

void require(bool holds, const char* what, const char* where) {
    if (!holds) fail(ErrorKind::Usage, what, where);
}

}

void checkOptions(const GenerateOptions& options) {
    constexpr std::int64_t kMost = 1 << 20, kMostRows = 4096;
    require(options.maxNewTokens >= 0 && options.maxNewTokens <= kMost, "must be from 0 to 1048576", "max_new_tokens");
    require(options.maxLength >= 0 && options.maxLength <= kMost, "must be from 0 to 1048576", "max_length");
    require(options.minNewTokens >= 0, "must not be negative", "min_new_tokens");
    require(options.sequences >= 1 && options.sequences <= kMostRows, "must be from 1 to 4096", "num_return_sequences");
    require(options.beams >= 1 && options.beams <= kMostRows, "must be from 1 to 4096", "num_beams");
    require(options.temperature > 0 && options.temperature <= 1e6, "must be above 0; for none, choose greedy",
            "temperature");
    require(options.topK >= 0, "must not be negative", "top_k");
    require(options.topP > 0 && options.topP <= 1, "must be above 0 and at most 1", "top_p");
    require(options.minP >= 0 && options.minP <= 1, "must be from 0 to 1", "min_p");
    require(options.repetitionPenalty > 0, "must be above 0", "repetition_penalty");
    require(options.noRepeatNgram >= 0, "must not be negative", "no_repeat_ngram_size");
    require(!(options.samples && options.beams > 1), "beams search for the best, so they don't go with sampling",
            "num_beams");
    require(options.samples || options.sequences <= options.beams,
            "without sampling there are as many sequences as beams at most", "num_return_sequences");
    for (const std::string& stop : options.stopStrings)
        require(!stop.empty(), "a stop string must not be empty", "stop_strings");
}

}
