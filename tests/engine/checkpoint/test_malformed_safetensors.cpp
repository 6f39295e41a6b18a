// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors.h"
#include "tests/engine/checkpoint/malformed.h"
#include "tests/engine/checkpoint/temporary_file.h"

#include <cstring>

namespace espalier::test {

namespace {

std::string withSize(std::uint64_t size, const std::string& rest) {
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &size, 8);
    return bytes + rest;
}

std::string file(const std::string& header, std::size_t data = 0) {
    return withSize(header.size(), header + std::string(data, 'x'));
}

std::string tensor(const std::string& name, const std::string& rest) {
    return "\"" + name + "\":{" + rest + "}";
}

std::string f32(const std::string& name, const std::string& shape, std::uint64_t begin, std::uint64_t end) {
    return tensor(name,
                  R"("dtype":"F32","shape":)" + shape + ",\"data_offsets\":[" + std::to_string(begin) + ","
                      + std::to_string(end) + "]");
}

std::string deep(int levels) {
    return "{\"a\":{\"extra\":" + std::string(static_cast<std::size_t>(levels), '[')
        + std::string(static_cast<std::size_t>(levels), ']') + "}}";
}

std::string ones(int count) {
    std::string list = "[1";
    for (int i = 1; i < count; ++i)
        list += ",1";
    return list + "]";
}

std::vector<Malformed> malformedFiles() {
    return {
        {"empty_file.safetensors", "", "too few"},
        {"seven_bytes.safetensors", "1234567", "too few"},
        {"size_alone.safetensors", withSize(2, ""), "only 0 follow"},
        {"truncated_header.safetensors", withSize(100, R"({"a":{"dtype")"), "only 13 follow"},
        {"header_size_of_terabytes.safetensors", withSize(1ull << 40, "{}"), "100 MB"},
        {"header_size_of_all_ones.safetensors", withSize(~0ull, "{}"), "100 MB"},
        {"header_just_too_large.safetensors", withSize(100'000'001, "{}"), "100 MB"},
        {"empty_header.safetensors", withSize(0, ""), "does not start with {"},
        {"header_starts_with_space.safetensors", file(" {}"), "does not start with {"},
        {"header_is_list.safetensors", file("[]"), "does not start with {"},
        {"header_is_text.safetensors", file("hello world"), "does not start with {"},
        {"header_not_json.safetensors", file("{\"a\":"), "not valid JSON"},
        {"header_followed_by_rubbish.safetensors", file("{}}"), "not valid JSON"},
        {"header_with_invalid_utf8.safetensors", file("{\"\xFF\xFE\":{}}"), "not valid JSON"},
        {"header_with_nul.safetensors", file(std::string("{\0}", 3)), "not valid JSON"},
        {"duplicate_tensor.safetensors", file("{" + f32("a", "[1]", 0, 4) + "," + f32("a", "[1]", 4, 8) + "}", 8),
         "twice"},
        {"duplicate_field.safetensors",
         file("{" + tensor("a", R"("dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4])") + "}", 4), "twice"},
        {"tensor_is_number.safetensors", file("{\"a\":3}"), "not the description"},
        {"tensor_is_list.safetensors", file("{\"a\":[1]}"), "the description of a tensor is due"},
        {"missing_dtype.safetensors", file("{" + tensor("a", R"("shape":[1],"data_offsets":[0,4])") + "}", 4),
         "lacks the field \"dtype\""},
        {"missing_shape.safetensors", file("{" + tensor("a", R"("dtype":"F32","data_offsets":[0,4])") + "}", 4),
         "lacks the field \"shape\""},
        {"missing_offsets.safetensors", file("{" + tensor("a", R"("dtype":"F32","shape":[1])") + "}", 4),
         "lacks the field \"data_offsets\""},
        {"unknown_dtype.safetensors",
         file("{" + tensor("a", R"("dtype":"F31","shape":[1],"data_offsets":[0,4])") + "}", 4), "\"F31\""},
        {"dtype_is_number.safetensors",
         file("{" + tensor("a", R"("dtype":32,"shape":[1],"data_offsets":[0,4])") + "}", 4), "not a text"},
        {"shape_is_text.safetensors",
         file("{" + tensor("a", R"("dtype":"F32","shape":"1","data_offsets":[0,4])") + "}", 4),
         "not a list of whole numbers"},
        {"negative_extent.safetensors", file("{" + f32("a", "[-1]", 0, 4) + "}", 4), "not a whole number"},
        {"fractional_extent.safetensors", file("{" + f32("a", "[1.0]", 0, 4) + "}", 4), "not a whole number"},
        {"nested_shape.safetensors", file("{" + f32("a", "[[1]]", 0, 4) + "}", 4), "a list where"},
        {"extent_beyond_64_bits.safetensors", file("{" + f32("a", "[18446744073709551615]", 0, 4) + "}", 4),
         "too large"},
        {"shape_overflow.safetensors", file("{" + f32("a", "[4294967296,4294967296,4294967296]", 0, 4) + "}", 4),
         "does not fit 64 bits"},
        {"shape_wraps_to_the_right_size.safetensors", file("{" + f32("a", "[4611686018427387905,1]", 0, 4) + "}", 4),
         "does not fit 64 bits"},
        {"too_many_dimensions.safetensors", file("{" + f32("a", ones(65), 0, 4) + "}", 4), "64 dimensions"},
        {"one_offset.safetensors", file("{" + tensor("a", R"("dtype":"F32","shape":[1],"data_offsets":[0])") + "}", 4),
         "two numbers"},
        {"three_offsets.safetensors",
         file("{" + tensor("a", R"("dtype":"F32","shape":[1],"data_offsets":[0,4,8])") + "}", 4), "two numbers"},
        {"offsets_backwards.safetensors", file("{" + f32("a", "[1]", 4, 0) + "}", 4), "ends before it begins"},
        {"data_truncated.safetensors", file("{" + f32("a", "[2]", 0, 8) + "}", 5), "outside the file"},
        {"offsets_far_outside.safetensors", file("{" + f32("a", "[1]", 0, 18446744073709551615ull) + "}", 4),
         "outside the file"},
        {"size_does_not_fit_shape.safetensors", file("{" + f32("a", "[3]", 0, 8) + "}", 8), "needs 12 bytes"},
        {"size_does_not_fit_dtype.safetensors",
         file("{" + tensor("a", R"("dtype":"F64","shape":[1],"data_offsets":[0,4])") + "}", 4), "needs 8 bytes"},
        {"overlapping_offsets.safetensors", file("{" + f32("a", "[2]", 0, 8) + "," + f32("b", "[2]", 4, 12) + "}", 12),
         "overlaps"},
        {"same_bytes_twice.safetensors", file("{" + f32("a", "[2]", 0, 8) + "," + f32("b", "[2]", 0, 8) + "}", 8),
         "overlaps"},
        {"hole_between.safetensors", file("{" + f32("a", "[1]", 0, 4) + "," + f32("b", "[1]", 8, 12) + "}", 12),
         "hole"},
        {"hole_at_start.safetensors", file("{" + f32("a", "[1]", 4, 8) + "}", 8), "hole"},
        {"trailing_bytes.safetensors", file("{" + f32("a", "[1]", 0, 4) + "}", 7), "3 bytes at the end"},
        {"data_without_tensors.safetensors", file("{}", 4), "4 bytes at the end"},
        {"metadata_is_number.safetensors", file("{\"__metadata__\":{\"a\":1}}"), "not a text"},
        {"metadata_is_nested.safetensors", file("{\"__metadata__\":{\"a\":{}}}"), "an object where"},
        {"nested_a_million_deep.safetensors", file(deep(1'000'000)), "nested too deeply"},
    };
}

class MalformedFile : public testing::TestWithParam<Malformed> { };

}

