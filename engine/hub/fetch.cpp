// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/repository.h"

#include "engine/base/file.h"
#include "engine/base/file_system.h"
#include "engine/base/json.h"
#include "engine/hub/git_blob.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>

namespace espalier {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kListingBytes = 32 << 20;
/// In the staging folder: which revision its files are of, and how many bytes the whole has.
constexpr const char* kState = ".download.json";
/// In the finished folder: where it came from.
constexpr const char* kSource = "source.json";

fs::path stagingOf(const fs::path& target) {
    fs::path path = target;
    return path += ".part";
}

/// The staging folder, held for one program alone.
class Staging {
public:
    explicit Staging(const fs::path& target) : m_folder(made(stagingOf(target))), m_file(::open(m_folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        if (m_file.number() < 0) throw Exception(file_system::systemError("the folder can't be opened", m_folder, errno));
        if (::flock(m_file.number(), LOCK_EX | LOCK_NB) != 0)
            fail(ErrorKind::Failed, "this model is being downloaded already", m_folder.string(), "wait for it, or stop the other download");
    }
    /// An empty one (the repository was not there) is nothing to go on with.
    ~Staging() {
        std::error_code ignored;
        if (fs::is_empty(m_folder, ignored)) fs::remove(m_folder, ignored);
    }
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;
    const fs::path& folder() const { return m_folder; }

private:
    static fs::path made(fs::path folder) {
        std::error_code code;
        fs::create_directories(folder, code);
        if (code) throw Exception(file_system::systemError("the folder can't be created", folder, code.value()));
        return folder;
    }
    fs::path m_folder;
    file_system::Descriptor m_file;
};

std::string resolveUrl(const HubOptions& options, const HubListing& listing, const std::string& file) {
    return options.endpoint + "/" + listing.repository + "/resolve/" + listing.revision + "/" + urlEncoded(file);
}

HubListing askListing(HttpClient& client, const std::string& repository, const HubOptions& options, const CancellationToken& token) {
    const HttpRequest request {options.endpoint + "/api/models/" + repository + "/revision/main?blobs=true", options.token, {}};
    Retry retry(options.limits.retry);
    for (;;) {
        std::string text;
        const HttpReply reply = client.get(request, {{}, [&](std::string_view bytes) {
            if (text.size() + bytes.size() > kListingBytes)
                failBadInput("the hub's answer is too long to be a list of files", request.url, "check HF_ENDPOINT");
            text += bytes;
        }}, token);
        if (reply.ok()) return parseListing(text, repository).value();
        if (!retry.again(reply, false, token)) failReply(reply, repository, !options.token.empty());
    }
}

/// One model's files on their way into the staging folder.
class Fetch {
public:
    Fetch(HttpClient& client, const HubOptions& options, HubListing listing, fs::path folder, const CancellationToken& token, const ProgressSink& progress)
        : m_client(client), m_options(options), m_listing(std::move(listing)), m_folder(std::move(folder)), m_token(token), m_progress(progress) { }

    /// The SHA-256 of every file, by name.
    std::map<std::string, std::string> run() {
        auto files = filesOfModel(m_listing).value();
        dropStrangers();
        const HubFile weights = files.back();
        const bool sharded = weights.name.find(".index.json") != std::string::npos;
        if (sharded) {
            plan(files, true);
            get(weights);
            for (const std::string& shard : shardsOf(m_folder / weights.name).value()) files.push_back(listed(shard));
        }
        plan(files, false);
        for (const HubFile& file : files)
            if (!m_hashes.count(file.name)) get(file);
        return std::move(m_hashes);
    }

private:
    const HubFile& listed(const std::string& name) const {
        const auto found = std::find_if(m_listing.files.begin(), m_listing.files.end(), [&](const HubFile& file) { return file.name == name; });
        if (found == m_listing.files.end())
            failBadInput("the weights' index names a file that the repository does not have: " + name, m_listing.repository, "choose another repository of the model");
        return *found;
    }

    /// Adds up what is to come, remembers it for the next start, and asks for room on the disk.
    void plan(const std::vector<HubFile>& files, bool indexOnly) {
        m_total = 0;
        std::int64_t here = 0;
        for (const HubFile& file : files) {
            m_total += std::max<std::int64_t>(0, file.size);
            here += bytesHere(file.name);
        }
        writeFileAtomically(m_folder / kState, toText({{"repository", m_listing.repository}, {"revision", m_listing.revision}, {"total", indexOnly ? 0 : m_total}}));
        requireSpace(m_options.limits, m_folder / kState, std::max<std::int64_t>(0, m_total - here));
        if (indexOnly) m_total = 0;
    }

    std::int64_t bytesHere(const std::string& name) const {
        std::error_code code;
        const auto size = fs::file_size(m_folder / name, code);
        return code ? incompleteBytes(m_folder / name) : static_cast<std::int64_t>(size);
    }

