// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors.h"
#include "engine/checkpoint/weights.h"
#include "tests/engine/checkpoint/temporary_file.h"

#include <gtest/gtest.h>

namespace espalier::test {

namespace {

const std::filesystem::path kFixtures = std::filesystem::path(ESPALIER_FIXTURES) / "checkpoint";

std::vector<float> values(const StoredTensor& tensor) {
    std::vector<float> list(static_cast<std::size_t>(tensor.elements()));
    readFloats(tensor, list, "here");
    return list;
}

/// Every floating tensor of a file as Python sees it.
void expectEqual(const std::filesystem::path& file, const std::filesystem::path& expectedFile) {
    const Weights weights = Weights::open(file).value();
    const Weights expected = Weights::open(expectedFile).value();
    EXPECT_EQ(weights.tensors().size(), expected.tensors().size());
    for (const auto& [name, tensor] : expected.tensors()) {
        ASSERT_EQ(weights.tensors().count(name), 1u) << name;
        const StoredTensor& ours = weights.tensors().at(name);
        EXPECT_EQ(ours.shape, tensor.shape) << name;
        if (isFloatingPoint(ours.type))
            EXPECT_EQ(values(ours), values(tensor)) << name;
        else
            EXPECT_THROW(values(ours), Exception) << name;
    }
}

struct Layout {
    const char *file, *expected;
};
void PrintTo(const Layout& layout, std::ostream* out) {
    *out << layout.file;
}
class TorchLayout : public testing::TestWithParam<Layout> { };

/// A float32 tensor of consecutive numbers in a file of its own.
void writeTensor(const std::filesystem::path& path, const std::string& name, float first) {
    const std::vector<float> numbers {first, first + 1};
    writeSafetensors(path, {{name, DataType::F32, {2}, {reinterpret_cast<const std::uint8_t*>(numbers.data()), 8}}});
}

std::string index(const std::string& map) {
    return R"({"metadata":{"total_size":16},"weight_map":)" + map + "}";
}

}

TEST_P(TorchLayout, HoldsWhatPythonSaved) {
    expectEqual(kFixtures / "torch" / GetParam().file, kFixtures / "torch" / GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(All, TorchLayout,
                         testing::Values(Layout {"zip.bin", "expected.safetensors"},
                                         Layout {"zip_protocol4.bin", "expected.safetensors"},
                                         Layout {"legacy.bin", "expected.safetensors"},
                                         Layout {"legacy_protocol4.bin", "expected.safetensors"},
                                         Layout {"lightning.bin", "expected.safetensors"},
                                         Layout {"parallel.bin", "expected.safetensors"},
                                         Layout {"module.bin", "module.safetensors"}));

TEST(Weights, NothingOfAPickleIsRun) {
    for (const char* name : {"bomb.bin", "whole_module.bin"}) {
        const auto opened = Weights::open(kFixtures / "torch" / name);
        ASSERT_FALSE(opened) << name;
        EXPECT_NE(opened.error().message.find("could run code"), std::string::npos) << opened.error().message;
        EXPECT_NE(opened.error().where.find(std::string(name) + ", byte "), std::string::npos) << opened.error().where;
    }
}

TEST(Weights, ReadsAGguf) {
    const Weights weights = Weights::open(kFixtures / "gguf_quants.gguf").value();
    ASSERT_NE(weights.gguf(), nullptr);
    EXPECT_EQ(values(weights.tensors().at("Q5_K")), values(weights.tensors().at("Q5_K.values")));
    EXPECT_NE(weights.where("Q5_K").find("gguf_quants.gguf, tensor Q5_K"), std::string::npos);
}

TEST(Weights, PrefersSafetensorsAndNamesItsFiles) {
    const TemporaryFolder folder;
    EXPECT_EQ(Weights::open(folder.path()).error().kind, ErrorKind::NotFound);
    EXPECT_EQ(Weights::open(folder.path() / "none").error().kind, ErrorKind::NotFound);
    std::filesystem::copy(kFixtures / "gguf_quants.gguf", folder.path() / "any.gguf");
    EXPECT_EQ(Weights::open(folder.path()).value().path().filename(), "any.gguf");
    std::filesystem::copy(kFixtures / "torch" / "module.bin", folder.path() / "pytorch_model.bin");
    EXPECT_EQ(Weights::open(folder.path()).value().path().filename(), "pytorch_model.bin");
    writeTensor(folder.path() / "model.safetensors", "a", 0);
    const Weights weights = Weights::open(folder.path()).value();
    EXPECT_EQ(weights.files(), (std::vector {folder.path() / "model.safetensors"}));
    EXPECT_EQ(weights.storedElements(), 2);
}

TEST(Weights, ReadsShards) {
    const TemporaryFolder folder;
    writeTensor(folder.path() / "1.safetensors", "a", 1);
    writeTensor(folder.path() / "2.safetensors", "b", 5);
    const auto path
        = folder.write("model.safetensors.index.json", index(R"({"a":"1.safetensors","b":"2.safetensors"})"));
    const Weights weights = Weights::open(folder.path()).value();
    EXPECT_EQ(values(weights.tensors().at("a")), (std::vector<float> {1, 2}));
    EXPECT_EQ(values(weights.tensors().at("b")), (std::vector<float> {5, 6}));
    EXPECT_EQ(weights.files().size(), 3u);
    EXPECT_EQ(weights.path(), path);
}

TEST(Weights, ReadsShardsOfTorch) {
    const TemporaryFolder folder;
    std::filesystem::copy(kFixtures / "torch" / "module.bin", folder.path() / "pytorch_model-00001-of-00001.bin");
    folder.write("pytorch_model.bin.index.json", index(R"({"0.weight":"pytorch_model-00001-of-00001.bin"})"));
    EXPECT_EQ(Weights::open(folder.path()).value().tensors().at("0.weight").shape, (std::vector<std::int64_t> {2, 3}));
}

TEST(Weights, SharedMemoryCountsOnce) {
    const Weights weights = Weights::open(kFixtures / "torch" / "zip.bin").value();
    // plain, shared, transposed, narrow, every_other and expanded are all of one storage of 60.
    EXPECT_EQ(weights.storedElements(), 60 + 60 + 1 + 7 + 24 + 3 + 4 * 6);
}

TEST(Weights, ATensorOfHeapMemoryIsLeftAlone) {
    const std::vector<float> source(1 << 16, 3.0f);
    const StoredTensor tensor {
        DataType::F32, {1 << 16}, {reinterpret_cast<const std::uint8_t*>(source.data()), source.size() * 4}, {}, 0,
        false};
    EXPECT_EQ(values(tensor), source);
    EXPECT_EQ(source, std::vector<float>(1 << 16, 3.0f));
}

TEST(Weights, RotaryRowsAreUndone) {
    // One head of four rows: the file has pairs side by side.
    const std::vector<float> source {0, 1, 2, 3};
    const std::span bytes(reinterpret_cast<const std::uint8_t*>(source.data()), 16);
    EXPECT_EQ(values({DataType::F32, {4, 1}, bytes, {}, 1, false}), (std::vector<float> {0, 2, 1, 3}));
    EXPECT_EQ(values({DataType::F32, {4, 1}, bytes, {}, 2, false}), source);
}

}