TEST_P(MalformedFile, IsRefusedNamingFileAndByte) {
    expectRefused(GetParam(), [](const auto& path) -> Status {
        const auto opened = SafetensorsFile::open(path);
        if (!opened) return opened.error();
        return Done {};
    });
}

INSTANTIATE_TEST_SUITE_P(Safetensors, MalformedFile, testing::ValuesIn(malformedFiles()), nameOf);

TEST(Safetensors, MissingFileAndFolderAreErrors) {
    const TemporaryFolder folder;
    EXPECT_EQ(SafetensorsFile::open(folder.path() / "none").error().kind, ErrorKind::NotFound);
    EXPECT_FALSE(SafetensorsFile::open(folder.path()));
}

TEST(Safetensors, EveryTruncationOfAGoodFileIsRefused) {
    const std::string good
        = readFile(std::filesystem::path(ESPALIER_FIXTURES) / "checkpoint" / "all_types.safetensors").value();
    const TemporaryFolder folder;
    for (std::size_t size = 0; size < good.size(); size += 1 + size / 64)
        EXPECT_FALSE(SafetensorsFile::open(folder.write("cut", good.substr(0, size)))) << size;
}

TEST(Safetensors, NoFlippedByteOfTheHeaderCrashes) {
    const std::string good
        = readFile(std::filesystem::path(ESPALIER_FIXTURES) / "checkpoint" / "all_types.safetensors").value();
    const TemporaryFolder folder;
    int accepted = 0;
    for (std::size_t i = 0; i < 600; ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ (1 + i % 7));
        if (const auto file = SafetensorsFile::open(folder.write("flipped", bad))) {
            ++accepted; // a changed letter of a name is still a good file
            for (const auto& [name, view] : file->tensors())
                EXPECT_LE(view.bytes.size(), bad.size()) << name;
        }
    }
    EXPECT_LT(accepted, 300);
}

}
