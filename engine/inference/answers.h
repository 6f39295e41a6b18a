// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace espalier {

// What can be asked of a model beside the task it was tuned for, and what it says. Plain values.

struct FillOptions {
    std::int64_t topK = 5; ///< candidates for each mask
    std::vector<std::string> targets {}; ///< only these words are candidates; empty: all words
};

/// A candidate for a mask, named as Transformers' fill-mask pipeline names it.
struct FilledWord {
    std::int32_t token = 0; ///< its id
    std::string tokenStr; ///< its text
    std::string sequence; ///< the whole text with it in place of the mask
    float score = 0;
};

struct FilledText {
    std::vector<std::vector<FilledWord>> masks; ///< the best candidate first
    std::vector<std::string> unknownTargets {}; ///< not words of the model: their first token stood in for them
    std::int64_t tokens = 0;
};

struct QuestionOptions {
    std::int64_t maxAnswerTokens = 15;
    bool allowsNone = false; ///< handle_impossible_answer: "" may win
};

/// Where a context answers a question.
struct FoundAnswer {
    std::string answer;
    double score = 0;
    std::int64_t start = 0, end = 0; ///< code points [start, end) of the context
    std::int64_t windows = 1; ///< into how many overlapping parts the context was cut
};

struct ZeroShotOptions {
    std::vector<std::string> labels;
    std::string hypothesisTemplate = "This example is {}."; ///< {} is the label
    bool multiLabel = false; ///< each label by itself, not one of them all; of models of entailment
};

}
