// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/answers.h"
#include "engine/tasks/task.h"
#include "engine/text/tokenizer.h"

namespace espalier {

/// Questions with their contexts cut into windows, and what that took.
struct QuestionRows {
    std::vector<TokenizedExample> examples; ///< windows, question after question
    std::int64_t longest = 0;
};

/// What was found for a question: a stretch of its context in code points, and how sure that is (0 … 1).
struct FoundSpan {
    std::size_t question = 0;
    std::int64_t start = 0, end = 0;
    float score = 0;
    std::string text {}; ///< empty: no answer
};

/// Where the answer to a question begins and ends in its context (Transformers' ForQuestionAnswering, run_qa's ways): a
/// context that is too long is read in overlapping windows, of which those without the answer point at their first token,
/// the loss is the mean of the two cross-entropies, and the best span of all windows is the answer. The task remembers
/// the questions that it encoded: results point at them.
class Questions final : public Task {
public:
    std::string kind() const override { return "qa"; }
    const std::vector<std::string>& labels() const override;
    std::string head() const override { return "ForQuestionAnswering"; }
    bool choosesClass() const override { return false; }
    bool isPerToken() const override { return true; }
    Questions* asQuestions() override { return this; }
    const Questions* asQuestions() const override { return this; }

    /// Questions (text), contexts (pair) and answers (label, as answers.h has them) → windows of at most `maxLength`
    /// tokens with their targets. Throws Exception naming the line of what can't be used.
    QuestionRows encode(const std::vector<Example>& examples, const Tokenizer& tokenizer, std::int64_t maxLength, int threads);
    /// The answers that results of windows amount to, in the order of the questions. Where some question that was encoded
    /// has no answer, any may be answered by none.
    std::vector<FoundSpan> answers(const std::vector<RowResult>& windows) const;
    /// Every right answer to a question; none: the context doesn't say.
    const std::vector<AnswerText>& rightAnswers(std::size_t question) const { return m_questions.at(question).answers; }

    /// exact_match and f1 as SQuAD counts them: answerMetrics().
    Metrics metrics(const std::vector<RowResult>& windows) const override;
    void setTargets(const std::vector<Example>&, std::vector<TokenizedExample>&) const override { }
    /// (windows, 4): where the window begins among the batch's tokens, its length, and its answer's first and last token.
    at::Tensor targets(const std::vector<TokenizedExample>& examples, const std::vector<std::int64_t>& indices) const override;
    std::int64_t targetCount(const std::vector<TokenizedExample>&, const std::vector<std::int64_t>& indices) const override { return std::ssize(indices); }
    at::Tensor lossSum(const at::Tensor& logits, const at::Tensor& targets) const override;
    at::Tensor scores(const at::Tensor& logits) const override;
    std::vector<RowResult> results(const at::Tensor& scores, const std::vector<TokenizedExample>& examples,
                                   const std::vector<std::int64_t>& indices) const override;

private:
    struct Question {
        std::string context;
        std::vector<AnswerText> answers;
    };
    std::vector<Question> m_questions;
    bool m_someHaveNone = false;
};

}
