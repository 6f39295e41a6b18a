// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/generation_run.h"

namespace espalier {

void decodeBeams(GenerationRun& run) {
    BeamSearch search(run.options, run.rules, run.stops, run.limits, run.beginning);
    at::Tensor logits = run.decoding.start({run.prompt});
    run.decoding.reorder(std::vector<std::int64_t>(static_cast<std::size_t>(run.options.beams)));
    logits = logits.expand({run.options.beams, -1});
    bool cancelled = false;
    while (search.advance(logits)) {
        run.noteFirstToken();
        cancelled = run.token.stopRequested();
        if (cancelled) break;
        run.decoding.reorder(search.parents());
        logits = run.decoding.next(search.tokens());
    }
    for (const BeamSearch::Result& best : search.results(run.options.sequences)) {
        GeneratedSequence sequence;
        sequence.ids = best.sequence;
        sequence.score = best.score;
        sequence.finish = cancelled ? Finish::Cancelled : best.finish;
        run.result.sequences.push_back(std::move(sequence));
    }
}

}
