// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/findings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace espalier {

/// A stretch of a context that answers a question: where it begins, in code points, and the words that stand there.
struct AnswerText {
    std::int64_t start = 0;
    std::string text;
    bool operator==(const AnswerText&) const = default;
};

/// How a dataset keeps the answers to a question (the example's text) about a context (its pair), as JSON in the label's
/// place: [[177,"Denver Broncos"],…]. []: the context doesn't say; an empty label: nobody has looked. Throws Exception
/// where the label is something else.
std::vector<AnswerText> readAnswers(const std::string& label);
/// Throws Exception where the context has other words at an answer's place.
void requireInPlace(const std::vector<AnswerText>& answers, const std::string& context);
std::string answersLabel(const std::vector<AnswerText>& answers);

/// "Denver Broncos / the Broncos": the different answers of a label, to be read by people; "no answer" of none. What
/// can't be read as answers is left as it is.
std::string answerSummary(const std::string& label);

/// How many of the label columns' rows have an answer ("answer") and how many have none ("no answer").
std::vector<LabelCount> countAnswers(const std::vector<LabelCount>& columns);

/// What is wrong with the answers: none given, or not where they say.
void findAnswerProblems(const std::vector<Example>& examples, std::vector<DataFinding>& findings);

}
