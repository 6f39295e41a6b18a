// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/question_answering.h"

#include "engine/data/code_points.h"
#include "engine/tasks/question_windows.h"
#include "engine/inference/tuned_model.h"
#include "engine/models/head_kind.h"
#include "engine/text/lower_case.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace espalier {

namespace {

constexpr std::int64_t kLongest = 384; ///< tokens of question and window, as the pipeline has it
constexpr std::size_t kBatch = 8; ///< windows in a pass
constexpr std::size_t kKept = 12; ///< spans of a window that are looked at: 2 + 10, as some become the same words

/// Probabilities over the tokens that may be part of an answer.
std::vector<float> normalized(const float* logits, const std::vector<char>& allowed) {
    std::vector<float> values(allowed.size());
    float largest = -std::numeric_limits<float>::infinity(), sum = 0;
    for (std::size_t i = 0; i < allowed.size(); ++i)
        if (allowed[i]) largest = std::max(largest, logits[i]);
    for (std::size_t i = 0; i < allowed.size(); ++i)
        if (allowed[i]) sum += values[i] = std::exp(logits[i] - largest);
    for (float& value : values)
        value /= sum;
    return values;
}

struct Span {
    std::size_t start, end; ///< tokens, both inside
    float score;
};

/// The likeliest spans, best first.
std::vector<Span> bestSpans(const std::vector<float>& start, const std::vector<float>& end, std::int64_t maxTokens) {
    std::vector<Span> spans;
    for (std::size_t i = 0; i < start.size(); ++i)
        for (std::size_t k = i; start[i] > 0 && k < std::min(end.size(), i + static_cast<std::size_t>(maxTokens)); ++k)
            if (end[k] > 0) spans.push_back({i, k, start[i] * end[k]});
    std::stable_sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.score > b.score; });
    if (spans.size() > kKept) spans.resize(kKept);
    return spans;
}

/// The whole words of the context that a span of tokens touches, in code points.
std::pair<std::int64_t, std::int64_t> wordsOf(const QuestionWindow& window, const Span& span) {
    std::int64_t start = window.offsets[span.start].first, end = window.offsets[span.end].second;
    const auto& words = window.words;
    for (std::size_t i = span.start; i > 0 && words[i] >= 0 && words[i - 1] == words[i]; --i)
        start = window.offsets[i - 1].first;
    for (std::size_t i = span.end + 1; i < words.size() && words[span.end] >= 0 && words[i] == words[span.end]; ++i)
        end = window.offsets[i].second;
    return {start, end};
}

/// Answers that read alike are one, with their scores added up.
class Answers {
public:
    explicit Answers(const std::string& context) : m_context(context), m_places(codePointStarts(context)) { }
    void add(std::int64_t start, std::int64_t end, float score) {
        const auto place = [this](std::int64_t at) {
            return m_places[std::min(static_cast<std::size_t>(std::max<std::int64_t>(at, 0)), m_places.size() - 1)];
        };
        const std::string text = m_context.substr(place(start), place(std::max(start, end)) - place(start));
        const std::string key = lowerCased(text);
        for (std::size_t i = 0; i < m_keys.size(); ++i)
            if (m_keys[i] == key) {
                m_answers[i].score += static_cast<double>(score);
                return;
            }
        m_keys.push_back(key);
        m_answers.push_back({text, static_cast<double>(score), start, end});
    }
    FoundAnswer best() const {
        const auto found = std::max_element(m_answers.begin(), m_answers.end(),
                                            [](const auto& a, const auto& b) { return a.score < b.score; });
        return found == m_answers.end() ? FoundAnswer {} : *found;
    }

private:
    const std::string& m_context;
    std::vector<std::size_t> m_places; ///< where each code point begins
    std::vector<FoundAnswer> m_answers;
    std::vector<std::string> m_keys;
};

}

QuestionAnswering::QuestionAnswering(const std::filesystem::path& folder, const c10::Device& device) {
    const ModelConfig config = readModelConfig(folder).value();
    if (headKind(config.architecture) != HeadKind::Question)
        failWrongModel(config, folder, "has no head that answers questions",
                       "choose a model whose architecture ends in ForQuestionAnswering");
    m_model = loadTextModel(folder, device);
    m_maxLength = std::min({kLongest, readableLength(folder, config), m_model->readLength});
}

FoundAnswer QuestionAnswering::answer(const std::string& question, const std::string& context,
                                      const QuestionOptions& options) {
    if (question.empty()) failBadInput("the question is empty", "question", "write one");
    if (context.empty()) failBadInput("the context is empty", "context", "give the text that holds the answer");
    if (options.maxAnswerTokens < 1)
        fail(ErrorKind::Usage, "an answer has one token at the least", "max_answer_tokens");
    const auto windows = questionWindows(*m_model->tokenizer, question, context, m_maxLength);
    const std::lock_guard lock(m_model->mutex);
    const c10::InferenceMode inference;
    Answers answers(context);
    double none = windows.empty() ? 1 : 1e6;
    for (std::size_t first = 0; first < windows.size(); first += kBatch) {
        std::vector<TokenizedExample> inputs;
        const std::size_t last = std::min(first + kBatch, windows.size());
        for (std::size_t w = first; w < last; ++w)
            inputs.push_back(windows[w].input);
        const ModelOutput output = m_model->forward(inputs);
        const auto starts = output.startLogits.to(at::kCPU, at::kFloat).contiguous();
        const auto ends = output.endLogits.to(at::kCPU, at::kFloat).contiguous();
        const auto *start = starts.const_data_ptr<float>(), *end = ends.const_data_ptr<float>();
        for (std::size_t w = first; w < last; ++w) {
            auto from = normalized(start, windows[w].allowed), to = normalized(end, windows[w].allowed);
            none = std::min(none, static_cast<double>(from[0] * to[0]));
            from[0] = to[0] = 0; // the token that stands for "no answer"
            for (const Span& span : bestSpans(from, to, options.maxAnswerTokens)) {
                const auto [begin, stop] = wordsOf(windows[w], span);
                answers.add(begin, stop, span.score);
            }
            start += windows[w].allowed.size();
            end += windows[w].allowed.size();
        }
    }
    FoundAnswer best = answers.best();
    if (options.allowsNone && none > best.score) best = {.answer = {}, .score = none};
    best.windows = static_cast<std::int64_t>(windows.size());
    return best;
}

}
