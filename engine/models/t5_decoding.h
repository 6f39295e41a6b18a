// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/decoding.h"
#include "engine/models/t5_model.h"

namespace espalier {

/// Generation: the encoder reads the prompt once, and its keys for every layer of the decoder are kept.
class T5Decoding : public Decoding {
public:
    explicit T5Decoding(T5& model)
        : m_model(model), m_cache(model.decoder().makeCache()), m_crossCache(model.decoder().makeCache()) { }

    at::Tensor start(const std::vector<DecodingPrompt>& prompts) override;
    at::Tensor next(const std::vector<std::int32_t>& tokens) override;
    void reorder(const std::vector<std::int64_t>& from) override {
        m_cache.reorder(from);
        m_crossCache.reorder(from);
    }

private:
    at::Tensor read(const std::vector<std::vector<std::int32_t>>& tokens);

    T5& m_model;
    nn::KeyValueCache m_cache, m_crossCache;
};

}
