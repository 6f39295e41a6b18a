// SPDX-License-Identifier: GPL-3.0-or-later
// `models fetch` and what becomes of a model then, against a hub on 127.0.0.1.
#include "tests/cli/cli.h"
#include "tests/support/hub_server.h"

#include "engine/base/file.h"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <thread>

using namespace espalier;
using namespace espalier::test;

namespace {

/// A workspace and a hub that has the tiny model under a catalogue entry's name and under one of its own.
class Fetch : public ::testing::Test {
protected:
    Fetch() {
        ::setenv("HF_ENDPOINT", server.url().c_str(), 1);
        ::setenv("HF_HUB_CACHE", (cli.folder / "cache").c_str(), 1);
        ::setenv("ESPALIER_SAMPLES", (cli.folder / "samples").c_str(), 1);
        for (const char* name : {"HF_TOKEN", "HF_HUB_OFFLINE"}) ::unsetenv(name);
        server.addFolder("google/bert_uncased_L-2_H-128_A-2", tinyModel());
        server.addFolder("somebody/tiny", tinyModel());
    }

    std::string downloaded(const std::string& name) const { return cli.folder / ("workspace/models/" + name); }

    Json error(std::vector<std::string> arguments, int code) {
        const auto finished = cli.run(std::move(arguments));
        EXPECT_EQ(finished.code, code) << finished.out << finished.err;
        const auto json = parseJson(finished.out, "standard output");
        return json && json->contains("error") ? (*json)["error"] : Json::object();
    }

    Cli cli;
    HubServer server;
};

}

TEST_F(Fetch, aCatalogueModelIsDownloadedUsedAndRemoved) {
    EXPECT_EQ(cli.json({"models", "show", "bert-tiny"})["installed"], false);
    const auto fetched = cli.json({"models", "fetch", "bert-tiny"});
    EXPECT_EQ(fetched["model"], "bert-tiny");
    EXPECT_EQ(fetched["installed"], true);
    EXPECT_EQ(fetched["origin"], "downloaded");
    EXPECT_EQ(fetched["family"], "bert");
    EXPECT_EQ(fetched["hidden_size"], 32);
    EXPECT_EQ(fetched["folder"], downloaded("bert-tiny"));
    EXPECT_TRUE(verifyFolder(downloaded("bert-tiny")));
    EXPECT_EQ(cli.json({"models", "show", "google/bert_uncased_L-2_H-128_A-2"})["model"], "bert-tiny");
    EXPECT_EQ(cli.json({"tokenize", "bert-tiny", "--text", "the film"})["tokens"].size(), 4u);

    const auto asked = server.requests().size();
    EXPECT_EQ(cli.json({"models", "fetch", "bert-tiny"}), fetched);
    cli.json({"models", "list"});
    EXPECT_EQ(server.requests().size(), asked) << "what is here asks nobody";

    const auto removed = cli.json({"models", "remove", "bert-tiny"});
    EXPECT_EQ(removed["removed"], "bert-tiny");
    EXPECT_EQ(removed["deleted"], downloaded("bert-tiny"));
    EXPECT_EQ(removed["freed_bytes"], fetched["disk_bytes"]);
    EXPECT_FALSE(std::filesystem::exists(downloaded("bert-tiny")));
    EXPECT_EQ(cli.json({"models", "show", "bert-tiny"})["installed"], false);
    EXPECT_EQ(error({"models", "remove", "bert-tiny"}, 4)["kind"], "not_found");
}

TEST_F(Fetch, anyRepositoryIsKnownByItsName) {
    EXPECT_EQ(cli.json({"models", "fetch", "somebody/tiny"})["model"], "somebody/tiny");
    EXPECT_TRUE(std::filesystem::exists(downloaded("somebody--tiny/config.json")));
    const auto list = cli.json({"models", "list"});
    EXPECT_EQ(std::count_if(list.begin(), list.end(), [](const Json& model) { return model["model"] == "somebody/tiny" && model["installed"] == true; }), 1);
    EXPECT_EQ(cli.json({"forward", "somebody/tiny", "--text", "the film", "--output", cli.folder / "out.safetensors"})["tensors"]["last_hidden_state.0"], Json({1, 4, 32}));
}

