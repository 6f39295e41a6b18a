// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/hub/retry.h"

#include <cstdint>
#include <filesystem>

namespace espalier {

/// One file to fetch.
struct DownloadRequest {
    std::string url, token;
    std::filesystem::path target; ///< there when the file is whole; `target`.incomplete meanwhile, which a later call goes on with
    std::int64_t size = -1; ///< as a listing says; -1: the server will
    std::string sha256; ///< as a listing says; empty: the server may
    std::string blob {}; ///< git's name of a small file (gitBlobId), likewise
};

/// What a download may take. Tests shorten the waits.
struct DownloadLimits {
    HttpLimits http;
    RetryLimits retry;
    /// Free bytes where a path lies; a seam for tests.
    std::function<std::int64_t(const std::filesystem::path&)> freeBytes;
};

/// A file that arrived.
struct DownloadedFile {
    std::int64_t bytes = 0;
    std::string sha256;
};

/// Called with the bytes of the file that are here and its size (−1: not known yet).
using ByteSink = std::function<void(std::int64_t here, std::int64_t size)>;

/// Fetches a file: goes on where an earlier call was cut off (Range with If-Range), tries again with growing waits, and
/// checks size and SHA-256 (of small files git's hash) before the file gets its name. Throws Exception.
DownloadedFile download(HttpClient& client, const DownloadRequest& request, const DownloadLimits& limits,
                        const CancellationToken& token, const ByteSink& progress);

/// Bytes of `target` that wait for their rest; 0: none.
std::int64_t incompleteBytes(const std::filesystem::path& target);

/// Error where `bytes` more don't fit where `place` lies.
void requireSpace(const DownloadLimits& limits, const std::filesystem::path& place, std::int64_t bytes);

}
