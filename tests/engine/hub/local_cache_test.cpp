// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/local_cache.h"
#include "tests/engine/hub/hub_support.h"

namespace espalier {
namespace {

using namespace test;
namespace fs = std::filesystem;

/// A cache as huggingface_hub lays it out: blobs by hash, snapshots of links to them.
class LocalCache : public ::testing::Test {
protected:
    LocalCache() { ::setenv("HF_HUB_CACHE", folder.path().c_str(), 1); }
    ~LocalCache() override { ::unsetenv("HF_HUB_CACHE"); }

    void add(const std::string& entry, const std::string& commit, const std::vector<std::string>& files) {
        for (const std::string& file : files) {
            const fs::path link = folder / entry / "snapshots" / commit / file;
            writeBytes(folder / entry / "blobs" / (commit + file), "{}");
            fs::create_directories(link.parent_path());
            fs::create_symlink("../../blobs/" + commit + file, link);
        }
    }

    TemporaryFolder folder;
};

TEST_F(LocalCache, modelsAreFoundWhereTheyLie) {
    add("models--owner--model", "aaaa", {"config.json", "model.safetensors"});
    writeBytes(folder / "models--owner--model/refs/main", "aaaa");
    add("models--gpt2", "bbbb", {"config.json", "pytorch_model.bin"});
    writeBytes(folder / "models--gpt2/refs/main", "bbbb\n");
    add("datasets--owner--data", "cccc", {"config.json", "model.safetensors"});
    writeBytes(folder / "version.txt", "1");
    const auto models = cachedModels();
    ASSERT_EQ(models.size(), 2u);
    EXPECT_EQ(models[0].repository, "gpt2");
    EXPECT_EQ(models[1].repository, "owner/model");
    EXPECT_EQ(models[1].folder, folder / "models--owner--model/snapshots/aaaa");
    EXPECT_EQ(cachedModel("owner/model"), models[1].folder);
    EXPECT_FALSE(cachedModel("owner/other"));
    EXPECT_FALSE(cachedModel("../owner"));
}

TEST_F(LocalCache, whatWasOnlyBegunIsNotAModel) {
    add("models--owner--tokens", "aaaa", {"config.json", "tokenizer.json"});
    writeBytes(folder / "models--owner--tokens/refs/main", "aaaa");
    add("models--owner--broken", "bbbb", {"config.json", "model.safetensors"});
    writeBytes(folder / "models--owner--broken/refs/main", "bbbb");
    fs::remove(folder / "models--owner--broken/blobs/bbbbmodel.safetensors");   // a link to nothing
    EXPECT_TRUE(cachedModels().empty());
}

TEST_F(LocalCache, aNewerSnapshotThatIsNotWholeHidesNoOlderOne) {
    add("models--owner--model", "aaaa", {"config.json", "model.safetensors"});
    add("models--owner--model", "bbbb", {"config.json"});
    writeBytes(folder / "models--owner--model/refs/main", "bbbb");
    EXPECT_EQ(cachedModel("owner/model"), folder / "models--owner--model/snapshots/aaaa");
    writeBytes(folder / "models--owner--model/refs/main", "../../../etc");
    EXPECT_EQ(cachedModel("owner/model"), folder / "models--owner--model/snapshots/aaaa");
}

TEST(LocalCacheFolder, followsTheVariables) {
    for (const char* name : {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"}) ::unsetenv(name);
    ::setenv("HOME", "/home/somebody", 1);
    EXPECT_EQ(hubCacheFolder(), "/home/somebody/.cache/huggingface/hub");
    ::setenv("XDG_CACHE_HOME", "/x", 1);
    EXPECT_EQ(hubCacheFolder(), "/x/huggingface/hub");
    ::setenv("HF_HOME", "/y", 1);
    EXPECT_EQ(hubCacheFolder(), "/y/hub");
    ::setenv("HF_HUB_CACHE", "/z", 1);
    EXPECT_EQ(hubCacheFolder(), "/z");
    EXPECT_TRUE(cachedModels().empty());
    for (const char* name : {"HF_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"}) ::unsetenv(name);
}

}
}
