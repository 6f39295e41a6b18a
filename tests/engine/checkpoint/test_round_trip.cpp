// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors.h"
#include "tests/engine/checkpoint/temporary_file.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstring>

namespace espalier::test {

namespace {

const std::filesystem::path kAllTypes
    = std::filesystem::path(ESPALIER_FIXTURES) / "checkpoint" / "all_types.safetensors";

template <typename T>
T valueAt(const TensorView& view, std::size_t index) {
    T value;
    std::memcpy(&value, view.bytes.data() + index * sizeof(T), sizeof(T));
    return value;
}

std::vector<TensorToWrite> tensorsOf(const SafetensorsFile& file) {
    std::vector<TensorToWrite> tensors;
    for (const auto& [name, view] : file.tensors())
        tensors.push_back({name, view.type, view.shape, view.bytes});
    return tensors;
}

}

TEST(Safetensors, ReadsWhatPythonWrote) {
    const SafetensorsFile file = SafetensorsFile::open(kAllTypes).value();
    EXPECT_EQ(file.tensors().size(), 22u);
    EXPECT_EQ(file.metadata(), (std::map<std::string, std::string> {{"format", "pt"}}));
    const TensorView& doubles = file.tensors().at("z.f64");
    EXPECT_EQ(doubles.shape, (std::vector<std::int64_t> {2, 3}));
    EXPECT_EQ(doubles.elements(), 6);
    EXPECT_EQ(valueAt<double>(doubles, 5), 5.0);
    EXPECT_EQ(valueAt<float>(file.tensors().at("z.f32"), 5), 10.0f);
    EXPECT_EQ(valueAt<std::uint16_t>(file.tensors().at("z.f16"), 1), 0x4200); // 3
    EXPECT_EQ(valueAt<std::uint16_t>(file.tensors().at("z.bf16"), 1), 0x4080); // 4
    EXPECT_EQ(valueAt<std::int64_t>(file.tensors().at("z.i64"), 2), 10);
    EXPECT_EQ(valueAt<std::int32_t>(file.tensors().at("z.i32"), 3), 18);
    EXPECT_EQ(valueAt<std::int16_t>(file.tensors().at("z.i16"), 4), 28);
    EXPECT_EQ(valueAt<std::int8_t>(file.tensors().at("z.i8"), 5), 40);
    EXPECT_EQ(valueAt<std::uint8_t>(file.tensors().at("z.u8"), 5), 45);
    EXPECT_EQ(valueAt<std::uint8_t>(file.tensors().at("z.bool"), 1), 1);
    EXPECT_TRUE(file.tensors().at("a.f32").shape.empty());
    EXPECT_EQ(file.tensors().at("a.f32").elements(), 1);
    EXPECT_EQ(file.tensors().at("empty").elements(), 0);
    EXPECT_EQ(file.tensors().count("schön \"quoted\""), 1u);
}

TEST(Safetensors, WritesWhatPythonWouldByteForByte) {
    const TemporaryFolder folder;
    const SafetensorsFile file = SafetensorsFile::open(kAllTypes).value();
    writeSafetensors(folder.path() / "ours", tensorsOf(file), file.metadata());
    EXPECT_EQ(readFile(folder.path() / "ours").value(), readFile(kAllTypes).value());
}

TEST(Safetensors, WritesNoTensorsAtAll) {
    const TemporaryFolder folder;
    writeSafetensors(folder.path() / "none", {}, {});
    EXPECT_TRUE(SafetensorsFile::open(folder.path() / "none").value().tensors().empty());
}

TEST(Safetensors, RefusesToWriteWhatItWouldRefuseToRead) {
    const TemporaryFolder folder;
    const std::vector<std::uint8_t> bytes(8);
    EXPECT_THROW(writeSafetensors(folder.path() / "a", {{"x", DataType::F32, {3}, bytes}}), Exception);
    EXPECT_THROW(
        writeSafetensors(folder.path() / "a", {{"x", DataType::F32, {2}, bytes}, {"x", DataType::F32, {2}, bytes}}),
        Exception);
    EXPECT_THROW(writeSafetensors(folder.path() / "a", {{"__metadata__", DataType::F32, {2}, bytes}}), Exception);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "a"));
}

TEST(Safetensors, AFailedWriteLeavesTheOldFile) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "model.safetensors";
    const std::vector<std::uint8_t> before {1, 2, 3, 4}, after {5, 6, 7, 8};
    writeSafetensors(path, {{"x", DataType::F32, {1}, before}});
    for (const std::string failing : {"write", "fsync", "rename"}) {
        setFileFault([&](const char* operation, const std::filesystem::path& file) {
            return operation == failing && file != folder.path() ? ENOSPC : 0;
        });
        EXPECT_THROW(writeSafetensors(path, {{"x", DataType::F32, {1}, after}}), Exception) << failing;
        setFileFault({});
        EXPECT_EQ(SafetensorsFile::open(path).value().tensors().at("x").bytes[0], 1) << failing;
        EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1) << failing;
    }
}

TEST(Safetensors, ReadsDataThatIsNotAligned) {
    const TemporaryFolder folder;
    const std::string header = R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} )"; // 55 bytes
    std::string bytes(8, '\0');
    bytes[0] = static_cast<char>(header.size());
    const float value = 2.5f;
    bytes += header + std::string(reinterpret_cast<const char*>(&value), 4);
    ASSERT_NE(bytes.size() % 4, 0u);
    const SafetensorsFile file = SafetensorsFile::open(folder.write("odd", bytes)).value();
    EXPECT_EQ(valueAt<float>(file.tensors().at("a"), 0), 2.5f);
}

}
