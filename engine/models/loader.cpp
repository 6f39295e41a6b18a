// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/random.h"
#include "engine/kernels/parallel.h"
#include "engine/models/gguf_model.h"
#include "engine/models/model.h"
#include "engine/models/peft_folder.h"
#include "engine/models/registry.h"
#include "engine/models/weights.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

#include <set>

namespace espalier {

namespace {

using Tensors = std::map<std::string, std::pair<std::string, const StoredTensor*>>;

bool sameBytes(const StoredTensor& a, const StoredTensor& b) {
    return a.type == b.type && a.shape == b.shape && a.strides == b.strides && a.rotaryHeads == b.rotaryHeads
        && std::equal(a.bytes.begin(), a.bytes.end(), b.bytes.begin(), b.bytes.end());
}

/// The file's tensors by canonical name, with the name the file has.
Tensors byCanonicalName(const Weights& file, const Family& family) {
    Tensors result;
    for (const auto& [name, view] : file.tensors()) {
        const std::string canonical = canonicalName(name, family.renames);
        if (canonical.empty()) continue;
        const auto [other, inserted] = result.emplace(canonical, std::pair(name, &view));
        // Tied weights are in some files twice.
        if (!inserted && !sameBytes(*other->second.second, view))
            failBadInput("tensors \"" + other->second.first + "\" and \"" + name + "\" are the same weight, and differ",
                         file.path().string(), "keep one of them");
    }
    return result;
}

std::string shapeText(at::IntArrayRef shape) {
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + ")";
}

/// As Transformers initialises: weights N(0, initializer_range), biases 0, norms 1.
void draw(nn::Parameter& parameter, const ModelConfig& config, std::uint64_t seed) {
    if (!parameter.decays) {
        parameter.value.fill_(parameter.name.ends_with("bias") ? 0.0 : 1.0);
        return;
    }
    Random random(seed, streamOf(parameter.name));
    float* values = parameter.value.data_ptr<float>();
    for (std::int64_t i = 0; i < parameter.value.numel(); ++i)
        values[i] = static_cast<float>(config.initializerRange * random.normal());
}

/// Applies the options to what config.json says.
const Family& choose(ModelConfig& config, const LoadOptions& options, const std::string& where) {
    if (!options.architecture.empty()) config.architecture = options.architecture;
    if (!options.pooling.empty()) config.pooling = options.pooling;
    if (!options.labels.empty()) config.labels = options.labels;
    if (!options.problemType.empty()) config.problemType = options.problemType;
    const Family* family = familyOf(config.architecture);
    if (!family || family->name != config.family)
        failBadInput("a " + config.family + " model can't become a " + config.architecture, where,
                     "choose an architecture of the same family");
    if (config.pooling != "cls" && config.pooling != "mean")
        failBadInput("pooling is cls or mean, not \"" + config.pooling + "\"", where);
    const bool needsLabels = config.architecture.ends_with("Classification");
    // Transformers' default for a head whose classes nobody named.
    if (needsLabels && config.labels.empty()) config.labels = {"LABEL_0", "LABEL_1"};
    if (!options.labels.empty() && config.architecture.ends_with("ForSequenceClassification")
        && config.problemType.empty())
        config.problemType = config.labels.size() == 1 ? "regression" : "single_label_classification";
    return *family;
}

/// Weights that a file has twice, or under the name of the copy alone. As Transformers does it: a head that differs
/// from the table of words is not tied to it, whatever config.json says.
void settleTies(Tensors& tensors, const Family& family, ModelConfig& config, const std::string& where) {
    for (const Family::Tie& tie : family.ties) {
        if (tie.isHead && !config.tiesWordTable) continue;
        const auto copy = tensors.find(tie.copy), original = tensors.find(tie.original);
        if (copy == tensors.end()) continue;
        if (original == tensors.end()) {
            tensors.emplace(tie.original, copy->second);
        } else if (!sameBytes(*copy->second.second, *original->second.second)) {
            if (!tie.isHead)
                failBadInput("tensors \"" + copy->second.first + "\" and \"" + original->second.first
                                 + "\" should be the same and differ",
                             where);
            config.tiesWordTable = false;
            continue;
        }
        tensors.erase(copy);
    }
}

/// A tensor of the file and where it goes.
struct Read {
    const StoredTensor* source;
    at::Tensor target;
    std::string where;
};

void readAll(const std::vector<Read>& reads) {
    kernels::parallelFor(static_cast<std::int64_t>(reads.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            copyWeights(*reads[i].source, reads[i].target, reads[i].where);
    });
}

void fill(LoadedModel& loaded, const Weights& file, Tensors tensors, const Family& family, const LoadOptions& options) {
    const std::string where = file.path().string();
    std::vector<Read> reads;
    for (nn::Parameter& parameter : loaded.model->parameters()) {
        const auto found = tensors.find(canonicalName(parameter.name, family.renames));
        const bool fits
            = found != tensors.end() && at::IntArrayRef(found->second.second->shape) == parameter.value.sizes();
        if (fits) {
            reads.push_back({found->second.second, parameter.value, file.where(found->second.first)});
        } else if (found != tensors.end() && !(parameter.isHead && !options.labels.empty())) {
            failBadInput("tensor \"" + found->second.first + "\" has shape " + shapeText(found->second.second->shape)
                             + " where config.json asks for " + shapeText(parameter.value.sizes()),
                         where, "use the config.json that came with the weights");
        } else if (!parameter.isHead) {
            failBadInput("tensor \"" + parameter.name + "\" is missing", where,
                         "this file does not belong to its config.json, or is incomplete");
        } else {
            draw(parameter, loaded.model->config(), options.seed);
            parameter.isFresh = true;
            loaded.fresh.push_back(parameter.name);
        }
        if (found != tensors.end()) tensors.erase(found);
    }
    for (const auto& [canonical, tensor] : tensors)
        loaded.unused.push_back(tensor.first);
    readAll(reads);
}

}

Result<LoadedModel> loadModel(const std::filesystem::path& folder, const LoadOptions& options) {
    return capture([&] {
        ModelConfig config = readModelConfig(folder).value();
        if (config.source.contains(kInsertedKey) && !options.insertsParts)
            failBadInput("this model has parts that a strategy put in, and can't be used without them here",
                         (folder / "config.json").string(), "start from its base model instead");
        if (std::filesystem::exists(folder / kAdapterConfig) && !options.insertsParts)
            failBadInput("this is an adapter on a model, which can't be used without it here", folder.string(),
                         "fold it into a model first: espalier export MODEL --format merged --output DIR");
        const Family& family = choose(config, options, (folder / "config.json").string());
        const Weights file = openModelWeights(folder).value();
        checkSizes(config, file);
        Tensors tensors = byCanonicalName(file, family);
        settleTies(tensors, family, config, file.path().string());
        LoadedModel loaded;
        loaded.model = makeModel(std::move(config));
        fill(loaded, file, std::move(tensors), family, options);
        return loaded;
    });
}

void drawWeights(Model& model, std::uint64_t seed) {
    const at::NoGradGuard noGrad;
    for (nn::Parameter& parameter : model.parameters()) {
        nn::Parameter onHost = parameter;
        onHost.value = at::empty(parameter.value.sizes(), at::TensorOptions(at::kFloat));
        draw(onHost, model.config(), seed);
        parameter.value.copy_(onHost.value);
        parameter.isFresh = true;
    }
}

std::int64_t Model::parameterCount() {
    std::int64_t count = 0;
    for (const nn::Parameter& parameter : parameters())
        count += parameter.value.numel();
    return count;
}

}
