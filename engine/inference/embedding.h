// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/sentence_settings.h"
#include "engine/inference/text_model.h"

#include <functional>

namespace espalier {

/// A vector for a whole text: what the model's body makes of its tokens, pooled as sentence-transformers does.
/// Thread-safe: one call at a time runs.
class Embedding {
public:
    /// Takes any model with a body; a head on it is left out. Throws Exception.
    Embedding(const std::filesystem::path& folder, const c10::Device& device);

    bool normalizes() const { return m_settings.normalizes; }
    /// Vectors in the order of the texts. Calls `step(done)` between batches; where that says no, throws Interrupted.
    std::vector<std::vector<float>> embed(const std::vector<std::string>& texts, int threads,
                                          const std::function<bool(std::int64_t done)>& step);

private:
    at::Tensor pooled(const at::Tensor& states) const;

    SentenceSettings m_settings;
    std::unique_ptr<TextModel> m_model;
    std::int64_t m_maxLength;
};

}
