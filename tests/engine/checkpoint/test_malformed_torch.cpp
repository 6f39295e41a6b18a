// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/torch_archive.h"
#include "tests/engine/checkpoint/malformed.h"
#include "tests/engine/checkpoint/temporary_file.h"
#include "tests/engine/checkpoint/zip_builder.h"

namespace espalier::test {

namespace {

const std::string kProtocol = "\x80\x02";
const std::string kEmptyDictionary = kProtocol + "}.";
const std::string kRebuild = "ctorch._utils\n_rebuild_tensor_v2\n";

std::string text(const std::string& value) {
    return "X" + u32(static_cast<std::uint32_t>(value.size())) + value;
}

std::string integer(std::int64_t value) {
    return "\x8A\x08" + number(value);
}

std::string tuple(const std::vector<std::int64_t>& values) {
    std::string bytes = "(";
    for (const std::int64_t value : values)
        bytes += integer(value);
    return bytes + "t";
}

std::string storage(const std::string& key, std::int64_t count, const std::string& type = "FloatStorage") {
    return "(" + text("storage") + "ctorch\n" + type + "\n" + text(key) + text("cpu") + integer(count) + "tQ";
}

std::string tensor(const std::string& storage, std::int64_t offset, const std::string& shape,
                   const std::string& strides) {
    return kRebuild + "(" + storage + integer(offset) + shape + strides + "\x89" + "ccollections\nOrderedDict\n)RtR";
}

/// {"a": value}
std::string dictionaryOf(const std::string& value) {
    return kProtocol + "}(" + text("a") + value + "u.";
}

std::string goodPickle() {
    return dictionaryOf(tensor(storage("0", 6), 0, tuple({2, 3}), tuple({3, 1})));
}

std::vector<ZipMember> members(const std::string& pickle, std::size_t data = 24) {
    return {{"archive/data.pkl", pickle}, {"archive/data/0", std::string(data, 'x')}};
}

std::string archive(const std::string& pickle, std::size_t data = 24) {
    return zip(members(pickle, data));
}

std::string repeat(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i)
        result += text;
    return result;
}

std::vector<Malformed> malformedZips() {
    const std::string pickle = goodPickle();
    const ZipMember good {"archive/data/0", std::string(24, 'x')};
    const auto with = [&](ZipMember member) { return zip({{"archive/data.pkl", pickle}, member}); };
    ZipMember packed = good, secret = good, shifted = good, beyond = good, uneven = good, large = good, badExtra = good,
              tooShort = good;
    packed.method = 8;
    secret.flags = 1;
    shifted.offsetError = 3;
    beyond.offsetError = 1 << 20;
    uneven.packedError = -1;
    large.packedError = large.sizeError = 1 << 20;
    badExtra.extra = u16(7) + u16(200) + "x";
    tooShort.in64 = true;
    tooShort.extra = u16(1) + u16(4) + u32(0);
    return {
        {"empty.bin", "", "neither of the layouts"},
        {"text.bin", "hello world, this is text", "neither of the layouts"},
        {"signature_alone.bin", "PK\x03\x04", "no list of its members"},
        {"zip_without_end.bin", zip(members(pickle), {.withoutEnd = true}), "no list of its members"},
        {"zip_cut_in_end.bin", archive(pickle).substr(0, archive(pickle).size() - 5), "no list of its members"},
        {"zip_of_two_disks.bin", zip(members(pickle), {.disk = 1}), "one part of several"},
        {"zip_list_outside.bin", zip(members(pickle), {.directoryOffsetError = 1 << 20}), "before what should be here"},
        {"zip_list_misplaced.bin", zip(members(pickle), {.directoryOffsetError = -7}), "list of members is damaged"},
        {"zip_list_too_long.bin", zip(members(pickle), {.directorySizeError = 1 << 20}), "which can't be"},
        {"zip_too_many_entries.bin", zip(members(pickle), {.entriesError = 60000}), "which can't be"},
        {"zip_one_entry_too_many.bin", zip(members(pickle), {.entriesError = 1, .directorySizeError = 22}), "damaged"},
        {"zip64_locator_to_nowhere.bin", zip(members(pickle), {.with64End = true, .locatorError = 1ull << 40}),
         "before what should be here"},
        {"zip64_locator_wrong.bin", zip(members(pickle), {.with64End = true, .locatorError = 4}), "no zip64 end"},
        {"zip64_entries_all_ones.bin", zip(members(pickle), {.entriesError = -3, .with64End = true}), "which can't be"},
        {"zip64_field_too_short.bin", with(tooShort), "zip64 field"},
        {"zip_extra_field_cut.bin", with(badExtra), "is cut off"},
        {"zip_deflated.bin", with(packed), "is compressed"},
        {"zip_encrypted.bin", with(secret), "is encrypted"},
        {"zip_member_misplaced.bin", with(shifted), "does not begin where"},
        {"zip_member_outside.bin", with(beyond), "before what should be here"},
        {"zip_member_of_two_sizes.bin", with(uneven), "two different sizes"},
        {"zip_member_too_large.bin", with(large), "outside the file"},
        {"zip_duplicate_member.bin", zip({{"archive/data.pkl", pickle}, good, good}), "there twice"},
        {"zip_without_pickle.bin", zip({good}), "no data.pkl"},
        {"zip_without_members.bin", zip({}), "no data.pkl"},
        {"zip_torchscript.bin", zip({{"a/data.pkl", pickle}, {"a/constants.pkl", pickle}}), "TorchScript"},
        {"zip_big_endian.bin", zip({{"a/data.pkl", pickle}, {"a/byteorder", "big"}, {"a/data/0", good.bytes}}),
         "big-endian"},
    };
}

std::vector<Malformed> malformedPickles() {
    return {
        {"pickle_empty.bin", archive(""), "ends inside a pickle"},
        {"pickle_protocol_0.bin", archive("(dp0\n."), "no pickle of protocol 2"},
        {"pickle_protocol_1.bin", archive("\x80\x01}."), "protocol 1"},
        {"pickle_protocol_9.bin", archive("\x80\x09}."), "protocol 9"},
        {"pickle_cut_off.bin", archive(goodPickle().substr(0, 60)), "ends inside"},
        {"pickle_without_stop.bin", archive(kProtocol + "}"), "ends inside a pickle"},
        {"pickle_stops_with_nothing.bin", archive(kProtocol + "."), "a value that is not there"},
        {"pickle_stops_inside.bin", archive(kProtocol + "}(N."), "inside a container"},
        {"opcode_inst.bin", archive(kProtocol + "(ios\nsystem\n."), "opcode 0x69"},
        {"opcode_obj.bin", archive(kProtocol + "(No."), "opcode 0x6F"},
        {"opcode_ext1.bin", archive(kProtocol + "\x82\x01."), "opcode 0x82"},
        {"opcode_unknown.bin", archive(kProtocol + "\xFF."), "opcode 0xFF"},
        {"global_os_system.bin", archive(dictionaryOf("cos\nsystem\n" + text("true") + "\x85R")), "could run code"},
        {"global_eval.bin", archive(dictionaryOf("cbuiltins\neval\n" + text("1") + "\x85R")), "\"builtins.eval\""},
        {"global_posix.bin", archive(dictionaryOf("cposix\nsystem\n)R")), "\"posix.system\""},
        {"global_torch_load.bin", archive(dictionaryOf("ctorch\nload\n)R")), "\"torch.load\""},
        {"global_on_stack.bin", archive(dictionaryOf(text("os") + text("system") + "\x93)R")), "\"os.system\""},
        {"global_with_line_feed.bin", archive(dictionaryOf(text("o\ns") + text("x") + "\x93)R")), "could run code"},
        {"global_not_text.bin", archive(dictionaryOf("NN\x93)R")), "not a text"},
        {"global_unterminated.bin", archive(kProtocol + "ctorch"), "ends inside a name"},
        {"global_name_too_long.bin", archive(kProtocol + "c" + std::string(5000, 'a') + "\nb\n."), "longer than 1000"},
        {"pop_from_empty_stack.bin", archive(kProtocol + "\x85."), "a value that is not there"},
        {"pop_below_mark.bin", archive(kProtocol + "N(\x85."), "a value that is not there"},
        {"mark_missing.bin", archive(kProtocol + "t."), "a mark that is not there"},
        {"mark_bomb.bin", archive(kProtocol + std::string(20000, '(') + "."), "nested more than 10000"},
        {"value_bomb.bin", archive(kProtocol + std::string(3'000'000, 'N') + "."), "more than 2000000 values"},
        {"memo_bomb.bin", archive(kProtocol + "N" + repeat("q\x01", 2'100'000) + "."), "more than 2000000 values"},
        {"memo_missing.bin", archive(kProtocol + "h\x05."), "did not remember"},
        {"text_beyond_file.bin", archive(kProtocol + "X" + u32(0xFFFFFFFF) + "abc."), "ends inside a text"},
        {"text_8_byte_length.bin", archive(kProtocol + "\x8D" + u64(~0ull) + "abc."), "ends inside a text"},
        {"text_not_utf8.bin", archive(kProtocol + text("a\xFF") + "."), "not UTF-8"},
        {"long_beyond_file.bin", archive(kProtocol + "\x8B" + u32(0xFFFFFFF0) + "abc."), "ends inside a whole number"},
        {"append_to_dictionary.bin", archive(kProtocol + "}Na."), "can't be filled"},
        {"set_item_of_list.bin", archive(kProtocol + "]NNs."), "can't be filled"},
        {"odd_items.bin", archive(kProtocol + "}(NNNu."), "can't be filled"},
        {"call_of_text.bin", archive(kProtocol + text("f") + ")R."), "no function"},
        {"call_of_storage_type.bin", archive(kProtocol + "ctorch\nFloatStorage\n)R."), "no function"},
        {"call_without_tuple.bin", archive(kProtocol + "ccollections\nOrderedDict\nNR."), "without a tuple"},
        {"build_of_list.bin", archive(kProtocol + "]}b."), "no dictionary"},
        {"build_of_tensor.bin", archive(dictionaryOf(tensor(storage("0", 6), 0, tuple({6}), tuple({1})) + ")b")),
         "no dictionary"},
        {"dictionary_of_numbers.bin",
         archive(kProtocol
                 + "ccollections\nOrderedDict\n(](K\x01K\x02"
                   "etR."),
         "no pairs"},
        {"persistent_text.bin", archive(kProtocol + text("storage") + "Q."), "no storage"},
        {"persistent_module.bin", archive(kProtocol + "(" + text("module") + "NNNNtQ."), "no storage"},
        {"size_of_nothing.bin", archive(kProtocol + "ctorch\nSize\n)R."), "no tuple"},
        {"parameter_of_nothing.bin", archive(kProtocol + "ctorch._utils\n_rebuild_parameter\n)R."), "no tensor"},
        {"type_of_type_without_end.bin",
         archive(kProtocol
                 + "ctorch._tensor\n_rebuild_from_type_v2\nq\x01(h\x01N(h\x01NNNtNt"
                   "R."),
         "described wrongly"},
    };
}

Malformed badTensor(const std::string& name, const std::string& value, const std::string& saying,
                    std::size_t data = 24) {
    return {name, archive(dictionaryOf(value), data), saying};
}

/// Found by the pickle's reader, at a byte.
std::vector<Malformed> malformedTensors() {
    const std::string six = storage("0", 6);
    return {
        badTensor("tensor_without_arguments.bin", kRebuild + ")R", "described wrongly"),
        badTensor("tensor_of_no_storage.bin", tensor("N", 0, tuple({6}), tuple({1})), "described wrongly"),
        badTensor("negative_offset.bin", tensor(six, -1, tuple({6}), tuple({1})), "offset is not a whole number"),
        badTensor("negative_extent.bin", tensor(six, 0, tuple({-6}), tuple({1})), "shape is not a whole number"),
        badTensor("negative_stride.bin", tensor(six, 0, tuple({6}), tuple({-1})), "stride is not a whole number"),
        badTensor("shape_is_text.bin", tensor(six, 0, text("6"), tuple({1})), "shape is not a tuple"),
        badTensor("too_few_strides.bin", tensor(six, 0, tuple({2, 3}), tuple({1})), "not as many strides"),
        badTensor("too_many_dimensions.bin",
                  tensor(six, 0, tuple(std::vector<std::int64_t>(65, 1)), tuple(std::vector<std::int64_t>(65, 1))),
                  "64 dimensions"),
        badTensor("storage_of_negative_size.bin", tensor(storage("0", -6), 0, tuple({6}), tuple({1})), "size is not"),
        badTensor("storage_key_too_long.bin", tensor(storage(std::string(2000, 'k'), 6), 0, tuple({6}), tuple({1})),
                  "no storage"),
        badTensor("quantised_storage.bin", tensor(storage("0", 6, "QInt8Storage"), 0, tuple({6}), tuple({1})),
                  "\"torch.QInt8Storage\""),
        {"no_dictionary.bin", archive(kProtocol + "K\x01."), "no state dictionary"},
        {"no_tensors.bin", archive(kEmptyDictionary), "no tensors"},
        {"dictionary_in_itself.bin", archive(kProtocol + "}q\x01" + text("state_dict") + "h\x01s."), "no tensors"},
    };
}

/// Found when tensors are laid over the storages, which have keys instead of bytes.
std::vector<Malformed> malformedStorages() {
    const std::string six = storage("0", 6);
    const std::int64_t huge = std::int64_t {1} << 62;
    return {
        badTensor("storage_missing.bin", tensor(storage("7", 6), 0, tuple({6}), tuple({1})), "not in the file"),
        badTensor("storage_cut_off.bin", tensor(six, 0, tuple({6}), tuple({1})), "cut off", 23),
        badTensor("storage_size_overflows.bin", tensor(storage("0", huge), 0, tuple({6}), tuple({1})), "cut off"),
        badTensor("tensor_beyond_storage.bin", tensor(six, 0, tuple({7}), tuple({1})), "beyond its storage"),
        badTensor("offset_beyond_storage.bin", tensor(six, 4, tuple({3}), tuple({1})), "beyond its storage"),
        badTensor("offset_overflows.bin", tensor(six, huge, tuple({1}), tuple({1})), "beyond its storage"),
        badTensor("stride_beyond_storage.bin", tensor(six, 0, tuple({2, 3}), tuple({4, 1})), "beyond its storage"),
        badTensor("stride_overflows.bin", tensor(six, 0, tuple({5, 5}), tuple({huge, huge})), "beyond its storage"),
        badTensor("shape_overflows.bin", tensor(six, 0, tuple({huge, 8}), tuple({0, 0})), "does not fit 64 bits"),
    };
}

std::string legacy(const std::string& pickle, const std::string& keys, const std::string& storages,
                   std::int64_t version = 1001, const std::string& order = "\x88") {
    const std::string magic = "\x8A\x0A\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";
    return kProtocol + magic + "." + kProtocol + integer(version) + "." + kProtocol + "}" + text("little_endian")
        + order + "s." + pickle + kProtocol + "](" + keys + "e." + storages;
}

std::vector<Malformed> malformedLegacyFiles() {
    const std::string pickle = goodPickle(), data(24, 'x');
    std::string tar(600, '\0');
    tar.replace(257, 5, "ustar");
    return {
        {"legacy_magic_alone.bin", kProtocol + "K\x01.", "magic number"},
        {"legacy_version_1000.bin", legacy(pickle, text("0"), u64(6) + data, 1000), "not 1001"},
        {"legacy_big_endian.bin", legacy(pickle, text("0"), u64(6) + data, 1001, "\x89"), "big-endian"},
        {"legacy_without_keys.bin", legacy(pickle, "", "").substr(0, legacy(pickle, "", "").size() - 6), "ends inside"},
        {"legacy_keys_no_list.bin", legacy(pickle + kEmptyDictionary, text("0"), u64(6) + data), "list of storages"},
        {"legacy_unknown_storage.bin", legacy(pickle, text("1"), u64(6) + data), "belongs to no tensor"},
        {"legacy_key_is_number.bin", legacy(pickle, "K\x01", u64(6) + data), "belongs to no tensor"},
        {"legacy_storage_cut_off.bin", legacy(pickle, text("0"), u64(6) + data.substr(1)), "ends inside a storage"},
        {"legacy_storage_all_ones.bin", legacy(pickle, text("0"), u64(~0ull) + data), "ends inside a storage"},
        {"tar.bin", tar, "tar layout"},
    };
}

Status openTorch(const std::filesystem::path& path) {
    const auto opened = TorchArchive::open(path);
    if (!opened) return opened.error();
    return Done {};
}

class MalformedTorch : public testing::TestWithParam<Malformed> { };
class MalformedTorchStorage : public testing::TestWithParam<Malformed> { };

}