TEST_F(Fetch, aStoppedDownloadGoesOn) {
    server.always("store:model.safetensors", [](auto& reply, auto&) { reply.bytesPerSecond = 20'000; });
    Process process(cli.arguments({"models", "fetch", "bert-tiny"}));
    const auto incomplete = downloaded("bert-tiny.part/model.safetensors.incomplete");
    std::error_code code;
    for (int i = 0; i < 1000 && !(std::filesystem::file_size(incomplete, code) > 0 && !code); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    process.signal(SIGINT);
    const auto finished = process.wait();
    EXPECT_EQ(finished.code, 130) << finished.out << finished.err;
    const auto shown = cli.json({"models", "show", "bert-tiny"});
    EXPECT_EQ(shown["installed"], false);
    EXPECT_GT(shown["partial_bytes"], 0);
    EXPECT_GT(shown["partial_total_bytes"], shown["partial_bytes"]);
    server.forgetFaults();
    EXPECT_EQ(cli.json({"models", "fetch", "bert-tiny"})["installed"], true);
    EXPECT_NE(server.storageRequests().back().header("range"), "");
}

TEST_F(Fetch, aKilledDownloadLeavesNoModel) {
    server.always("store:model.safetensors", [](auto& reply, auto&) { reply.bytesPerSecond = 20'000; });
    Process process(cli.arguments({"models", "fetch", "somebody/tiny"}));
    for (int i = 0; i < 1000 && server.storageRequests().empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    process.signal(SIGKILL);
    process.wait();
    EXPECT_EQ(error({"tokenize", "somebody/tiny", "--text", "x"}, 4)["kind"], "not_found");
    const auto list = cli.json({"models", "list"});
    EXPECT_EQ(std::count_if(list.begin(), list.end(), [](const Json& model) { return model["model"] == "somebody/tiny" && model["installed"] == false; }), 1)
        << "so that it can be gone on with";
    EXPECT_GT(cli.json({"models", "remove", "somebody/tiny"})["freed_bytes"], 0);
    EXPECT_FALSE(std::filesystem::exists(downloaded("somebody--tiny.part")));
}

TEST_F(Fetch, refusalsSayWhatToDo) {
    const auto missing = error({"models", "fetch", "somebody/nothing"}, 4);
    EXPECT_EQ(missing["kind"], "not_found");
    EXPECT_EQ(error({"models", "fetch", "no-such-id"}, 4)["kind"], "not_found");
    server.always("/revision/main", [](auto& reply, auto&) { reply = {.status = 401, .headers = {{"X-Error-Code", "GatedRepo"}}}; });
    const auto gated = error({"models", "fetch", "somebody/tiny"}, 1);
    EXPECT_NE(gated["hint"].get<std::string>().find("HF_TOKEN"), std::string::npos) << gated.dump();
    ::setenv("HF_ENDPOINT", closedUrl().c_str(), 1);
    EXPECT_NE(error({"models", "fetch", "somebody/tiny"}, 1)["message"].get<std::string>().find("can't be reached"), std::string::npos);
    ::setenv("HF_ENDPOINT", "nonsense", 1);
    EXPECT_EQ(error({"models", "fetch", "somebody/tiny"}, 3)["kind"], "bad_input");
    EXPECT_FALSE(std::filesystem::exists(downloaded("somebody--tiny.part")));
}

TEST_F(Fetch, theTokenIsSentToTheHubAlone) {
    ::setenv("HF_TOKEN", "hf_secret", 1);
    cli.json({"models", "fetch", "bert-tiny"});
    ::unsetenv("HF_TOKEN");
    for (const auto& request : server.requests()) EXPECT_EQ(request.header("authorization"), "Bearer hf_secret");
    ASSERT_FALSE(server.storageRequests().empty());
    for (const auto& request : server.storageRequests()) EXPECT_EQ(request.header("authorization"), "");
}

TEST_F(Fetch, whatIsInTheHubsCacheIsUsedInPlace) {
    const std::filesystem::path snapshot = cli.folder / "cache/models--google--bert_uncased_L-2_H-128_A-2/snapshots/abcdef";
    std::filesystem::create_directories(snapshot.parent_path().parent_path() / "refs");
    std::filesystem::create_directories(snapshot.parent_path());
    std::filesystem::copy(tinyModel(), snapshot, std::filesystem::copy_options::recursive);
    writeText((snapshot.parent_path().parent_path() / "refs/main").string(), "abcdef");
    const auto shown = cli.json({"models", "fetch", "bert-tiny"});
    EXPECT_EQ(shown["origin"], "cache");
    EXPECT_EQ(shown["folder"], snapshot.string());
    EXPECT_TRUE(server.requests().empty());
    EXPECT_EQ(cli.json({"tokenize", "bert-tiny", "--text", "the film"})["tokens"].size(), 4u);
    EXPECT_EQ(error({"models", "remove", "bert-tiny"}, 4)["kind"], "not_found");
    EXPECT_TRUE(std::filesystem::exists(snapshot / "config.json"));
}

TEST_F(Fetch, aFolderPutThereByHandIsUsedAndNotDeleted) {
    std::filesystem::create_directories(cli.folder / "workspace/models");
    std::filesystem::copy(tinyModel(), downloaded("bert-tiny"), std::filesystem::copy_options::recursive);
    EXPECT_EQ(cli.json({"models", "fetch", "bert-tiny"})["folder"], downloaded("bert-tiny"));
    EXPECT_TRUE(server.requests().empty());
    EXPECT_EQ(error({"models", "remove", "bert-tiny"}, 4)["kind"], "not_found");
    EXPECT_TRUE(std::filesystem::exists(downloaded("bert-tiny/config.json")));
}
