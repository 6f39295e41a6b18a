// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/tensor_file.h"

#include "engine/checkpoint/safetensors.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/from_blob.h>

namespace espalier {

void writeTensors(const std::filesystem::path& path, const std::map<std::string, at::Tensor>& tensors) {
    std::vector<at::Tensor> held; // alive until the write is over
    std::vector<TensorToWrite> list;
    for (const auto& [name, tensor] : tensors) {
        const auto& plain = held.emplace_back(tensor.detach().to(at::kCPU, at::kFloat).contiguous());
        list.push_back({name, DataType::F32, plain.sizes().vec(),
                        {static_cast<const std::uint8_t*>(plain.const_data_ptr()), plain.nbytes()}});
    }
    writeSafetensors(path, std::move(list));
}

void readTensorsInto(const std::filesystem::path& path, const std::map<std::string, at::Tensor>& into) {
    const at::NoGradGuard noGrad;
    const auto file = SafetensorsFile::open(path).value();
    if (file.tensors().size() != into.size()) {
        failBadInput("the file holds " + std::to_string(file.tensors().size()) + " tensors, not " + std::to_string(into.size()), path.string());
    }
    for (const auto& [name, target] : into) {
        const auto found = file.tensors().find(name);
        if (found == file.tensors().end()) failBadInput("tensor '" + name + "' is missing", path.string());
        const auto& view = found->second;
        if (view.type != DataType::F32 || target.sizes() != at::IntArrayRef(view.shape)) {
            failBadInput("tensor '" + name + "' has another type or shape than the model's", path.string());
        }
        if (target.numel() == 0) continue;
        // copy_ only reads the mapped bytes.
        target.copy_(at::from_blob(const_cast<std::uint8_t*>(view.bytes.data()), target.sizes(), at::kFloat));
    }
}

}