TEST_P(MalformedTorch, IsRefusedNamingFileAndByte) {
    expectRefused(GetParam(), openTorch);
}

TEST_P(MalformedTorchStorage, IsRefusedNamingFileAndStorage) {
    expectRefused(GetParam(), openTorch, ", storage ");
}

INSTANTIATE_TEST_SUITE_P(Zip, MalformedTorch, testing::ValuesIn(malformedZips()), nameOf);
INSTANTIATE_TEST_SUITE_P(Pickle, MalformedTorch, testing::ValuesIn(malformedPickles()), nameOf);
INSTANTIATE_TEST_SUITE_P(Tensors, MalformedTorch, testing::ValuesIn(malformedTensors()), nameOf);
INSTANTIATE_TEST_SUITE_P(Legacy, MalformedTorch, testing::ValuesIn(malformedLegacyFiles()), nameOf);
INSTANTIATE_TEST_SUITE_P(Storages, MalformedTorchStorage, testing::ValuesIn(malformedStorages()), nameOf);

TEST(TorchArchive, TheBuildersWithoutFaultAreAccepted) {
    const TemporaryFolder folder;
    ZipMember wide {"archive/data/0", std::string(24, 'x')};
    wide.in64 = true;
    for (const std::string& bytes :
         {archive(goodPickle()), zip(members(goodPickle()), {.with64End = true}),
          zip(members(goodPickle()), {.comment = "PK\x05 a comment"}), zip({{"archive/data.pkl", goodPickle()}, wide}),
          legacy(goodPickle(), text("0"), u64(6) + std::string(24, 'x'))}) {
        const auto opened = TorchArchive::open(folder.write("good.bin", bytes));
        ASSERT_TRUE(opened) << describe(opened.error());
        EXPECT_EQ(opened->tensors().at("a").shape, (std::vector<std::int64_t> {2, 3}));
    }
}

TEST(TorchArchive, EveryTruncationIsRefused) {
    const TemporaryFolder folder;
    for (const std::string& good :
         {archive(goodPickle()), legacy(goodPickle(), text("0"), u64(6) + std::string(24, 'x'))})
        for (std::size_t size = 0; size < good.size(); ++size)
            EXPECT_FALSE(TorchArchive::open(folder.write("cut.bin", good.substr(0, size)))) << size;
}

}
