// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/collate.h"
#include "engine/models/config.h"
#include "engine/nn/parameter.h"
#include "engine/nn/word_loss.h"

#include <c10/core/Device.h>

#include <map>
#include <memory>

namespace espalier {

class Decoding;

/// A packed batch as tensors on a device. T tokens, S sequences; no padding anywhere.
struct PackedBatch {
    at::Tensor ids, typeIds, positions; ///< (T) int64
    std::vector<std::int32_t> offsets; ///< (S + 1), on the host
    at::Tensor firstTokens; ///< (S) int64: index of each sequence's first token
    std::int64_t longest = 0;
    /// What the decoder of an encoder–decoder reads, start token included, as many sequences; null for other models.
    std::shared_ptr<const PackedBatch> decoder {};
    // Rows that no token stands for (virtual_tokens.h); undefined: there are none.
    at::Tensor virtualRows {}, virtualVectors {}; ///< (V) int64; (V, hidden) in place of their word embeddings
    std::int64_t positionShift = 0; ///< added to every position
    at::Tensor realRows {}; ///< (T − V) int64: the others
    std::int64_t sequences() const { return static_cast<std::int64_t>(offsets.size()) - 1; }
    std::int64_t tokens() const { return offsets.empty() ? 0 : offsets.back(); }
};
PackedBatch toPackedBatch(const PackedSequences& sequences, const c10::Device& device);

/// How a forward pass is to be made. Dropout masks are a function of (seed, step, layer, position): nothing is stored.
struct ForwardOptions {
    bool training = false; ///< dropout on
    double dropout = -1; ///< replaces the model's own rates; < 0: as config.json says
    std::uint64_t seed = 0;
    std::int64_t step = 0;
    double layerDrop = 0; ///< share of the layers that learn which this pass goes by, where training
    bool checkpoints = false; ///< where training, layers keep their input alone and are computed again going backward
    bool headOnly = true; ///< compute only what the head reads (last layer for the pooled token alone where cls)
    /// Of a language model: (n) int64, the tokens (of the decoder where there is one) whose words are wanted; `words` of
    /// the output stands in the place of logits then.
    at::Tensor wordRows {};
};

/// What Transformers' class of the same architecture returns; undefined where it has no such field.
struct ModelOutput {
    at::Tensor lastHiddenState; ///< (T, hidden); only with headOnly = false; the decoder's where there is one
    at::Tensor encoderLastHiddenState; ///< (T, hidden) of an encoder–decoder; only with headOnly = false
    at::Tensor poolerOutput; ///< (S, hidden)
    at::Tensor logits; ///< (S, labels); (T, labels) for token classification; (T, vocabulary) for language models
    nn::WordHead words; ///< what the logits of ForwardOptions::wordRows are computed from
    at::Tensor startLogits, endLogits; ///< (T) of question answering
    at::Tensor relationLogits; ///< (S, 2) of BERT's pre-training, whose `logits` are those of words
};

/// What a strategy puts before each text without a token's standing for it.
struct VirtualTokens {
    std::int64_t count = 0;
    at::Tensor vectors {}; ///< (count, hidden) in place of word embeddings; undefined: positions alone begin later
};

/// A network of one family with the head its architecture names. Not thread-safe; one at a time may use it.
class Model {
public:
    virtual ~Model() = default;
    virtual const ModelConfig& config() const = 0;
    virtual nn::ParameterList& parameters() = 0;

    virtual ModelOutput forward(const PackedBatch& batch, const ForwardOptions& options) = 0;

    /// What the head reads, computed without dropout and without graph: (S, hidden), the pooler's input (cls) or the
    /// mean; (T, hidden) for token classification. Constant while the body is frozen, so it is computed once and kept.
    virtual at::Tensor features(const PackedBatch& batch) = 0;
    /// Head (pooler included where pooling is cls) on features(): logits (S or T, labels).
    virtual at::Tensor headForward(const at::Tensor& features, const ForwardOptions& options) = 0;

    virtual void moveTo(const c10::Device& device) = 0;
    /// Generation token by token (engine/models/decoding.h); throws where the architecture has no language-model head.
    virtual std::unique_ptr<Decoding> decoding();
    std::int64_t parameterCount();
    /// What the extensions that strategies put in know of the pass being made; whoever calls forward() sets it.
    const std::shared_ptr<nn::Pass>& pass() const { return m_pass; }
    VirtualTokens& virtualTokens() { return m_virtualTokens; }
    const VirtualTokens& virtualTokens() const { return m_virtualTokens; }
    /// True where its passes heed virtualTokens().
    virtual bool takesVirtualTokens() const { return false; }

private:
    std::shared_ptr<nn::Pass> m_pass = std::make_shared<nn::Pass>();
    VirtualTokens m_virtualTokens;
};

/// How a folder becomes a model.
struct LoadOptions {
    std::string architecture; ///< empty: as config.json says; else e.g. BertForSequenceClassification
    std::vector<std::string> labels; ///< of a new head; empty: as config.json says
    std::string pooling; ///< cls or mean; empty: as config.json says
    std::string problemType; ///< likewise, for config.json; empty: by the number of labels where it says nothing
    std::uint64_t seed = 0; ///< draws the weights that the files don't have, N(0, initializerRange)
    bool insertsParts = false; ///< the caller puts in what config.json's kInsertedKey names; else such a folder is refused
};
/// Key of config.json under which a folder says that parts are to be put into the model (engine/strategies).
inline constexpr const char* kInsertedKey = "espalier_inserted";
struct LoadedModel {
    std::unique_ptr<Model> model;
    std::vector<std::string> fresh; ///< parameters drawn, not read (a new head)
    std::vector<std::string> unused; ///< tensors of the file that the architecture has no place for
};

/// Loads a folder in Hugging Face layout, its weights in any format that Weights reads, or a .gguf file; on the CPU.
Result<LoadedModel> loadModel(const std::filesystem::path& folder, const LoadOptions& options = {});

/// Draws every weight anew, as a head that the files don't have is drawn.
void drawWeights(Model& model, std::uint64_t seed);

/// Writes config.json and model.safetensors so that Transformers' class of the architecture loads them. Throws
/// Exception.
void saveModel(Model& model, const std::filesystem::path& folder);

}
