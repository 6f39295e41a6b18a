// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/embedding.h"

#include "engine/inference/tokenize.h"
#include "engine/inference/tuned_model.h"
#include "engine/models/registry.h"
#include "engine/text/lower_case.h"

#include <ATen/ops/amax.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/mean.h>
#include <ATen/ops/sum.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>

namespace espalier {

namespace {

constexpr std::int64_t kBatch = 32;
constexpr double kLeastNorm = 1e-12; ///< as torch's normalize()

/// The class that is a family's body: BertModel, of encoder–decoders T5EncoderModel.
std::string bodyOf(const ModelConfig& config) {
    const Family* family = familyOf(config.architecture);
    if (!family) return {};
    for (const std::string& name : family->architectures)
        if (name.ends_with("EncoderModel")) return name;
    return family->architectures.front();
}

}

Embedding::Embedding(const std::filesystem::path& folder, const c10::Device& device)
    : m_settings(sentenceSettings(folder)), m_maxLength(0) {
    const ModelConfig config = readModelConfig(folder).value();
    m_model = loadTextModel(folder, device, bodyOf(config));
    m_maxLength = std::min(m_model->readLength, readableLength(folder, config));
    if (m_settings.maxLength > 0) m_maxLength = std::min(m_maxLength, m_settings.maxLength);
}

/// `states`: (tokens, hidden) of one text.
at::Tensor Embedding::pooled(const at::Tensor& states) const {
    const auto tokens = states.size(0);
    std::vector<at::Tensor> parts;
    for (const std::string& mode : m_settings.pooling) {
        if (mode == "cls")
            parts.push_back(states[0]);
        else if (mode == "lasttoken")
            parts.push_back(states[tokens - 1]);
        else if (mode == "max")
            parts.push_back(at::amax(states, 0));
        else if (mode == "mean")
            parts.push_back(at::mean(states, 0));
        else if (mode == "mean_sqrt_len_tokens")
            parts.push_back(at::sum(states, 0).div(std::sqrt(static_cast<double>(tokens))));
        else {
            const auto weights = at::arange(1, tokens + 1, states.options()).unsqueeze(1);
            parts.push_back(at::sum(states.mul(weights), 0).div(at::sum(weights)));
        }
    }
    at::Tensor vector = at::cat(parts, 0);
    if (m_settings.normalizes) vector = vector.div(at::linalg_vector_norm(vector, 2).clamp_min(kLeastNorm));
    return vector.to(at::kCPU, at::kFloat).contiguous();
}

std::vector<std::vector<float>> Embedding::embed(const std::vector<std::string>& texts, int threads,
                                                 const std::function<bool(std::int64_t)>& step) {
    auto read = texts;
    if (m_settings.lowersCase) std::transform(read.begin(), read.end(), read.begin(), lowerCased);
    const auto tokenized = tokenizeTexts(*m_model->tokenizer, read, {}, m_maxLength, threads);
    const std::lock_guard lock(m_model->mutex);
    const c10::InferenceMode inference;
    std::vector<std::vector<float>> vectors(texts.size());
    std::int64_t done = 0;
    for (const auto& indices : lengthSortedBatches(tokenized.examples, kBatch)) {
        if (!step(done)) fail(ErrorKind::Interrupted, "stopped before the end");
        std::vector<TokenizedExample> batch;
        for (const auto index : indices)
            batch.push_back(tokenized.examples[static_cast<std::size_t>(index)]);
        const auto states = m_model->forward(batch, false).lastHiddenState;
        std::int64_t row = 0;
        for (const auto index : indices) {
            const auto place = static_cast<std::size_t>(index);
            const auto count = static_cast<std::int64_t>(tokenized.examples[place].ids.size());
            if (count == 0)
                failBadInput("a text has no token", {}, "give a few words");
            const auto vector = pooled(states.narrow(0, row, count));
            vectors[place].assign(vector.const_data_ptr<float>(), vector.const_data_ptr<float>() + vector.numel());
            row += count;
        }
        done += static_cast<std::int64_t>(indices.size());
    }
    step(done);
    return vectors;
}

}
