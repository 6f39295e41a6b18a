// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/logit_rules.h"

#include <ATen/core/Tensor.h>

#include <optional>

namespace espalier {

/// Why a sequence can't grow; nothing: it can.
using StopRule = std::function<std::optional<Finish>(const std::vector<std::int32_t>& sequence)>;

/// Beam search over one prompt, as Transformers' generate() does it: the same candidates, the same arithmetic in
/// float32, the same rules to stop. The caller computes logits and keeps the rows of its cache in step.
class BeamSearch {
public:
    struct Limits {
        std::int64_t promptLength = 0, maxLength = 0, endTokens = 0;
    };
    BeamSearch(const GenerateOptions& options, const LogitRules& rules, StopRule stops, Limits limits,
               const std::vector<std::int32_t>& beginning);

    /// Takes logits (beams, words) of what comes next; returns false where the search is over.
    bool advance(const at::Tensor& logits);
    /// Where each beam goes on from, and with which token.
    const std::vector<std::int64_t>& parents() const { return m_parents; }
    std::vector<std::int32_t> tokens() const;

    /// The best sequences, best first.
    struct Result {
        std::vector<std::int32_t> sequence;
        double score = 0;
        Finish finish = Finish::Length;
    };
    std::vector<Result> results(std::int64_t count) const;

private:
    struct Candidate {
        std::vector<std::int32_t> sequence;
        std::int64_t parent = 0;
        std::optional<Finish> finish;
    };
    std::vector<Candidate> candidates(const at::Tensor& logits, at::Tensor& scores) const;
    void keepRunning(const std::vector<Candidate>& candidates, const at::Tensor& scores);
    void keepFinished(const std::vector<Candidate>& candidates, at::Tensor scores);
    bool goesOn(const std::vector<Candidate>& candidates);
    bool allFinished() const;

    GenerateOptions m_options;
    const LogitRules& m_rules;
    StopRule m_stops;
    Limits m_limits;
    std::vector<std::vector<std::int32_t>> m_running;
    std::vector<std::int64_t> m_parents;
    at::Tensor m_runningScores, m_finishedScores; ///< (beams)
    std::vector<Result> m_finished; ///< as m_finishedScores
    std::vector<bool> m_isFinished;
    bool m_canImprove = true;
};

}
