// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/questions.h"

#include "engine/data/code_points.h"
#include "engine/evaluation/answer_match.h"
#include "engine/tasks/question_windows.h"
#include "engine/text/unicode.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/minimum.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <thread>

namespace espalier {
namespace {

// As run_qa: of a window's tokens, so many are tried as the first and the last of an answer, which has at most so many.
constexpr std::size_t kTried = 20, kLongestAnswer = 30;
constexpr std::int64_t kNone = 0; ///< the token that stands for "no answer here": the first

/// The tokens that an answer begins and ends with; kNone twice where the window doesn't hold all of it.
std::pair<std::int32_t, std::int32_t> answerTokens(const QuestionWindow& window, const std::vector<AnswerText>& answers) {
    if (answers.empty()) return {kNone, kNone};
    const std::int64_t start = answers.front().start, end = start + unicode::countCodePoints(answers.front().text);
    const auto inContext = [&](std::size_t i) { return window.words[i] >= 0; };
    std::size_t first = 0, last = window.words.size();
    while (first < last && !inContext(first)) ++first;
    while (last > first && !inContext(last - 1)) --last;
    if (first == last || window.offsets[first].first > start || window.offsets[last - 1].second < end) return {kNone, kNone};
    std::size_t begin = first, stop = last - 1;
    while (begin + 1 < last && window.offsets[begin + 1].first <= start) ++begin;
    while (stop > first && window.offsets[stop - 1].second >= end) --stop;
    return {static_cast<std::int32_t>(begin), static_cast<std::int32_t>(stop)};
}

/// Offsets of tokens that are not the context's are -1, as an answer can't begin or end there.
TokenizedExample toExample(QuestionWindow window, std::size_t question, const std::vector<AnswerText>& answers) {
    TokenizedExample example = std::move(window.input);
    const auto [begin, end] = answerTokens(window, answers);
    example.label = static_cast<std::int32_t>(question);
    example.labels = {begin, end};
    example.offsets = std::move(window.offsets);
    for (std::size_t i = 0; i < example.offsets.size(); ++i)
        if (window.words[i] < 0) example.offsets[i] = {-1, -1};
    return example;
}

/// The windows of each example, made on some threads.
std::vector<std::vector<QuestionWindow>> windowsOf(const std::vector<Example>& examples, const Tokenizer& tokenizer, std::int64_t maxLength, int threads) {
    std::vector<std::vector<QuestionWindow>> windows(examples.size());
    std::vector<Error> errors(examples.size());
    std::atomic<std::size_t> next {0};
    const auto work = [&] {
        for (std::size_t i; (i = next++) < examples.size();) {
            const std::string& question = examples[i].text;
            auto made = capture([&] {
                return questionWindows(tokenizer, question.substr(std::min(question.find_first_not_of(" \t\r\n"), question.size())), examples[i].pair, maxLength);
            });
            if (made) windows[i] = std::move(*made);
            else errors[i] = made.error();
        }
    };
    {
        std::vector<std::jthread> others;
        const auto cores = threads > 0 ? static_cast<unsigned>(threads) : std::thread::hardware_concurrency();
        for (unsigned i = 1; i < std::min<std::size_t>(cores, examples.size()); ++i) others.emplace_back(work);
        work();
    }
    for (std::size_t i = 0; i < examples.size(); ++i)
        if (!errors[i].message.empty()) failBadInput(errors[i].message, "line " + std::to_string(examples[i].line), errors[i].hint);
    return windows;
}

/// The indices of the largest values, largest first.
std::vector<std::size_t> largestOf(const float* values, std::size_t stride, std::size_t count) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), 0);
    const auto kept = order.begin() + static_cast<std::ptrdiff_t>(std::min(kTried, count));
    std::partial_sort(order.begin(), kept, order.end(), [&](std::size_t a, std::size_t b) {
        return values[a * stride] != values[b * stride] ? values[a * stride] > values[b * stride] : a > b; // as argsort from behind
    });
    order.erase(kept, order.end());
    return order;
}

/// Log of the sum of the exponentials.
double logSum(const float* values, std::size_t stride, std::size_t count) {
    double largest = -std::numeric_limits<double>::infinity(), sum = 0;
    for (std::size_t i = 0; i < count; ++i) largest = std::max(largest, static_cast<double>(values[i * stride]));
    for (std::size_t i = 0; i < count; ++i) sum += std::exp(static_cast<double>(values[i * stride]) - largest);
    return largest + std::log(sum);
}

/// What a window's logits, (tokens, 2), say of its question.
WindowAnswer readWindow(const float* logits, const TokenizedExample& window) {
    const std::size_t tokens = window.ids.size();
    const double total = logSum(logits, 2, tokens) + logSum(logits + 1, 2, tokens);
    WindowAnswer answer {.question = window.label, .noneScore = logits[0] + logits[1]};
    const auto ends = largestOf(logits + 1, 2, tokens);
    for (const auto start : largestOf(logits, 2, tokens))
        for (const auto end : ends) {
            if (window.offsets[start].first < 0 || window.offsets[end].first < 0 || end < start || end - start + 1 > kLongestAnswer) continue;
            const float score = logits[2 * start] + logits[2 * end + 1];
            if (answer.start >= 0 && score <= answer.score) continue;
            answer.score = score;
            answer.start = window.offsets[start].first;
            answer.end = window.offsets[end].second;
        }
    answer.probability = static_cast<float>(std::exp(static_cast<double>(answer.score) - total));
    answer.noneProbability = static_cast<float>(std::exp(static_cast<double>(answer.noneScore) - total));
    return answer;
}

