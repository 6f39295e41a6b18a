// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/float_conversion.h"
#include "engine/checkpoint/gguf_writer.h"
#include "engine/checkpoint/stored_tensor.h"
#include "tests/engine/checkpoint/temporary_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace espalier::test {

namespace {

/// What gguf-py wrote (tests/reference/gguf_quants.py).
const GgufFile& fixture() {
    static const GgufFile file
        = GgufFile::open(std::filesystem::path(ESPALIER_FIXTURES) / "checkpoint" / "gguf_quants.gguf").value();
    return file;
}

std::vector<float> floats(const GgufTensor& tensor) {
    std::vector<float> values(tensor.bytes.size() / elementSize(*tensor.type) * blockElements(*tensor.type));
    toFloats(*tensor.type, tensor.bytes, values.data());
    return values;
}

std::vector<std::uint8_t> bytesOf(const std::string& name) {
    const auto bytes = fixture().tensors().at(name).bytes;
    return {bytes.begin(), bytes.end()};
}

class Quantisation : public testing::TestWithParam<const char*> { };

}

TEST_P(Quantisation, IsUndoneAsByTheReferenceToTheBit) {
    const GgufTensor& tensor = fixture().tensors().at(GetParam());
    EXPECT_EQ(tensor.typeName, GetParam());
    EXPECT_EQ(tensor.shape, (std::vector<std::int64_t> {3, 512}));
    const std::vector<float> values = floats(tensor);
    const auto expected = fixture().tensors().at(std::string(GetParam()) + ".values").bytes;
    ASSERT_EQ(values.size() * sizeof(float), expected.size());
    EXPECT_EQ(std::memcmp(values.data(), expected.data(), expected.size()), 0);
}

INSTANTIATE_TEST_SUITE_P(All, Quantisation,
                         testing::Values("F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K",
                                         "Q6_K"));

TEST(Gguf, QuantisesAsTheReferenceToTheBit) {
    const std::vector<float> forBlocks = floats(fixture().tensors().at("Q8_0.source"));
    EXPECT_EQ(toQ8_0(forBlocks), bytesOf("Q8_0.written"));
    const std::vector<float> forHalves = floats(fixture().tensors().at("F16.source"));
    EXPECT_EQ(toHalves(forHalves), bytesOf("F16.written"));
}

TEST(Gguf, RefusesToQuantiseWhatIsNotFinite) {
    std::vector<float> values(32, 1.0f);
    values[5] = std::numeric_limits<float>::infinity();
    EXPECT_THROW(toQ8_0(values), Exception);
    values[5] = std::nanf("");
    EXPECT_THROW(toQ8_0(values), Exception);
}

TEST(Gguf, HalvesGoThereAndBack) {
    for (std::uint32_t bits = 0; bits < 65536; ++bits) {
        const float value = halfToFloat(static_cast<std::uint16_t>(bits));
        if (std::isnan(value)) continue;
        EXPECT_EQ(floatToHalf(value), bits);
    }
    EXPECT_EQ(floatToHalf(65519.0f), 0x7BFF);
    EXPECT_EQ(floatToHalf(65520.0f), 0x7C00);
    EXPECT_EQ(floatToHalf(1e30f), 0x7C00);
    EXPECT_EQ(floatToHalf(0x1p-25f), 0); // a tie, to even
    EXPECT_EQ(floatToHalf(0x1.8p-24f), 2);
    EXPECT_EQ(floatToHalf(1 + 0x1p-11f), 0x3C00);
    EXPECT_EQ(floatToHalf(1 + 0x1.8p-10f), 0x3C02);
    EXPECT_TRUE(std::isnan(halfToFloat(floatToHalf(std::nanf("")))));
}

TEST(Gguf, ReadsMetadataOfEveryType) {
    const GgufFile& file = fixture();
    EXPECT_EQ(file.version(), 3u);
    EXPECT_EQ(file.text("general.architecture"), "none");
    EXPECT_EQ(file.integer("scalar.uint8"), 200);
    EXPECT_EQ(file.integer("scalar.int8"), -100);
    EXPECT_EQ(file.integer("scalar.uint16"), 60000);
    EXPECT_EQ(file.integer("scalar.int16"), -30000);
    EXPECT_EQ(file.integer("scalar.uint32"), 4000000000);
    EXPECT_EQ(file.integer("scalar.int32"), -2000000000);
    EXPECT_EQ(file.integer("scalar.int64"), -(std::int64_t {1} << 62));
    EXPECT_EQ(file.number("scalar.float32"), 0.1f);
    EXPECT_EQ(file.number("scalar.float64"), 1e300);
    EXPECT_EQ(file.number("scalar.int8"), -100);
    EXPECT_EQ(file.boolean("scalar.bool"), true);
    EXPECT_EQ(file.text("scalar.string"), "schön, 漢字");
    EXPECT_EQ(file.integers("array.int16"), (std::vector<std::int64_t>(3, -30000)));
    EXPECT_EQ(file.integers("array.bool"), (std::vector<std::int64_t>(3, 1)));
    EXPECT_EQ(file.numbers("array.float32"), (std::vector<double>(3, 0.1f)));
    EXPECT_EQ(file.numbers("array.uint8"), (std::vector<double>(3, 200)));
    EXPECT_EQ(file.texts("array.string"), (std::vector<std::string> {"a", "", "bc", "漢"}));
}

