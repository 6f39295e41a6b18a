// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/cancellation.h"
#include "engine/inference/beam_search.h"
#include "engine/models/decoding.h"
#include "engine/text/tokenizer.h"
#include "engine/training/meters.h"

namespace espalier {

/// One call of generate(): what it was given, and what comes of it.
struct GenerationRun {
    const GenerateOptions& options;
    const CancellationToken& token;
    const TextSink& sink;
    const Tokenizer* tokenizer; ///< null: ids alone
    Decoding& decoding;
    DecodingPrompt prompt;
    std::vector<std::int32_t> beginning; ///< what the sequences begin with
    BeamSearch::Limits limits;
    LogitRules rules;
    StopRule stops;
    Stopwatch watch {};
    Generation result {};

    void noteFirstToken() {
        if (result.firstTokenSeconds == 0) result.firstTokenSeconds = watch.seconds();
    }
};

/// Sequences one by one, greedy or drawn: fills result.sequences' ids and how they ended.
void decodeRows(GenerationRun& run);
/// The same by beam search.
void decodeBeams(GenerationRun& run);

}
