// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/models/fixture.h"

#include "engine/checkpoint/safetensors.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/abs.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/max.h>

#include <cstring>

namespace espalier::test {

namespace {

void append(PackedSequences& packed, const at::Tensor& ids, const at::Tensor& types) {
    for (std::int64_t i = 0; i < ids.numel(); ++i) {
        packed.ids.push_back(static_cast<std::int32_t>(ids.const_data_ptr<std::int64_t>()[i]));
        packed.typeIds.push_back(static_cast<std::int32_t>(types.const_data_ptr<std::int64_t>()[i]));
        packed.positions.push_back(static_cast<std::int32_t>(i));
    }
    packed.offsets.push_back(static_cast<std::int32_t>(packed.ids.size()));
    packed.longest = std::max(packed.longest, ids.numel());
}

}

std::vector<std::string> encoderFixtures(const std::string& tensor) {
    std::vector<std::string> names;
    for (const char* family :
         {"albert", "bert", "camembert", "deberta", "distilbert", "electra", "roberta", "xlm_roberta"})
        for (const auto& entry : std::filesystem::directory_iterator(fixtureFolder(""))) {
            const std::string name = entry.path().filename().string();
            if (!name.starts_with(std::string(family) + "_")) continue;
            const SafetensorsFile expected = SafetensorsFile::open(entry.path() / "expected.safetensors").value();
            if (tensor.empty() || expected.tensors().count(tensor)) names.push_back(name);
        }
    std::sort(names.begin(), names.end());
    return names;
}

std::filesystem::path fixtureFolder(const std::string& name) {
    return std::filesystem::path(ESPALIER_FIXTURES) / "models" / name;
}

std::map<std::string, at::Tensor> readTensors(const std::filesystem::path& path) {
    std::map<std::string, at::Tensor> result;
    const SafetensorsFile file = SafetensorsFile::open(path).value();
    for (const auto& [name, view] : file.tensors()) {
        at::Tensor tensor
            = at::empty(view.shape, at::TensorOptions(view.type == DataType::F32 ? at::kFloat : at::kLong));
        EXPECT_EQ(tensor.nbytes(), view.bytes.size());
        std::memcpy(tensor.data_ptr(), view.bytes.data(), view.bytes.size());
        result.emplace(name, tensor);
    }
    return result;
}

PackedSequences packIds(const std::vector<std::vector<std::int32_t>>& ids) {
    PackedSequences packed;
    for (const auto& text : ids) {
        packed.ids.insert(packed.ids.end(), text.begin(), text.end());
        packed.typeIds.resize(packed.ids.size(), 0);
        for (std::size_t i = 0; i < text.size(); ++i)
            packed.positions.push_back(static_cast<std::int32_t>(i));
        packed.offsets.push_back(static_cast<std::int32_t>(packed.ids.size()));
        packed.longest = std::max(packed.longest, static_cast<std::int64_t>(text.size()));
    }
    return packed;
}

double difference(const at::Tensor& a, const at::Tensor& b) {
    EXPECT_EQ(a.sizes(), b.sizes());
    if (a.sizes() != b.sizes()) return 1e30;
    return (a - b).abs().max().item<double>();
}

Fixture::Fixture(const std::string& name, const LoadOptions& options)
    : folder(fixtureFolder(name)), loaded(loadModel(folder, options).value()),
      tensors(readTensors(folder / "expected.safetensors")) {
    for (int text = 0; has("ids." + std::to_string(text)); ++text)
        append(sequences, expected("ids." + std::to_string(text)), expected("types." + std::to_string(text)));
    batch = toPackedBatch(sequences, at::kCPU);
}

at::Tensor Fixture::expected(const std::string& name) const {
    const auto found = tensors.find(name);
    if (found == tensors.end()) fail(ErrorKind::NotFound, "no expected tensor " + name);
    return found->second;
}

}
