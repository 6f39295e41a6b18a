// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/answers.h"
#include "engine/inference/text_model.h"

namespace espalier {

/// A model finding the part of a context that answers a question, as Transformers' question-answering pipeline (up to
/// version 4): long contexts are cut into overlapping windows, and answers are whole words. Thread-safe.
class QuestionAnswering {
public:
    /// Throws Exception where the model has no such head.
    QuestionAnswering(const std::filesystem::path& folder, const c10::Device& device);

    FoundAnswer answer(const std::string& question, const std::string& context, const QuestionOptions& options);

private:
    std::unique_ptr<TextModel> m_model;
    std::int64_t m_maxLength; ///< tokens of question and window
};

}
