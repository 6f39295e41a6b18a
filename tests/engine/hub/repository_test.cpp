// SPDX-License-Identifier: GPL-3.0-or-later
// A whole model: which files, and never half of them.
#include "tests/engine/hub/hub_support.h"

#include "engine/base/file.h"

namespace espalier {
namespace {

using namespace test;

constexpr const char* kRepository = "owner/model";

HubListing listingOf(std::initializer_list<const char*> names) {
    HubListing listing {kRepository, "abcdef0", {}};
    for (const char* name : names) listing.files.push_back({name, 1, {}});
    return listing;
}

std::vector<std::string> namesOf(const HubListing& listing) {
    std::vector<std::string> names;
    for (const HubFile& file : filesOfModel(listing).value()) names.push_back(file.name);
    return names;
}

using Names = std::vector<std::string>;

TEST(ModelFiles, oneSetOfWeightsAndNothingOfOtherFrameworks) {
    EXPECT_EQ(namesOf(listingOf({"README.md", "config.json", "flax_model.msgpack", "model.onnx", "model.safetensors", "optimizer.pt", "pytorch_model.bin",
                                 "rust_model.ot", "tf_model.h5", "tokenizer.json", "training_args.bin", "vocab.txt"})),
              (Names {"config.json", "tokenizer.json", "vocab.txt", "README.md", "model.safetensors"}));
    EXPECT_EQ(namesOf(listingOf({"config.json", "vocab.json", "merges.txt", "pytorch_model.bin"})), (Names {"config.json", "vocab.json", "merges.txt", "pytorch_model.bin"}));
    EXPECT_EQ(namesOf(listingOf({"config.json", "model-00001-of-00002.safetensors", "model.safetensors.index.json", "pytorch_model.bin"})),
              (Names {"config.json", "model.safetensors.index.json"}));
    EXPECT_EQ(namesOf(listingOf({"config.json", "pytorch_model.bin.index.json", "spm.model"})), (Names {"config.json", "spm.model", "pytorch_model.bin.index.json"}));
}

TEST(ModelFiles, aRepositoryWithoutAModelIsSaidToBeOne) {
    EXPECT_NE(describe(filesOfModel(listingOf({"model.safetensors"})).error()).find("config.json is missing"), std::string::npos);
    EXPECT_NE(describe(filesOfModel(listingOf({"config.json", "tf_model.h5"})).error()).find("no weights"), std::string::npos);
}

TEST(Listing, takesNamesSizesAndHashes) {
    const std::string hash(64, 'b');
    const auto listing = parseListing(R"({"id":"owner/renamed","sha":"0123456789abcdef","siblings":[{"rfilename":"config.json","size":12,"blobId":"0123456789012345678901234567890123456789"},
        {"rfilename":"model.safetensors","size":134,"blobId":"0123456789012345678901234567890123456789","lfs":{"sha256":")" + hash + R"(","size":99}},{"rfilename":"../../.bashrc","size":1},
        {"rfilename":"/etc/passwd"},{"rfilename":"onnx/model.onnx"},{"rfilename":".gitattributes"},{"rfilename":"a\nb"},{"rfilename":7},5,
        {"rfilename":"x.bin","size":-4,"lfs":{"sha256":"ZZ"}}]})", kRepository).value();
    EXPECT_EQ(listing.repository, "owner/renamed");
    EXPECT_EQ(listing.revision, "0123456789abcdef");
    ASSERT_EQ(listing.files.size(), 3u);
    EXPECT_EQ(listing.files[0].size, 12);
    EXPECT_EQ(listing.files[0].blob, "0123456789012345678901234567890123456789");
    EXPECT_EQ(listing.files[1].blob, "") << "of a large file it is its pointer's";
    EXPECT_EQ(listing.files[1].size, 99);
    EXPECT_EQ(listing.files[1].sha256, hash);
    EXPECT_EQ(listing.files[2].size, -1);
    EXPECT_EQ(listing.files[2].sha256, "");
}

TEST(Listing, whatIsNoneIsRefused) {
    for (const char* text : {"", "<html>", "[]", "{}", R"({"siblings":{}})", R"({"id":5,"siblings":null})"}) EXPECT_FALSE(parseListing(text, kRepository)) << text;
    EXPECT_EQ(parseListing(R"({"id":"../x","sha":"../../y","siblings":[]})", kRepository)->repository, kRepository);
    EXPECT_EQ(parseListing(R"({"sha":"../../y","siblings":[]})", kRepository)->revision, "main");
}

TEST(RepositoryNames, areOwnerAndName) {
    for (const char* name : {"gpt2", "google-t5/t5-small", "a/b_c.D-1"}) EXPECT_TRUE(isRepositoryName(name)) << name;
    for (const char* name : {"", "/", "a/", "/b", "a/b/c", "..", "a/..", "../a", "a b", "-x/y", ".x/y", "a/b?c", "a/b#c", "ä/b", "a--b/c"}) EXPECT_FALSE(isRepositoryName(name)) << name;
}

