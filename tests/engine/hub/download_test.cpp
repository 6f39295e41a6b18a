// SPDX-License-Identifier: GPL-3.0-or-later
// One file over HTTP, from a server that cuts, redirects, lies and refuses.
#include "tests/engine/hub/hub_support.h"

#include "engine/base/file.h"
#include "engine/hub/git_blob.h"

namespace espalier {
namespace {

using namespace test;
using std::chrono::milliseconds;

constexpr const char* kRepository = "owner/model";

class Download : public ::testing::Test {
protected:
    Download() : large(noise(700'000)) {
        server.add(kRepository, "config.json", "{\"a\": 1}");
        server.add(kRepository, "model.safetensors", large, true);
        limits.freeBytes = [](const std::filesystem::path&) { return std::int64_t(1) << 40; };
    }

    std::string urlOf(const std::string& file) const {
        return server.url() + "/" + kRepository + "/resolve/0123456789abcdef0123456789abcdef01234567/" + file;
    }

    DownloadedFile fetch(const std::string& file = "model.safetensors", const std::string& hash = {}, std::int64_t size = -1) {
        HttpClient client(limits.http);
        return download(client, {urlOf(file), token, target(file), size, hash}, limits, stop, [&](std::int64_t here, std::int64_t) { seen.push_back(here); });
    }

    std::filesystem::path target(const std::string& file = "model.safetensors") const { return folder / file; }
    bool isHere(const std::string& file = "model.safetensors") const { return std::filesystem::exists(target(file)); }

    HubServer server;
    TemporaryFolder folder;
    DownloadLimits limits = hasty();
    CancellationToken stop;
    std::string large, token;
    std::vector<std::int64_t> seen;
};

TEST_F(Download, bringsAFileAndSaysHowFarItIs) {
    const auto arrived = fetch();
    EXPECT_EQ(arrived.bytes, 700'000);
    EXPECT_EQ(arrived.sha256, sha256(large));
    EXPECT_EQ(fileBytes(target()), large);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    EXPECT_EQ(seen.back(), 700'000);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1) << "nothing but the file stays";
}

TEST_F(Download, bringsAnEmptyFile) {
    server.add(kRepository, "added_tokens.json", "");
    EXPECT_EQ(fetch("added_tokens.json").bytes, 0);
    EXPECT_TRUE(isHere("added_tokens.json"));
}

TEST_F(Download, goesOnWhereAConnectionWasCut) {
    for (const std::size_t cut : {100'000, 0, 250'000, 1}) server.next("store:model.safetensors", [cut](auto& reply, auto&) { reply.cutAfter = cut; });
    fetch();
    EXPECT_EQ(fileBytes(target()), large);
    const auto asked = server.storageRequests();
    ASSERT_EQ(asked.size(), 5u);
    EXPECT_EQ(asked[0].header("range"), "");
    EXPECT_EQ(asked[1].header("range"), "bytes=100000-");
    EXPECT_EQ(asked[1].header("if-range"), '"' + sha256(large) + '"');
    EXPECT_EQ(asked[4].header("range"), "bytes=350001-");
}

TEST_F(Download, goesOnInAnotherProgram) {
    server.next("store:model.safetensors", [](auto& reply, auto&) { reply.cutAfter = 300'000; });
    limits.retry.attempts = 1;
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "broke off");
    EXPECT_FALSE(isHere());
    EXPECT_EQ(incompleteBytes(target()), 300'000);
    fetch();
    EXPECT_EQ(server.storageRequests().back().header("range"), "bytes=300000-");
    EXPECT_EQ(fileBytes(target()), large);
}

TEST_F(Download, startsAnewWhereTheServerKnowsNoRanges) {
    server.ignoreRanges = true;
    server.next("store:model.safetensors", [](auto& reply, auto&) { reply.cutAfter = 300'000; });
    fetch();
    EXPECT_EQ(server.storageRequests().size(), 2u);
    EXPECT_EQ(fileBytes(target()), large);
}

TEST_F(Download, givesUpOnAServerThatCutsAtTheSamePlaceForEver) {
    server.ignoreRanges = true;
    server.always("store:model.safetensors", [](auto& reply, auto&) { reply.cutAfter = 300'000; });
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "again and again");
    EXPECT_EQ(server.storageRequests().size(), 6u) << "what comes a second time is no progress";
}

TEST_F(Download, startsAnewWhereTheFileChangedMeanwhile) {
    server.next("store:model.safetensors", [](auto& reply, auto&) { reply.cutAfter = 300'000; });
    limits.retry.attempts = 1;
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "broke off");
    large = noise(500'000, 2);
    server.add(kRepository, "model.safetensors", large, true);
    fetch();
    EXPECT_EQ(fileBytes(target()), large) << "If-Range kept the two apart";
}

TEST_F(Download, startsAnewWhereOnlyTheHashShowsTheMixture) {
    writeBytes(folder / "model.safetensors.incomplete", noise(300'000, 9));
    fetch("model.safetensors", sha256(large), 700'000);
    EXPECT_EQ(fileBytes(target()), large);
}

TEST_F(Download, throwsAwayWhatIsLongerThanTheFile) {
    writeBytes(folder / "model.safetensors.incomplete", noise(900'000, 9));
    writeBytes(folder / "model.safetensors.incomplete.etag", '"' + sha256(large) + '"');
    fetch();
    EXPECT_EQ(fileBytes(target()), large) << "the server answered 416 to a range beyond the end";
}

TEST_F(Download, aWrongHashThrowsTheFileAway) {
    server.always("store:model.safetensors", [](auto& reply, auto&) { reply.body[5] = static_cast<char>(reply.body[5] ^ 1); });
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "SHA-256 differs");
    EXPECT_FALSE(isHere());
    EXPECT_EQ(incompleteBytes(target()), 0);
    server.forgetFaults();
    expectFailure([&] { fetch("model.safetensors", std::string(64, 'a')); }, ErrorKind::Failed, "SHA-256 differs");
    EXPECT_FALSE(isHere());
}

TEST_F(Download, aSmallFileIsCheckedByGitsHash) {
    fetch("config.json");
    EXPECT_TRUE(isHere("config.json"));
    std::filesystem::remove(target("config.json"));
    server.always("config.json", [](auto& reply, auto&) { reply.body[5] = '3'; });
    expectFailure([&] { fetch("config.json"); }, ErrorKind::Failed, "git hash (SHA-1) differs");
    EXPECT_FALSE(isHere("config.json"));
    EXPECT_EQ(incompleteBytes(target("config.json")), 0);
}

TEST_F(Download, whatIsListedCountsMoreThanTheTag) {
    HttpClient client(limits.http);
    const DownloadRequest request {urlOf("config.json"), token, target("config.json"), 8, {}, gitBlobId("{\"b\": 2}")};
    expectFailure([&] { download(client, request, limits, stop, [](std::int64_t, std::int64_t) { }); }, ErrorKind::Failed, "git hash");
    EXPECT_FALSE(isHere("config.json"));
}

TEST_F(Download, tagsOfOtherServersAreNoHashes) {
    server.always("config.json", [](auto& reply, auto&) {
        reply.headers = {{"ETag", '"' + std::string(40, 'a') + '"'}};
    });
    fetch("config.json");
    EXPECT_TRUE(isHere("config.json"));
}

TEST(GitBlob, isWhatGitSays) {
    // git hash-object
    EXPECT_EQ(gitBlobId(""), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    EXPECT_EQ(gitBlobId("hello\n"), "ce013625030ba8dba906f756967f9e9ca394464a");
    EXPECT_EQ(gitBlobId(std::string(1000, 'a')), "a50be72b20f0e3f078d252e8e56b11b4bec67509");
}

TEST_F(Download, aLengthThatIsTooLongIsAConnectionThatBroke) {
    server.always("config.json", [](auto& reply, auto&) { reply.lengthOff = 100; });
    expectFailure([&] { fetch("config.json"); }, ErrorKind::Failed, "try again later");
    EXPECT_FALSE(isHere("config.json"));
    EXPECT_LE(server.requests().size(), 12u) << "and it is soon given up";
}

TEST_F(Download, sizesThatContradictEachOtherAreToldApart) {
    server.always("config.json", [](auto& reply, auto&) { reply.lengthOff = -3; });
    expectFailure([&] { fetch("config.json", {}, 8); }, ErrorKind::Failed, "announces 5 bytes instead of 8");
    EXPECT_FALSE(isHere("config.json"));
    server.always("store:model.safetensors", [](auto& reply, auto&) { reply.lengthOff = 5; });
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "contradict");
    EXPECT_FALSE(isHere());
}

TEST_F(Download, moreThanWasListedIsThrownAway) {
    server.always("config.json", [](auto& reply, auto&) { reply.announceLength = false; reply.body += std::string(100, 'x'); });
    expectFailure([&] { fetch("config.json", {}, 8); }, ErrorKind::Failed, "more than the 8 bytes");
    EXPECT_EQ(incompleteBytes(target("config.json")), 0);
}

TEST_F(Download, aFileOfUnknownLengthEndsWithItsConnection) {
    server.always("config.json", [](auto& reply, auto&) { reply.announceLength = false; });
    EXPECT_EQ(fetch("config.json").bytes, 8);
}

TEST_F(Download, redirectsGetNoToken) {
    token = "hf_secret";
    fetch();
    EXPECT_EQ(server.requests().back().header("authorization"), "Bearer hf_secret");
    for (const auto& request : server.storageRequests()) EXPECT_EQ(request.header("authorization"), "");
}

TEST_F(Download, aRedirectToTheSameHostKeepsTheToken) {
    token = "hf_secret";
    server.next("config.json", [](auto& reply, auto& request) { reply = {.status = 307, .headers = {{"Location", request.target + "?again"}}}; });
    fetch("config.json");
    ASSERT_EQ(server.requests().size(), 2u);
    EXPECT_EQ(server.requests()[1].header("authorization"), "Bearer hf_secret");
}

TEST_F(Download, circlesAndStrangeAddressesEnd) {
    server.always("config.json", [](auto& reply, auto& request) { reply = {.status = 302, .headers = {{"Location", request.target}}}; });
    expectFailure([&] { fetch("config.json"); }, ErrorKind::Failed, "in a circle");
    EXPECT_EQ(server.requests().size(), 6u);
    server.forgetFaults();
    writeBytes(folder / "secret", "x");
    server.always("config.json", [&](auto& reply, auto&) { reply = {.status = 302, .headers = {{"Location", "file://" + (folder / "secret").string()}}}; });
    expectFailure([&] { fetch("config.json"); }, ErrorKind::Failed, "");
    EXPECT_FALSE(isHere("config.json"));
}

TEST_F(Download, triesAgainWhatMayPass) {
    for (const int status : {500, 502, 503, 429, 408}) server.next("config.json", [status](auto& reply, auto&) { reply = {.status = status, .body = "busy"}; });
    EXPECT_EQ(fetch("config.json").bytes, 8);
    EXPECT_EQ(server.requests().size(), 6u);
}

TEST_F(Download, waitsAsLongAsTheServerAsks) {
    server.next("config.json", [](auto& reply, auto&) { reply = {.status = 429, .headers = {{"Retry-After", "1"}}}; });
    const auto started = std::chrono::steady_clock::now();
    fetch("config.json");
    EXPECT_GE(std::chrono::steady_clock::now() - started, milliseconds(950));
    server.next("config.json", [](auto& reply, auto&) { reply = {.status = 429, .headers = {{"Retry-After", "600"}}}; });
    std::filesystem::remove(target("config.json"));
    expectFailure([&] { fetch("config.json"); }, ErrorKind::Failed, "in 10 minutes");
}

TEST_F(Download, refusalsAreExplainedAndNotRepeated) {
    const auto refuse = [&](int status, const char* code, ErrorKind kind, const std::string& part) {
        server.forgetFaults();
        server.always("config.json", [=](auto& reply, auto&) { reply = {.status = status, .headers = {{"X-Error-Code", code}}, .body = "no"}; });
        const auto before = server.requests().size();
        expectFailure([&] { fetch("config.json"); }, kind, part);
        EXPECT_EQ(server.requests().size(), before + 1) << status;
    };
    refuse(401, "GatedRepo", ErrorKind::Failed, "accept its terms on its page, then set HF_TOKEN");
    refuse(403, "GatedRepo", ErrorKind::Failed, "gated");
    refuse(401, "RepoNotFound", ErrorKind::NotFound, "no such repository");
    refuse(401, "", ErrorKind::Failed, "HF_TOKEN");
    refuse(404, "EntryNotFound", ErrorKind::NotFound, "no such file");
    refuse(404, "", ErrorKind::NotFound, "owner/name");
    refuse(418, "", ErrorKind::Failed, "418");
    token = "hf_old";
    refuse(401, "", ErrorKind::Failed, "does not accept the token");
    refuse(403, "", ErrorKind::Failed, "may not download");
}

TEST_F(Download, troubleThatStaysIsSaid) {
    server.always("config.json", [](auto& reply, auto&) { reply = {.status = 500}; });
    expectFailure([&] { fetch("config.json"); }, ErrorKind::Failed, "trouble of its own (500)");
    EXPECT_EQ(server.requests().size(), 6u);
    server.always("config.json", [](auto& reply, auto&) { reply.hangUp = true; });
    expectFailure([&] { fetch("config.json"); }, ErrorKind::Failed, "can't be reached");
}

TEST_F(Download, aStalledConnectionIsLeft) {
    server.next("store:model.safetensors", [](auto& reply, auto&) { reply.cutAfter = 200'000; reply.stallAfterCut = milliseconds(5000); });
    const auto started = std::chrono::steady_clock::now();
    limits.retry.attempts = 1;
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "broke off");
    EXPECT_LT(std::chrono::steady_clock::now() - started, milliseconds(3000));
    EXPECT_EQ(incompleteBytes(target()), 200'000);
}

TEST_F(Download, withoutANetworkItSaysSoSoon) {
    HttpClient client(limits.http);
    expectFailure([&] { download(client, {closedUrl() + "/x", {}, target(), -1, {}}, limits, stop, [](auto, auto) {}); }, ErrorKind::Failed, "can't be reached");
    expectFailure([&] { download(client, {"https://no-such-host.invalid/x", {}, target(), -1, {}}, limits, stop, [](auto, auto) {}); }, ErrorKind::Failed, "check the network");
    expectFailure([&] { download(client, {"https://", {}, target(), -1, {}}, limits, stop, [](auto, auto) {}); }, ErrorKind::Failed, "HF_ENDPOINT");
}

TEST_F(Download, stopsAtOnceAndKeepsWhatIsHere) {
    server.always("store:model.safetensors", [](auto& reply, auto&) { reply.bytesPerSecond = 400'000; });
    std::thread stopper([this] {
        std::this_thread::sleep_for(milliseconds(400));
        stop.request(CancellationToken::Request::Interrupt);
    });
    const auto started = std::chrono::steady_clock::now();
    expectFailure([&] { fetch(); }, ErrorKind::Interrupted, "stopped");
    EXPECT_LT(std::chrono::steady_clock::now() - started, milliseconds(1200));
    stopper.join();
    EXPECT_GT(incompleteBytes(target()), 0);
    stop.request(CancellationToken::Request::None);
    server.forgetFaults();
    fetch();
    EXPECT_EQ(fileBytes(target()), large);
    EXPECT_NE(server.storageRequests().back().header("range"), "");
}

TEST_F(Download, stopsWhileItWaits) {
    server.always("config.json", [](auto& reply, auto&) { reply = {.status = 503, .headers = {{"Retry-After", "1"}}}; });
    std::thread stopper([this] {
        std::this_thread::sleep_for(milliseconds(150));
        stop.request(CancellationToken::Request::Interrupt);
    });
    const auto started = std::chrono::steady_clock::now();
    expectFailure([&] { fetch("config.json"); }, ErrorKind::Interrupted, "stopped");
    EXPECT_LT(std::chrono::steady_clock::now() - started, milliseconds(800));
    stopper.join();
}

TEST_F(Download, aFullDiskIsSeenBefore) {
    limits.freeBytes = [](const std::filesystem::path&) { return std::int64_t(64 << 20) + 100'000; };
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "no room");
    EXPECT_EQ(incompleteBytes(target()), 0);
    EXPECT_EQ(fetch("config.json").bytes, 8) << "what fits is fetched";
}

TEST_F(Download, anotherPartThanAskedForIsRefused) {
    server.next("store:model.safetensors", [](auto& reply, auto&) { reply.cutAfter = 300'000; });
    server.next("store:model.safetensors", [](auto& reply, auto&) {
        for (auto& [name, value] : reply.headers)
            if (name == "Content-Range") value = "bytes 200000-699999/700000";
    });
    expectFailure([&] { fetch(); }, ErrorKind::Failed, "another part");
}

TEST(Origins, areSchemeHostAndPort) {
    EXPECT_TRUE(sameOrigin("https://hub.example/a", "https://HUB.example:443/b?c"));
    EXPECT_FALSE(sameOrigin("https://hub.example/a", "http://hub.example/a"));
    EXPECT_FALSE(sameOrigin("https://hub.example/a", "https://hub.example:8443/a"));
    EXPECT_FALSE(sameOrigin("https://hub.example/a", "https://cdn.hub.example/a"));
    EXPECT_FALSE(sameOrigin("https://hub.example@evil.example/", "https://hub.example/"));
    EXPECT_FALSE(sameOrigin("", ""));
    EXPECT_EQ(urlEncoded("a b%.json"), "a%20b%25.json");
}

}
}