std::string textAt(const std::string& context, std::int64_t start, std::int64_t end) {
    const auto places = codePointStarts(context);
    const auto place = [&](std::int64_t at) { return places[std::min(static_cast<std::size_t>(at), places.size() - 1)]; };
    return context.substr(place(start), place(std::max(start, end)) - place(start));
}

}

const std::vector<std::string>& Questions::labels() const {
    static const std::vector<std::string> none;
    return none;
}

QuestionRows Questions::encode(const std::vector<Example>& examples, const Tokenizer& tokenizer, std::int64_t maxLength, int threads) {
    auto windows = windowsOf(examples, tokenizer, maxLength, threads);
    QuestionRows rows;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const std::string line = "line " + std::to_string(examples[i].line);
        if (examples[i].label.empty()) failBadInput("a question has no answer marked", line, "mark it, or leave the row out");
        if (windows[i].empty()) failBadInput("a question has no context", line, "name the column of contexts, or leave the row out");
        Question question {.context = examples[i].pair, .answers = readAnswers(examples[i].label)};
        m_someHaveNone |= question.answers.empty();
        for (QuestionWindow& window : windows[i]) {
            rows.examples.push_back(toExample(std::move(window), m_questions.size(), question.answers));
            rows.longest = std::max(rows.longest, std::ssize(rows.examples.back().ids));
        }
        m_questions.push_back(std::move(question));
    }
    return rows;
}

at::Tensor Questions::targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const {
    auto result = at::empty({std::ssize(indices), 4}, at::kLong);
    auto* out = result.mutable_data_ptr<std::int64_t>();
    std::int64_t begin = 0;
    for (const auto index : indices) {
        const auto& window = examples[static_cast<std::size_t>(index)];
        const auto length = std::ssize(window.ids);
        for (const std::int64_t value : {begin, length, std::int64_t {window.labels[0]}, std::int64_t {window.labels[1]}}) *out++ = value;
        begin += length;
    }
    return result;
}

/// The windows side by side, filled up to the longest with places that nothing points at.
at::Tensor Questions::lossSum(const at::Tensor& logits, const at::Tensor& targets) const {
    const auto begins = targets.select(1, 0).unsqueeze(1), lengths = targets.select(1, 1).unsqueeze(1); // (windows, 1)
    const auto places = at::arange(lengths.max().item<std::int64_t>(), targets.options()).unsqueeze(0);
    const auto rows = begins + at::minimum(places, lengths - 1); // (windows, longest)
    const auto padded = logits.index_select(0, rows.reshape({-1})).view({rows.size(0), rows.size(1), 2});
    const auto logs = at::log_softmax(padded.masked_fill((places >= lengths).unsqueeze(2), -std::numeric_limits<double>::infinity()), 1);
    return logs.gather(1, targets.slice(1, 2, 4).unsqueeze(1)).sum().neg() * 0.5;
}

at::Tensor Questions::scores(const at::Tensor& logits) const {
    return logits.to(at::kCPU, at::kFloat).contiguous();
}

std::vector<RowResult> Questions::results(const at::Tensor& scores, const std::vector<TokenizedExample>& examples,
                                          const std::vector<std::int64_t>& indices) const {
    std::vector<RowResult> rows;
    const auto* logits = scores.const_data_ptr<float>();
    for (const auto index : indices) {
        const auto& window = examples[static_cast<std::size_t>(index)];
        rows.push_back({.window = readWindow(logits, window)});
        logits += 2 * window.ids.size();
    }
    return rows;
}

std::vector<FoundSpan> Questions::answers(const std::vector<RowResult>& windows) const {
    std::map<std::int32_t, std::pair<const WindowAnswer*, const WindowAnswer*>> best; // question → surest span, surest none
    for (const RowResult& row : windows) {
        const WindowAnswer& window = row.window;
        auto& [span, none] = best[window.question];
        if (window.start >= 0 && (!span || window.score > span->score)) span = &window;
        if (!none || window.noneScore < none->noneScore) none = &window;
    }
    std::vector<FoundSpan> found;
    for (const auto& [question, of] : best) {
        const auto& [span, none] = of;
        FoundSpan answer {.question = static_cast<std::size_t>(question)};
        if (!span || (m_someHaveNone && none->noneScore > span->score)) answer.score = none->noneProbability;
        else {
            answer.start = span->start;
            answer.end = span->end;
            answer.score = span->probability;
            answer.text = textAt(m_questions.at(answer.question).context, span->start, span->end);
        }
        found.push_back(std::move(answer));
    }
    return found;
}

Metrics Questions::metrics(const std::vector<RowResult>& windows) const {
    std::vector<JudgedAnswer> judged;
    for (FoundSpan& found : answers(windows)) {
        JudgedAnswer answer {.predicted = std::move(found.text)};
        for (const AnswerText& right : rightAnswers(found.question)) answer.right.push_back(right.text);
        judged.push_back(std::move(answer));
    }
    return answerMetrics(judged);
}

}