    /// Removes whole files of another revision, unless their hash says that they are the same.
    void dropStrangers() {
        const auto state = readJsonFile(m_folder / kState);
        const bool same = state && state->is_object() && state->value("revision", Json()) == Json(m_listing.revision)
            && state->value("repository", Json()) == Json(m_listing.repository);
        std::vector<fs::path> strangers;
        for (const auto& entry : fs::directory_iterator(m_folder)) {
            const std::string name = entry.path().filename().string();
            const std::string base = name.substr(0, name.find(".incomplete"));
            const auto known = std::find_if(m_listing.files.begin(), m_listing.files.end(), [&](const HubFile& file) { return file.name == base; });
            const bool verifiable = known != m_listing.files.end() && (!known->sha256.empty() || !known->blob.empty());
            if (name != kState && (known == m_listing.files.end() || !(same || verifiable))) strangers.push_back(entry.path());
        }
        for (const fs::path& path : strangers) fs::remove_all(path);
    }

    /// A whole file that an earlier call left is as good as fetched, if it is what is listed.
    bool isHere(const HubFile& file) {
        const fs::path path = m_folder / file.name;
        std::error_code code;
        const auto size = fs::file_size(path, code);
        if (code) return false;
        auto hash = sha256OfFile(path).value();
        const bool isListed = (file.sha256.empty() || hash == file.sha256) && (file.blob.empty() || gitBlobIdOfFile(path) == file.blob);
        if ((file.size < 0 || static_cast<std::int64_t>(size) == file.size) && isListed) {
            m_hashes[file.name] = std::move(hash);
            m_done += static_cast<std::int64_t>(size);
            return true;
        }
        fs::remove(path, code);
        return false;
    }

    void get(const HubFile& file) {
        if (m_token.stopRequested()) fail(ErrorKind::Interrupted, "the download was stopped", {}, "it goes on where it was the next time");
        if (isHere(file)) return report(0, file.name);
        const DownloadRequest request {resolveUrl(m_options, m_listing, file.name), m_options.token, m_folder / file.name, file.size, file.sha256, file.blob};
        const auto arrived = download(m_client, request, m_options.limits, m_token, [&](std::int64_t here, std::int64_t) { report(here, file.name); });
        m_hashes[file.name] = arrived.sha256;
        m_done += arrived.bytes;
        report(0, file.name);
    }

    void report(std::int64_t more, const std::string& name) {
        if (m_progress) m_progress({m_done + more, std::max(m_total, m_total > 0 ? m_done + more : 0), name});
    }

    HttpClient& m_client;
    const HubOptions& m_options;
    const HubListing m_listing;
    const fs::path m_folder;
    const CancellationToken& m_token;
    const ProgressSink& m_progress;
    std::int64_t m_done = 0, m_total = 0;
    std::map<std::string, std::string> m_hashes;
};

}

void fetchRepository(const std::string& repository, const fs::path& target, const HubOptions& options, const CancellationToken& token, const ProgressSink& progress) {
    if (!isRepositoryName(repository)) failBadInput("this is no name of a repository", repository, "repositories are named owner/name");
    if (options.offline) fail(ErrorKind::Failed, "nothing is downloaded: HF_HUB_OFFLINE is set", repository, "unset it to download");
    const Staging staging(target);
    HttpClient client(options.limits.http);
    if (progress) progress({0, 0, repository});
    HubListing listing = askListing(client, repository, options, token);
    const Json source {{"repository", listing.repository}, {"revision", listing.revision}, {"endpoint", options.endpoint}};
    auto hashes = Fetch(client, options, std::move(listing), staging.folder(), token, progress).run();
    fs::remove(staging.folder() / kState);
    file_system::writeNewFile(staging.folder() / kSource, toText(source, 1) + "\n");
    commitFolder(staging.folder(), target, hashes);
}

bool wasDownloaded(const fs::path& folder) {
    std::error_code code;
    return fs::is_regular_file(folder / kSource, code);
}

std::optional<PartialDownload> partialDownload(const fs::path& target) {
    const fs::path folder = stagingOf(target);
    std::error_code code;
    PartialDownload partial;
    if (!fs::is_directory(folder, code)) return std::nullopt;
    for (const auto& entry : fs::directory_iterator(folder, code))
        if (entry.is_regular_file(code) && entry.path().filename() != kState && entry.path().extension() != ".etag")
            partial.bytes += static_cast<std::int64_t>(entry.file_size(code));
    const auto state = readJsonFile(folder / kState);
    if (state && state->is_object() && state->contains("total") && (*state)["total"].is_number_unsigned()) partial.total = (*state)["total"].get<std::int64_t>();
    return partial;
}

void discardPartialDownload(const fs::path& target) {
    std::error_code code;
    if (!fs::is_directory(stagingOf(target), code)) return;
    const Staging held(target);
    fs::remove_all(held.folder(), code);
    if (code) throw Exception(file_system::systemError("the download can't be thrown away", held.folder(), code.value()));
}

}
