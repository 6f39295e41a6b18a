// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace espalier {

/// What config.json says, in our words. Plain values: no torch here.
struct ModelConfig {
    std::string family; ///< config.json's model_type: bert, roberta …
    std::string architecture; ///< first of `architectures`: BertModel, BertForSequenceClassification …
    std::int64_t vocabularySize = 0, hiddenSize = 0, layers = 0, heads = 0, intermediateSize = 0;
    std::int64_t maxPositions = 0; ///< tokens that a text may have
    std::int64_t typeVocabularySize = 0; ///< 0: token types are not told apart
    std::int64_t embeddingSize = 0; ///< width of the word table; 0: hiddenSize
    std::int64_t positionRows = -1; ///< of the tables of positions; < 0: maxPositions
    std::int64_t distinctLayers = 0; ///< with weights of their own; 0: layers
    std::int64_t paddingId = -1; ///< pad_token_id, where it is a word of the vocabulary; < 0: none
    std::string activation = "gelu";
    double layerNormEps = 1e-12, initializerRange = 0.02;
    double hiddenDropout = 0.1, attentionDropout = 0.1;
    double classifierDropout = -1; ///< < 0: hiddenDropout
    std::vector<std::string> labels; ///< id2label in the order of ids; empty for a bare body
    std::string problemType; ///< single_label_classification, …
    std::string pooling = "cls"; ///< ours: cls or mean (config.json key "espalier_pooling")
    Json source; ///< the file itself, so that what we don't know is written back

    std::int64_t embeddingWidth() const { return embeddingSize > 0 ? embeddingSize : hiddenSize; }
    std::int64_t positionTableRows() const { return positionRows < 0 ? maxPositions : positionRows; }
    bool tiesWordTable = false; ///< a language-model head shares the table of words, unless the weights say otherwise
    bool isOpenEnded = false; ///< reads texts longer than maxPositions too, if not as well
    double leastElements = 0; ///< numbers that the body has at the least; 0: as for a BERT of these sizes
};

/// The config.json of a model folder, or what the metadata of a .gguf file (or of a folder's only one) say as such;
/// `file` becomes what was read. Throws Exception.
Json readConfigSource(const std::filesystem::path& model, std::string& file);

/// Reads and checks the same. Errors: missing, not JSON, unknown architecture (names it and lists what is supported),
/// sizes that are not positive, hidden size not divisible by heads.
Result<ModelConfig> readModelConfig(const std::filesystem::path& folder);

/// Architectures that can be loaded, for messages and docs.
const std::vector<std::string>& supportedArchitectures();

}
