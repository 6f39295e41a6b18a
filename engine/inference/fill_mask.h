// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/answers.h"
#include "engine/inference/text_model.h"

namespace espalier {

/// A masked language model saying which words may stand where a text has its mask token, as Transformers' fill-mask
/// pipeline. Thread-safe: one call at a time runs.
class FillMask {
public:
    /// Throws Exception where the model has no such head or its tokenizer no mask token.
    FillMask(const std::filesystem::path& folder, const c10::Device& device);

    const std::string& maskToken() const { return m_maskToken; }
    /// Throws where the text has no mask.
    FilledText fill(const std::string& text, const FillOptions& options);

private:
    std::vector<std::int32_t> targetIds(const std::vector<std::string>& targets,
                                        std::vector<std::string>& unknown) const;
    std::vector<FilledWord> candidates(const std::vector<std::int32_t>& ids, std::size_t place, bool onlyMask,
                                       const float* probabilities, const std::vector<std::int32_t>& from,
                                       std::int64_t topK) const;

    std::unique_ptr<TextModel> m_model;
    std::string m_maskToken;
    std::int32_t m_maskId = -1;
};

}
