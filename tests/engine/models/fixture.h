// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/model.h"

#include <gtest/gtest.h>

namespace espalier::test {

/// A tiny model of tests/reference/models.py with what Transformers makes of it.
struct Fixture {
    explicit Fixture(const std::string& name, const LoadOptions& options = {});
    at::Tensor expected(const std::string& name) const;
    bool has(const std::string& name) const { return tensors.count(name) > 0; }

    std::filesystem::path folder;
    LoadedModel loaded;
    std::map<std::string, at::Tensor> tensors;
    PackedSequences sequences; ///< all texts of the fixture
    PackedBatch batch;
    std::int64_t texts() const { return sequences.sequences(); }
};

/// The fixtures of encoders that expect a tensor of that name; empty: all.
std::vector<std::string> encoderFixtures(const std::string& tensor);

std::filesystem::path fixtureFolder(const std::string& name);
std::map<std::string, at::Tensor> readTensors(const std::filesystem::path& path);
PackedSequences packIds(const std::vector<std::vector<std::int32_t>>& ids);

/// Largest absolute difference.
double difference(const at::Tensor& a, const at::Tensor& b);

}
