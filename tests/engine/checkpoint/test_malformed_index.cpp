// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors.h"
#include "engine/checkpoint/weights.h"
#include "tests/engine/checkpoint/malformed.h"
#include "tests/engine/checkpoint/temporary_file.h"

namespace espalier::test {

namespace {

std::vector<Malformed> malformedIndices() {
    const auto map = [](const std::string& entries) { return R"({"weight_map":{)" + entries + "}}"; };
    return {
        {"index_empty", "", "not valid JSON"},
        {"index_cut_off", R"({"weight_map":{"a":"1.saf)", "not valid JSON"},
        {"index_list", "[]", "which file holds which"},
        {"index_without_map", R"({"metadata":{}})", "which file holds which"},
        {"index_map_is_list", R"({"weight_map":[]})", "which file holds which"},
        {"index_map_empty", map(""), "which file holds which"},
        {"index_duplicate_tensor", map(R"("a":"1.safetensors","a":"1.safetensors")"), "there twice"},
        {"index_file_is_number", map(R"("a":1)"), "not a text"},
        {"index_file_is_empty", map(R"("a":"")"), "outside the model's folder"},
        {"index_parent_folder", map(R"("a":"../1.safetensors")"), "outside the model's folder"},
        {"index_parent_folder_inside", map(R"("a":"x/../../1.safetensors")"), "outside the model's folder"},
        {"index_absolute", map(R"("a":"/etc/passwd")"), "outside the model's folder"},
        {"index_backslash", map(R"("a":"..\\1.safetensors")"), "outside the model's folder"},
        {"index_nul", map(R"("a":"1.safetensors\u0000.txt")"), "outside the model's folder"},
        {"index_tensor_not_there", map(R"("a":"1.safetensors","b":"1.safetensors")"), "\"b\" is not in the file"},
        {"index_tensor_elsewhere", map(R"("a":"2.safetensors","b":"2.safetensors")"), "\"a\" is not in the file"},
        {"index_tensor_in_two_files", map(R"("a":"1.safetensors","b":"2.safetensors","c":"3.safetensors")"),
         "in two files"},
        {"index_shard_is_damaged", map(R"("a":"damaged.safetensors")"), "too few"},
    };
}

void writeTensors(const std::filesystem::path& path, const std::vector<std::string>& names) {
    static const std::vector<std::uint8_t> bytes(4);
    std::vector<TensorToWrite> tensors;
    for (const std::string& name : names)
        tensors.push_back({name, DataType::F32, {1}, bytes});
    writeSafetensors(path, tensors);
}

class MalformedIndex : public testing::TestWithParam<Malformed> { };

}

TEST_P(MalformedIndex, IsRefusedNamingAFile) {
    const TemporaryFolder folder;
    writeTensors(folder.path() / "1.safetensors", {"a"});
    writeTensors(folder.path() / "2.safetensors", {"b"});
    writeTensors(folder.path() / "3.safetensors", {"c", "a"});
    folder.write("damaged.safetensors", "x");
    folder.write("model.safetensors.index.json", GetParam().bytes);
    const auto opened = Weights::open(folder.path());
    ASSERT_FALSE(opened) << "was accepted";
    EXPECT_EQ(opened.error().kind, ErrorKind::BadInput);
    EXPECT_NE(opened.error().message.find(GetParam().saying), std::string::npos) << opened.error().message;
    EXPECT_EQ(opened.error().where.find(folder.path().string() + "/"), 0u) << opened.error().where;
    EXPECT_EQ(describe(opened.error()).find('\n'), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Index, MalformedIndex, testing::ValuesIn(malformedIndices()), nameOf);

TEST(ShardIndex, AMissingShardIsNotFound) {
    const TemporaryFolder folder;
    folder.write("model.safetensors.index.json", R"({"weight_map":{"a":"gone.safetensors"}})");
    const Error error = Weights::open(folder.path()).error();
    EXPECT_EQ(error.kind, ErrorKind::NotFound);
    EXPECT_NE(error.where.find("gone.safetensors"), std::string::npos);
}

}
