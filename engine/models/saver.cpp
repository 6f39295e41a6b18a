// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors.h"
#include "engine/models/model.h"

namespace espalier {

namespace {

Json configJson(const ModelConfig& config) {
    Json json = config.source;
    json["architectures"] = {config.architecture};
    json["model_type"] = config.family;
    json["dtype"] = "float32";
    json.erase("torch_dtype"); // the same field's name of old
    json.erase("num_labels"); // follows from id2label
    json.erase("espalier_pooling");
    if (config.pooling == "mean") json["espalier_pooling"] = "mean";
    if (!config.problemType.empty()) json["problem_type"] = config.problemType;
    if (!config.labels.empty()) {
        Json names = Json::object(), ids = Json::object();
        for (std::size_t i = 0; i < config.labels.size(); ++i) {
            names[std::to_string(i)] = config.labels[i];
            ids[config.labels[i]] = i;
        }
        json["id2label"] = std::move(names);
        json["label2id"] = std::move(ids);
    }
    return json;
}

}

void saveModel(Model& model, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::vector<at::Tensor> onHost;
    std::vector<TensorToWrite> tensors;
    for (const nn::Parameter& parameter : model.parameters()) {
        if (parameter.isInserted) continue;
        const at::Tensor value = onHost.emplace_back(parameter.value.detach().cpu().contiguous());
        const auto* bytes = static_cast<const std::uint8_t*>(value.const_data_ptr());
        tensors.push_back({parameter.name, DataType::F32, value.sizes().vec(), {bytes, value.nbytes()}});
    }
    writeSafetensors(folder / "model.safetensors", std::move(tensors));
    writeFileAtomically(folder / "config.json", toText(configJson(model.config()), 2) + "\n");
}

}
