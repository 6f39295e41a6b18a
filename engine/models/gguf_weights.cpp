// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf.h"
#include "engine/models/gguf_model.h"
#include "engine/models/gguf_names.h"

namespace espalier {

namespace {

StoredTensor transposed(StoredTensor tensor, const std::string& where) {
    if (tensor.shape.size() != 2) failBadInput("a matrix is due here", where, "convert the model again");
    tensor.strides = {1, tensor.shape[1]};
    std::swap(tensor.shape[0], tensor.shape[1]);
    return tensor;
}

StoredTensor rotary(StoredTensor tensor, std::int64_t heads, const std::string& where) {
    if (heads < 1 || tensor.shape.empty() || tensor.shape.front() % (2 * heads) != 0)
        failBadInput("the rows are not an even number a head", where, "convert the model again");
    tensor.rotaryHeads = heads;
    return tensor;
}

void toTransformers(Weights& weights, const GgufFile& file) {
    const std::string architecture = file.text("general.architecture").value_or("");
    const std::int64_t heads = file.integer(architecture + ".attention.head_count").value_or(0);
    const std::int64_t keyHeads = file.integer(architecture + ".attention.head_count_kv").value_or(heads);
    Weights::Tensors renamed;
    for (const auto& [name, tensor] : weights.tensors()) {
        const auto place = placeOfGgufTensor(architecture, name);
        const std::string where = weights.where(name);
        if (name == "rope_freqs.weight") continue; // is in the configuration
        StoredTensor fitting = tensor;
        if (place && place->layout == GgufPlace::Layout::Transposed) fitting = transposed(tensor, where);
        if (place && place->layout == GgufPlace::Layout::QueryRows) fitting = rotary(tensor, heads, where);
        if (place && place->layout == GgufPlace::Layout::KeyRows) fitting = rotary(tensor, keyHeads, where);
        // What has no place keeps its name: the loader lists it as not used.
        if (!renamed.emplace(place ? place->name : name, std::move(fitting)).second)
            failBadInput("another tensor is the same weight", where, "convert the model again");
    }
    weights.replaceTensors(std::move(renamed));
}

}

Result<Weights> openModelWeights(const std::filesystem::path& folderOrFile) {
    return capture([&] {
        Weights weights = Weights::open(folderOrFile).value();
        if (weights.gguf()) toTransformers(weights, *weights.gguf());
        return weights;
    });
}

}
