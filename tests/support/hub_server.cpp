// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hub_server.h"

#include "engine/base/file.h"
#include "engine/base/json.h"
#include "engine/base/random.h"
#include "engine/hub/git_blob.h"

#include <charconv>
#include <filesystem>

namespace espalier::test {

namespace {

bool endsWith(const std::string& text, const std::string& ending) {
    return text.size() >= ending.size() && text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

std::string withoutQuery(const std::string& target) { return target.substr(0, target.find('?')); }

std::string quoted(const std::string& text) { return '"' + text + '"'; }

ServedReply refusal(const char* code) {
    return {.status = 404, .headers = {{"X-Error-Code", code}}, .body = "not found"};
}

}

HubServer::HubServer()
    : m_storage(std::make_unique<HttpServer>([this](const ServedRequest& request) { return storage(request); })),
      m_hub(std::make_unique<HttpServer>([this](const ServedRequest& request) { return hub(request); })) {}

void HubServer::add(const std::string& repository, const std::string& file, std::string bytes, bool large) {
    const std::lock_guard lock(m_mutex);
    auto hash = sha256(bytes), blob = gitBlobId(bytes);
    m_repositories[repository][file] = {std::move(bytes), std::move(hash), std::move(blob), large};
}

void HubServer::addFolder(const std::string& repository, const std::string& folder) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto extension = entry.path().extension();
        if (entry.is_regular_file())
            add(repository, entry.path().filename().string(), readFile(entry.path()).value(), extension == ".safetensors" || extension == ".bin");
    }
}

void HubServer::next(const std::string& ending, Change change) {
    const std::lock_guard lock(m_mutex);
    m_next[ending].push_back(std::move(change));
}

void HubServer::always(const std::string& ending, Change change) {
    const std::lock_guard lock(m_mutex);
    m_always[ending] = std::move(change);
}

void HubServer::setRevision(const std::string& revision) {
    const std::lock_guard lock(m_mutex);
    m_revision = revision;
}

void HubServer::forgetFaults() {
    const std::lock_guard lock(m_mutex);
    m_next.clear();
    m_always.clear();
}

void HubServer::applyFaults(ServedReply& reply, const ServedRequest& request) {
    const std::string path = withoutQuery(request.target);
    for (auto& [ending, changes] : m_next) {
        if (!endsWith(path, ending) || changes.empty()) continue;
        changes.front()(reply, request);
        changes.pop_front();
    }
    for (const auto& [ending, change] : m_always)
        if (endsWith(path, ending)) change(reply, request);
}

ServedReply HubServer::listing(const std::string& repository) const {
    const auto found = m_repositories.find(repository);
    if (found == m_repositories.end()) return refusal("RepoNotFound");
    Json siblings = Json::array();
    for (const auto& [name, file] : found->second) {
        Json sibling {{"rfilename", name}};
        if (listSizes) sibling["size"] = file.bytes.size();
        if (listSizes) sibling["blobId"] = file.large ? gitBlobId("the pointer") : file.blob;
        if (listSizes && file.large) sibling["lfs"] = {{"sha256", file.sha256}, {"size", file.bytes.size()}, {"pointerSize", 134}};
        siblings.push_back(std::move(sibling));
    }
    return {.headers = {{"Content-Type", "application/json"}}, .body = toText({{"id", repository}, {"sha", m_revision}, {"siblings", siblings}})};
}

ServedReply HubServer::content(const File& file, const ServedRequest& request) const {
    const std::string tag = quoted(file.large ? file.sha256 : file.blob), range = request.header("range"), condition = request.header("if-range");
    ServedReply reply {.headers = {{"ETag", tag}, {"Accept-Ranges", "bytes"}}, .body = file.bytes};
    if (!file.large) reply.headers.emplace_back("X-Repo-Commit", m_revision);
    if (range.empty() || ignoreRanges || (!condition.empty() && condition != tag)) return reply;
    std::size_t first = 0;
    std::from_chars(range.data() + 6, range.data() + range.size(), first);
    const std::string size = std::to_string(file.bytes.size());
    if (first >= file.bytes.size()) return {.status = 416, .headers = {{"Content-Range", "bytes */" + size}}};
    reply.status = 206;
    reply.headers.emplace_back("Content-Range", "bytes " + std::to_string(first) + "-" + std::to_string(file.bytes.size() - 1) + "/" + size);
    reply.body = file.bytes.substr(first);
    return reply;
}

ServedReply HubServer::hub(const ServedRequest& request) {
    const std::lock_guard lock(m_mutex);
    const std::string path = withoutQuery(request.target), api = "/api/models/", ending = "/revision/main";
    const std::string resolve = "/resolve/" + m_revision + "/";
    ServedReply reply = refusal("EntryNotFound");
    if (path.rfind(api, 0) == 0 && endsWith(path, ending)) {
        reply = listing(path.substr(api.size(), path.size() - api.size() - ending.size()));
    } else if (const auto at = path.find(resolve); at != std::string::npos) {
        const auto repository = m_repositories.find(path.substr(1, at - 1));
        if (repository != m_repositories.end())
            if (const auto file = repository->second.find(path.substr(at + resolve.size())); file != repository->second.end()) {
                const File& found = file->second;
                if (found.large)
                    reply = {.status = 302, .headers = {{"Location", m_storage->url() + "/store" + path}, {"X-Linked-Etag", quoted(found.sha256)},
                                                        {"X-Linked-Size", std::to_string(found.bytes.size())}, {"X-Repo-Commit", m_revision}}};
                else reply = content(found, request);
            }
    }
    applyFaults(reply, request);
    return reply;
}

ServedReply HubServer::storage(const ServedRequest& request) {
    const std::lock_guard lock(m_mutex);
    const std::string path = withoutQuery(request.target);
    ServedReply reply = refusal("NoSuchKey");
    for (const auto& [repository, files] : m_repositories)
        for (const auto& [name, file] : files)
            if (path == "/store/" + repository + "/resolve/" + m_revision + "/" + name) reply = content(file, request);
    // What is stored elsewhere has faults of its own: endings that begin with "store:".
    ServedRequest stored = request;
    stored.target = path.substr(0, path.rfind('/') + 1) + "store:" + path.substr(path.rfind('/') + 1);
    applyFaults(reply, stored);
    return reply;
}

std::string noise(std::size_t size, std::uint64_t seed) {
    Random random(seed);
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random.next());
    return bytes;
}

}
