// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/cancellation.h"
#include "engine/inference/generate_options.h"
#include "engine/inference/generation_tokens.h"
#include "engine/models/decoding.h"
#include "engine/text/tokenizer.h"

#include <mutex>

namespace espalier {

struct GenerationRun;

/// A language model writing text, as Transformers' generate() does: greedy, drawn, or by beams. Thread-safe: one call
/// at a time runs.
class Generator {
public:
    /// `tokenizer`: may be null, then there are ids alone and no stop strings.
    Generator(std::shared_ptr<Model> model, std::shared_ptr<const Tokenizer> tokenizer, GenerationTokens tokens,
              WeightBits bits = WeightBits::Full);
    /// Loads a model folder; error where its architecture has no language-model head.
    static Result<std::unique_ptr<Generator>> load(const std::filesystem::path& folder, const c10::Device& device,
                                                   WeightBits bits = WeightBits::Full);

    /// False for encoder–decoders, whose sequences do not begin with the prompt.
    bool continuesPrompt() const;

    Generation generate(const std::string& prompt, const GenerateOptions& options, const CancellationToken& token = {},
                        const TextSink& sink = {});
    Generation generate(const std::vector<std::int32_t>& prompt, const GenerateOptions& options,
                        const CancellationToken& token = {}, const TextSink& sink = {});

private:
    DecodingPrompt begin(const std::vector<std::int32_t>& prompt) const;
    std::int64_t longest(const GenerateOptions& options, std::int64_t beginning) const;
    void describe(GenerationRun& run) const;

    std::mutex m_mutex;
    std::shared_ptr<Model> m_model;
    std::unique_ptr<Decoding> m_decoding;
    std::shared_ptr<const Tokenizer> m_tokenizer;
    GenerationTokens m_tokens;
};

}