TEST(Gguf, SaysWhichMetadataValueHasTheWrongType) {
    const GgufFile& file = fixture();
    EXPECT_EQ(file.integer("missing"), std::nullopt);
    EXPECT_TRUE(file.texts("missing").empty());
    EXPECT_THROW(file.integer("scalar.uint64"), Exception); // does not fit
    EXPECT_THROW(file.integer("scalar.float32"), Exception);
    EXPECT_THROW(file.integer("scalar.bool"), Exception);
    EXPECT_THROW(file.boolean("scalar.int8"), Exception);
    EXPECT_THROW(file.texts("scalar.string"), Exception);
    EXPECT_THROW(file.text("array.string"), Exception);
    EXPECT_THROW(file.integers("array.string"), Exception);
    try {
        file.numbers("array.string");
        FAIL();
    } catch (const Exception& exception) {
        EXPECT_EQ(exception.error().message,
                  "the metadata value \"array.string\" must be an array of numbers, not array of text");
        EXPECT_NE(exception.error().where.find("gguf_quants.gguf, byte "), std::string::npos);
    }
}

TEST(Gguf, WritesWhatPythonWroteByteForByte) {
    const GgufFile& file = fixture();
    GgufMetadata metadata;
    for (const std::string& key : file.keys())
        metadata.copy(key, file.metadata().at(key));
    // In the order of the file, which is that of the bytes.
    std::vector<GgufTensorToWrite> tensors;
    for (const auto& [name, tensor] : file.tensors())
        tensors.push_back({name, *tensor.type, tensor.shape, tensor.bytes});
    std::sort(tensors.begin(), tensors.end(),
              [](const auto& a, const auto& b) { return a.bytes.data() < b.bytes.data(); });
    const TemporaryFolder folder;
    writeGguf(folder.path() / "ours.gguf", metadata, tensors);
    EXPECT_TRUE(readFile(folder.path() / "ours.gguf").value() == readFile(file.path()).value());
}

TEST(Gguf, ReadsWhatItWrites) {
    const TemporaryFolder folder;
    GgufMetadata metadata;
    metadata.text("text", "x");
    metadata.u32("u32", 7);
    metadata.f32("f32", 0.5f);
    metadata.boolean("boolean", true);
    metadata.texts("texts", {"a", "b"});
    metadata.i32s("i32s", {-1, 2});
    metadata.f32s("f32s", {0.5f, -2});
    const std::vector<float> values {1, 2, 3, 4, 5, 6};
    const std::span bytes(reinterpret_cast<const std::uint8_t*>(values.data()), 24);
    writeGguf(folder.path() / "x.gguf", metadata,
              {{"a", DataType::F32, {2, 3}, bytes}, {"b", DataType::F32, {}, bytes.first(4)}});
    const GgufFile file = GgufFile::open(folder.path() / "x.gguf").value();
    EXPECT_EQ(file.text("text"), "x");
    EXPECT_EQ(file.integer("u32"), 7);
    EXPECT_EQ(file.number("f32"), 0.5);
    EXPECT_EQ(file.boolean("boolean"), true);
    EXPECT_EQ(file.texts("texts"), (std::vector<std::string> {"a", "b"}));
    EXPECT_EQ(file.integers("i32s"), (std::vector<std::int64_t> {-1, 2}));
    EXPECT_EQ(file.numbers("f32s"), (std::vector<double> {0.5, -2}));
    EXPECT_EQ(file.tensors().at("a").shape, (std::vector<std::int64_t> {2, 3}));
    EXPECT_EQ(floats(file.tensors().at("a")), values);
    EXPECT_THROW(writeGguf(folder.path() / "y.gguf", {}, {{"a", DataType::F32, {7}, bytes}}), Exception);
    EXPECT_THROW(writeGguf(folder.path() / "y.gguf", {}, {{"a", DataType::Bool, {24}, bytes}}), Exception);
}

}
