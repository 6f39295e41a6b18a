// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/weights.h"

#include <ATen/ops/from_blob.h>

#include <cstring>

namespace espalier {

namespace {

at::ScalarType scalarType(DataType type, const std::string& where) {
    switch (type) {
    case DataType::F64:
        return at::kDouble;
    case DataType::F32:
        return at::kFloat;
    case DataType::F16:
        return at::kHalf;
    case DataType::BF16:
        return at::kBFloat16;
    default:
        failBadInput(std::string("weights of type ") + dataTypeName(type) + " are not supported", where,
                     "supported: F32, F16, BF16, F64");
    }
}

}

void copyWeights(const TensorView& source, const at::Tensor& target, const std::string& where) {
    const at::ScalarType type = scalarType(source.type, where);
    if (type == at::kFloat) {
        std::memcpy(target.data_ptr<float>(), source.bytes.data(), source.bytes.size());
        return;
    }
    // A tensor must be aligned and writable; the file's bytes are neither for sure.
    at::Tensor copy = at::empty(target.sizes(), at::TensorOptions(type));
    std::memcpy(copy.data_ptr(), source.bytes.data(), source.bytes.size());
    target.copy_(copy);
}

void checkSizes(const ModelConfig& config, const SafetensorsFile& file) {
    std::int64_t inFile = 0;
    for (const auto& [name, view] : file.tensors())
        inFile += view.elements();
    const auto width = static_cast<double>(config.hiddenSize);
    const double needed = config.leastElements > 0
        ? config.leastElements
        : width * static_cast<double>(config.vocabularySize + config.maxPositions + config.typeVocabularySize)
        + static_cast<double>(config.layers) * width * (4 * width + 2 * static_cast<double>(config.intermediateSize));
    // Heads may be fresh, but the body must be there.
    if (needed > static_cast<double>(inFile))
        failBadInput("config.json describes a larger model than the weights fill", file.path().string(),
                     "this file does not belong to its config.json, or is incomplete");
}

}
