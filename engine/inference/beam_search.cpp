// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/beam_search.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/full.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/topk.h>

#include <cmath>

namespace espalier {

namespace {

/// The score of what must not be chosen; finite, as Transformers has it, so that sums stay numbers.
constexpr float kOut = -1.0e9f;

}

BeamSearch::BeamSearch(const GenerateOptions& options, const LogitRules& rules, StopRule stops, Limits limits,
                       const std::vector<std::int32_t>& beginning)
    : m_options(options), m_rules(rules), m_stops(std::move(stops)), m_limits(limits),
      m_running(static_cast<std::size_t>(options.beams), beginning), m_parents(m_running.size()),
      m_finished(m_running.size(), {beginning, static_cast<double>(kOut), Finish::Length}),
      m_isFinished(m_running.size()) {
    m_finishedScores = at::full({options.beams}, kOut, at::TensorOptions(at::kFloat));
    m_runningScores = m_finishedScores.clone();
    m_runningScores[0] = 0; // all begin alike, so one counts
}

bool BeamSearch::advance(const at::Tensor& logits) {
    at::Tensor scores;
    const std::vector<Candidate> all = candidates(logits, scores);
    keepRunning(all, scores);
    keepFinished(all, scores);
    return goesOn(all);
}

/// The continuations with the highest sums of log-probabilities, enough that beams are left when all the best of them
/// end.
std::vector<BeamSearch::Candidate> BeamSearch::candidates(const at::Tensor& logits, at::Tensor& scores) const {
    at::Tensor rows = at::log_softmax(logits.to(at::kCPU, at::kFloat), -1).contiguous();
    const std::int64_t words = rows.size(1);
    for (std::size_t beam = 0; beam < m_running.size(); ++beam)
        m_rules.apply(rows.data_ptr<float>() + static_cast<std::int64_t>(beam) * words, words, m_running[beam]);
    rows = (rows + m_runningScores.unsqueeze(1)).view({-1});
    const std::int64_t wanted = std::max<std::int64_t>(2, 1 + m_limits.endTokens) * m_options.beams;
    const auto [best, places] = at::topk(rows, std::min(wanted, rows.size(0)));
    scores = best;
    std::vector<Candidate> result;
    for (std::int64_t i = 0; i < places.size(0); ++i) {
        const std::int64_t place = places.const_data_ptr<std::int64_t>()[i];
        Candidate candidate {m_running[static_cast<std::size_t>(place / words)], place / words, {}};
        candidate.sequence.push_back(static_cast<std::int32_t>(place % words));
        candidate.finish = m_stops(candidate.sequence);
        result.push_back(std::move(candidate));
    }
    return result;
}

void BeamSearch::keepRunning(const std::vector<Candidate>& candidates, const at::Tensor& scores) {
    at::Tensor running = scores.clone();
    for (std::size_t i = 0; i < candidates.size(); ++i)
        if (candidates[i].finish) running.data_ptr<float>()[i] += kOut;
    const auto [best, places] = at::topk(running, m_options.beams);
    m_runningScores = best;
    for (std::size_t beam = 0; beam < m_running.size(); ++beam) {
        const Candidate& candidate = candidates[static_cast<std::size_t>(places.const_data_ptr<std::int64_t>()[beam])];
        m_running[beam] = candidate.sequence;
        m_parents[beam] = candidate.parent;
    }
}

bool BeamSearch::allFinished() const {
    return std::all_of(m_isFinished.begin(), m_isFinished.end(), [](bool finished) { return finished; });
}

/// Merges what ended now, among the best `beams` candidates, with what had ended before.
void BeamSearch::keepFinished(const std::vector<Candidate>& candidates, at::Tensor scores) {
    const auto length
        = static_cast<double>(candidates.front().sequence.size()) - static_cast<double>(m_limits.promptLength);
    scores = scores / std::pow(length, m_options.lengthPenalty);
    float* score = scores.data_ptr<float>();
    const bool full = allFinished() && m_options.earlyStopping == GenerateOptions::EarlyStopping::Yes;
    std::vector<Result> results = m_finished;
    std::vector<bool> ended = m_isFinished;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const bool endsNow = candidates[i].finish && i < m_running.size();
        score[i] += full ? kOut : 0;
        score[i] += m_canImprove ? 0 : kOut;
        score[i] += endsNow ? 0 : kOut;
        results.push_back({candidates[i].sequence, 0, candidates[i].finish.value_or(Finish::Length)});
        ended.push_back(endsNow);
    }
    const auto [best, places] = at::topk(at::cat({m_finishedScores, scores}), m_options.beams);
    m_finishedScores = best;
    for (std::size_t beam = 0; beam < m_finished.size(); ++beam) {
        const auto place = static_cast<std::size_t>(places.const_data_ptr<std::int64_t>()[beam]);
        m_finished[beam] = results[place];
        m_finished[beam].score = static_cast<double>(best.const_data_ptr<float>()[beam]);
        m_isFinished[beam] = ended[place];
    }
}

/// Whether a running beam may still beat a finished one, by Transformers' guess of the length it will have.
bool BeamSearch::goesOn(const std::vector<Candidate>& candidates) {
    using Early = GenerateOptions::EarlyStopping;
    const bool longest = m_options.earlyStopping == Early::Never && m_options.lengthPenalty > 0;
    const std::int64_t length
        = (longest ? m_limits.maxLength : static_cast<std::int64_t>(m_running.front().size())) - m_limits.promptLength;
    const float best
        = (m_runningScores[0] / std::pow(static_cast<double>(length), m_options.lengthPenalty)).item<float>();
    const float worst = m_finishedScores.min().item<float>();
    bool better = false;
    for (const bool finished : m_isFinished)
        better = better || best > (finished ? worst : kOut);
    m_canImprove = m_canImprove && better;
    const bool open = !(allFinished() && m_options.earlyStopping == Early::Yes);
    const bool continues
        = std::any_of(candidates.begin(), candidates.end(), [](const Candidate& c) { return !c.finish; });
    return m_canImprove && open && continues;
}

std::vector<std::int32_t> BeamSearch::tokens() const {
    std::vector<std::int32_t> tokens;
    for (const auto& sequence : m_running)
        tokens.push_back(sequence.back());
    return tokens;
}

std::vector<BeamSearch::Result> BeamSearch::results(std::int64_t count) const {
    return {m_finished.begin(), m_finished.begin() + static_cast<std::ptrdiff_t>(count)};
}

}
