// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/model.h"
#include "engine/text/tokenizer.h"

#include <mutex>

namespace espalier {

/// A model with its tokenizer, for whoever asks something of it.
struct TextModel {
    std::unique_ptr<Model> model;
    std::shared_ptr<const Tokenizer> tokenizer;
    c10::Device device;
    std::int64_t readLength; ///< tokens that it can read
    std::mutex mutex {}; ///< held while the model is in use

    const ModelConfig& config() const { return model->config(); }
    /// One pass over texts side by side. Throws where one has ids that the model doesn't know.
    ModelOutput forward(const std::vector<TokenizedExample>& examples, bool headOnly = true);
    /// The ids of a text that must be read whole; throws where it is longer than the model reads.
    std::vector<std::int32_t> wholeIds(const std::string& text) const;
};

/// Loads a model folder, what training put into it too, in the class `architecture` (empty: its own). Throws Exception.
std::unique_ptr<TextModel> loadTextModel(const std::filesystem::path& folder, const c10::Device& device,
                                         const std::string& architecture = {});

/// The error of asking a class of model for what it can't do.
[[noreturn]] void failWrongModel(const ModelConfig& config, const std::filesystem::path& folder,
                                 const std::string& what, const std::string& cure);

}
