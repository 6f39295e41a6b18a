// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/http_server.h"

#include <deque>
#include <memory>

namespace espalier::test {

/// A small model hub: /api/models/NAME/revision/main and /NAME/resolve/COMMIT/FILE, with ranges and tags; large files redirect
/// to a second server, as the real one's do. Answers can be replaced, file by file and time by time.
class HubServer {
public:
    HubServer();

    /// Puts a file into a repository; a large one has a SHA-256 in the listing and comes from the second server, a small one has
    /// git's name of it there and as its tag.
    void add(const std::string& repository, const std::string& file, std::string bytes, bool large = false);
    /// The files of a folder; those that end in .safetensors or .bin are large.
    void addFolder(const std::string& repository, const std::string& folder);
    /// Changes the next answer for a path that ends in `ending` (each call one answer, in order).
    using Change = std::function<void(ServedReply&, const ServedRequest&)>;
    void next(const std::string& ending, Change change);
    /// Changes every answer for such a path.
    void always(const std::string& ending, Change change);
    /// Gives the repository a new commit.
    void setRevision(const std::string& revision);
    void forgetFaults();
    bool ignoreRanges = false, listSizes = true;

    std::string url() const { return m_hub->url(); }
    std::string storageUrl() const { return m_storage->url(); }
    std::vector<ServedRequest> requests() const { return m_hub->requests(); }
    std::vector<ServedRequest> storageRequests() const { return m_storage->requests(); }

private:
    struct File {
        std::string bytes, sha256, blob;
        bool large = false;
    };
    ServedReply hub(const ServedRequest& request);
    ServedReply storage(const ServedRequest& request);
    ServedReply listing(const std::string& repository) const;
    ServedReply content(const File& file, const ServedRequest& request) const;
    void applyFaults(ServedReply& reply, const ServedRequest& request);

    mutable std::mutex m_mutex;
    std::string m_revision = "0123456789abcdef0123456789abcdef01234567";
    std::map<std::string, std::map<std::string, File>> m_repositories;
    std::map<std::string, std::deque<Change>> m_next;
    std::map<std::string, Change> m_always;
    std::unique_ptr<HttpServer> m_storage, m_hub;
};

/// Bytes that no compression and no accident repeats.
std::string noise(std::size_t size, std::uint64_t seed = 1);

}