TEST(Shards, comeFromTheIndexAndStayInTheFolder) {
    TemporaryFolder folder;
    const auto index = folder / "model.safetensors.index.json";
    writeBytes(index, R"({"weight_map":{"a":"model-2.safetensors","b":"model-1.safetensors","c":"model-2.safetensors"}})");
    EXPECT_EQ(shardsOf(index).value(), (Names {"model-1.safetensors", "model-2.safetensors"}));
    for (const char* text : {"", "{}", R"({"weight_map":[]})", R"({"weight_map":{}})", R"({"weight_map":{"a":5}})", R"({"weight_map":{"a":"../x"}})", R"({"weight_map":{"a":"/x"}})"}) {
        writeBytes(index, text);
        EXPECT_FALSE(shardsOf(index)) << text;
    }
}

class Repository : public ::testing::Test {
protected:
    Repository() : weights(noise(400'000)) {
        server.add(kRepository, "config.json", "{}");
        server.add(kRepository, "vocab.txt", "[PAD]\n[UNK]\n");
        server.add(kRepository, "model.safetensors", weights, true);
        server.add(kRepository, "tf_model.h5", "not for us", true);
        options.endpoint = server.url();
        options.limits = hasty();
        options.limits.freeBytes = [this](const std::filesystem::path&) { return free; };
    }

    void fetch(const std::string& repository = kRepository) {
        fetchRepository(repository, target, options, stop, [this](const Progress& progress) { seen.push_back(progress); });
    }
    bool partIsThere() const { return std::filesystem::exists(folder / "model.part"); }

    HubServer server;
    TemporaryFolder folder;
    std::filesystem::path target = folder / "model";
    HubOptions options;
    CancellationToken stop;
    std::string weights;
    std::vector<Progress> seen;
    std::int64_t free = std::int64_t(1) << 40;
};

TEST_F(Repository, isFetchedWhole) {
    fetch();
    EXPECT_EQ(fileBytes(target / "model.safetensors"), weights);
    EXPECT_FALSE(std::filesystem::exists(target / "tf_model.h5"));
    EXPECT_TRUE(verifyFolder(target)) << "a manifest with the hashes";
    EXPECT_TRUE(hasWholeModel(target));
    EXPECT_FALSE(partIsThere());
    EXPECT_NE(fileBytes(target / "source.json").find(kRepository), std::string::npos);
    EXPECT_EQ(seen.back().done, 400'014);
    EXPECT_EQ(seen.back().total, 400'014);
    for (std::size_t i = 1; i < seen.size(); ++i) EXPECT_GE(seen[i].done, seen[i - 1].done);
}

TEST_F(Repository, withoutSizesInTheListingStillComesWhole) {
    server.listSizes = false;
    fetch();
    EXPECT_EQ(fileBytes(target / "model.safetensors"), weights);
    EXPECT_TRUE(verifyFolder(target));
}

TEST_F(Repository, halfAModelNeverLooksWhole) {
    server.next("store:model.safetensors", [](auto& reply, auto&) { reply.cutAfter = 100'000; });
    options.limits.retry.attempts = 1;
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "broke off");
    EXPECT_FALSE(std::filesystem::exists(target));
    EXPECT_FALSE(hasWholeModel(folder / "model.part"));
    const auto partial = partialDownload(target);
    ASSERT_TRUE(partial);
    EXPECT_EQ(partial->bytes, 100'014);
    EXPECT_EQ(partial->total, 400'014);

    const auto asked = server.requests().size();
    fetch();
    EXPECT_EQ(server.requests().size(), asked + 2) << "the list and the weights; the small files were here";
    EXPECT_EQ(server.storageRequests().back().header("range"), "bytes=100000-");
    EXPECT_TRUE(verifyFolder(target));
    EXPECT_FALSE(partialDownload(target));
}

TEST_F(Repository, aNewRevisionBringsItsOwnSmallFiles) {
    server.next("store:model.safetensors", [](auto& reply, auto&) { reply.cutAfter = 100'000; });
    options.limits.retry.attempts = 1;
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "broke off");
    server.setRevision("fedcba9876543210fedcba9876543210fedcba98");
    server.add(kRepository, "config.json", "[]");
    fetch();
    EXPECT_EQ(fileBytes(target / "config.json"), "[]");
    EXPECT_EQ(server.storageRequests().back().header("range"), "bytes=100000-") << "the weights are the same by their hash";
    EXPECT_EQ(fileBytes(target / "model.safetensors"), weights);
}

TEST_F(Repository, aSmallFileThatIsNotWhatIsListedIsRefused) {
    server.always("config.json", [](auto& reply, auto&) { reply.body = std::string(reply.body.size(), ' '); });
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "git hash");
    EXPECT_FALSE(std::filesystem::exists(target));
}

TEST_F(Repository, shardsComeWithTheirIndex) {
    server.add("owner/large", "config.json", "{}");
    server.add("owner/large", "model.safetensors.index.json", R"({"weight_map":{"a":"model-00001-of-00002.safetensors","b":"model-00002-of-00002.safetensors"}})");
    server.add("owner/large", "model-00001-of-00002.safetensors", noise(1000, 3), true);
    server.add("owner/large", "model-00002-of-00002.safetensors", noise(2000, 4), true);
    fetch("owner/large");
    EXPECT_EQ(fileBytes(target / "model-00002-of-00002.safetensors"), noise(2000, 4));
    EXPECT_TRUE(hasWholeModel(target));
    std::filesystem::remove(target / "model-00001-of-00002.safetensors");
    EXPECT_FALSE(hasWholeModel(target));
}

TEST_F(Repository, anIndexWithoutItsShardsIsRefused) {
    server.add("owner/large", "config.json", "{}");
    server.add("owner/large", "model.safetensors.index.json", R"({"weight_map":{"a":"model-1.safetensors"}})");
    expectFailure([&] { fetch("owner/large"); }, ErrorKind::BadInput, "model-1.safetensors");
    EXPECT_FALSE(std::filesystem::exists(target));
}

TEST_F(Repository, whatIsNotThereLeavesNothingBehind) {
    expectFailure([&] { fetch("owner/none"); }, ErrorKind::NotFound, "owner/name");
    EXPECT_FALSE(partIsThere());
    expectFailure([&] { fetch("../x"); }, ErrorKind::BadInput, "no name of a repository");
    server.always("/revision/main", [](auto& reply, auto&) { reply = {.status = 403, .headers = {{"X-Error-Code", "GatedRepo"}}}; });
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "set HF_TOKEN");
    EXPECT_FALSE(partIsThere());
}

TEST_F(Repository, anEndlessListIsLeft) {
    server.always("/revision/main", [](auto& reply, auto&) { reply.body = std::string(40 << 20, ' '); });
    expectFailure([&] { fetch(); }, ErrorKind::BadInput, "too long");
    server.always("/revision/main", [](auto& reply, auto&) { reply.body = "<html>log in to the network</html>"; });
    expectFailure([&] { fetch(); }, ErrorKind::BadInput, "the hub's answer");
}

TEST_F(Repository, aFullDiskIsSeenBeforeTheFirstByte) {
    free = (64 << 20) + 1000;
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "no room");
    EXPECT_EQ(server.requests().size(), 1u);
}

TEST_F(Repository, aFailedSyncKeepsTheModelHidden) {
    setFileFault([](const char* operation, const std::filesystem::path& path) {
        return std::string_view(operation) == "fsync" && path.filename() == "model.safetensors" ? EIO : 0;
    });
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "");
    setFileFault({});
    EXPECT_FALSE(std::filesystem::exists(target));
    fetch();
    EXPECT_TRUE(verifyFolder(target));
    EXPECT_EQ(server.storageRequests().size(), 1u) << "the weights were here already";
}

TEST_F(Repository, twoProgramsDoNotFetchTheSame) {
    server.always("store:model.safetensors", [](auto& reply, auto&) { reply.bytesPerSecond = 400'000; });
    std::thread first([this] { fetch(); });
    for (int i = 0; i < 200 && server.storageRequests().empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const CancellationToken other;
    expectFailure([&] { fetchRepository(kRepository, target, options, other, {}); }, ErrorKind::Failed, "being downloaded already");
    expectFailure([&] { discardPartialDownload(target); }, ErrorKind::Failed, "being downloaded already");
    first.join();
    EXPECT_TRUE(verifyFolder(target));
}

TEST_F(Repository, canBeThrownAwayHalfWay) {
    server.next("store:model.safetensors", [](auto& reply, auto&) { reply.cutAfter = 100'000; });
    options.limits.retry.attempts = 1;
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "broke off");
    discardPartialDownload(target);
    EXPECT_FALSE(partIsThere());
    discardPartialDownload(target);
}

TEST_F(Repository, offlineNothingIsAsked) {
    options.offline = true;
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "HF_HUB_OFFLINE");
    EXPECT_TRUE(server.requests().empty());
}

TEST(HubOptions, comeFromTheEnvironment) {
    for (const char* name : {"HF_ENDPOINT", "HF_TOKEN", "HF_HUB_OFFLINE"}) ::unsetenv(name);
    EXPECT_EQ(hubOptions()->endpoint, "https://huggingface.co");
    EXPECT_FALSE(hubOptions()->offline);
    ::setenv("HF_ENDPOINT", "https://mirror.example/hub//", 1);
    ::setenv("HF_TOKEN", "hf_abc\n", 1);
    ::setenv("HF_HUB_OFFLINE", "yes", 1);
    EXPECT_EQ(hubOptions()->endpoint, "https://mirror.example/hub");
    EXPECT_EQ(hubOptions()->token, "hf_abc");
    EXPECT_TRUE(hubOptions()->offline);
    ::setenv("HF_TOKEN", "a\r\nX-Evil: 1", 1);
    EXPECT_FALSE(hubOptions());
    ::setenv("HF_TOKEN", "", 1);
    ::setenv("HF_ENDPOINT", "file:///etc", 1);
    EXPECT_FALSE(hubOptions());
    for (const char* name : {"HF_ENDPOINT", "HF_TOKEN", "HF_HUB_OFFLINE"}) ::unsetenv(name);
}

}
}
