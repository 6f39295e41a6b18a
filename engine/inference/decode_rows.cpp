// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/generation_run.h"
#include "engine/inference/sampler.h"
#include "engine/inference/text_stream.h"

#include <numeric>

namespace espalier {

namespace {

/// The sequences of a run. Each draws from its own stream of random numbers, so that it depends on seed and number
/// alone; rows that have ended leave the batch.
class Rows {
public:
    explicit Rows(GenerationRun& run);
    /// Logits (rows, words) before the first word.
    at::Tensor start();
    /// Adds a word to every row; false where none is left.
    bool choose(const at::Tensor& logits);
    /// Logits before the next word.
    at::Tensor next();
    void finish();

private:
    std::int32_t wordOf(std::size_t number, float* scores, std::int64_t words);
    void stream(std::size_t number, const std::string& piece) const {
        if (!piece.empty()) m_run.sink(static_cast<std::int64_t>(number), piece);
    }

    GenerationRun& m_run;
    std::vector<Random> m_randoms;
    std::vector<TextStream> m_streams; ///< empty where nobody listens
    std::vector<std::size_t> m_active; ///< numbers of the sequences that go on
    std::vector<std::int64_t> m_kept; ///< their rows before some left
    std::vector<std::int32_t> m_words; ///< what they read next
    bool m_someLeft = false;
};

Rows::Rows(GenerationRun& run) : m_run(run), m_active(static_cast<std::size_t>(run.options.sequences)) {
    std::iota(m_active.begin(), m_active.end(), std::size_t {0});
    for (const std::size_t number : m_active) {
        GeneratedSequence sequence;
        sequence.ids = run.beginning;
        sequence.finish = Finish::Cancelled;
        run.result.sequences.push_back(std::move(sequence));
        m_randoms.emplace_back(run.options.seed, number);
        if (run.tokenizer && run.sink) m_streams.emplace_back(*run.tokenizer);
    }
}

at::Tensor Rows::start() {
    const at::Tensor logits = m_run.decoding.start({m_run.prompt});
    if (m_active.size() > 1) m_run.decoding.reorder(std::vector<std::int64_t>(m_active.size()));
    return logits.expand({m_run.options.sequences, -1});
}

std::int32_t Rows::wordOf(std::size_t number, float* scores, std::int64_t words) {
    m_run.rules.apply(scores, words, m_run.result.sequences[number].ids);
    return m_run.options.samples ? drawWord(scores, words, m_randoms[number]) : likeliest(scores, words);
}

bool Rows::choose(const at::Tensor& logits) {
    const at::Tensor scores = logits.to(at::kCPU, at::kFloat).contiguous().clone();
    const std::int64_t words = scores.size(1);
    std::vector<std::size_t> active;
    m_kept.clear();
    m_words.clear();
    for (std::size_t row = 0; row < m_active.size(); ++row) {
        const std::size_t number = m_active[row];
        GeneratedSequence& sequence = m_run.result.sequences[number];
        const std::int32_t word
            = wordOf(number, scores.data_ptr<float>() + static_cast<std::int64_t>(row) * words, words);
        sequence.ids.push_back(word);
        if (!m_streams.empty()) stream(number, m_streams[number].add(word));
        if (const auto finish = m_run.stops(sequence.ids)) {
            sequence.finish = *finish;
            continue;
        }
        active.push_back(number);
        m_kept.push_back(static_cast<std::int64_t>(row));
        m_words.push_back(word);
    }
    m_someLeft = active.size() < m_active.size();
    m_active = std::move(active);
    return !m_active.empty();
}

at::Tensor Rows::next() {
    if (m_someLeft) m_run.decoding.reorder(m_kept);
    return m_run.decoding.next(m_words);
}

void Rows::finish() {
    for (std::size_t number = 0; number < m_streams.size(); ++number)
        stream(number, m_streams[number].finish());
}

}

void decodeRows(GenerationRun& run) {
    Rows rows(run);
    at::Tensor logits = rows.start();
    while (rows.choose(logits)) {
        run.noteFirstToken();
        if (run.token.stopRequested()) break;
        logits = rows.next();
    }
    rows.finish();
}

}
