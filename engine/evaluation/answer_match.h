// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/run_event.h"

#include <string>
#include <vector>

namespace espalier {

/// An answer in lower case, without punctuation (ASCII), articles and surplus white space, as SQuAD's official script
/// compares answers.
std::string normalizedAnswer(const std::string& answer);

/// What was answered to a question, and every answer that is right; none: the right one is not to answer.
struct JudgedAnswer {
    std::string predicted;
    std::vector<std::string> right;
};

/// exact_match and f1 (over words), the best over the right answers of each question and the mean over questions, as
/// SQuAD's official script for version 2.0 counts them (as shares). Where some questions have no answer, also
/// has_answer_exact_match, has_answer_f1, no_answer_exact_match and no_answer_f1 of either kind.
Metrics answerMetrics(const std::vector<JudgedAnswer>& answers);

}
