// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/progress.h"
#include "engine/base/result.h"
#include "engine/hub/download.h"

#include <optional>

namespace espalier {

/// Where models come from and how patient to be.
struct HubOptions {
    std::string endpoint = "https://huggingface.co"; ///< $HF_ENDPOINT
    std::string token; ///< $HF_TOKEN
    bool offline = false; ///< $HF_HUB_OFFLINE
    DownloadLimits limits;
};

/// As the environment says. Errors: an endpoint that is no http or https address, a token that is none.
Result<HubOptions> hubOptions();

/// A file as the hub lists it.
struct HubFile {
    std::string name;
    std::int64_t size = -1; ///< −1: not told
    std::string sha256; ///< of large files; empty: not told
    std::string blob {}; ///< git's name of a small file; empty: not told
};

/// What the hub says of a repository at the head of its main branch.
struct HubListing {
    std::string repository; ///< its name now; it may have been renamed
    std::string revision; ///< the commit's hash, which the files are then asked for by
    std::vector<HubFile> files;
};

/// "owner/name", or a bare name of the hub's early days.
bool isRepositoryName(const std::string& text);

/// Reads the answer of /api/models/NAME/revision/main. Names that could leave a folder are left out.
Result<HubListing> parseListing(std::string_view json, const std::string& repository);

/// What of a repository a model needs: config.json, the tokenizer's files, its card, and one set of weights: model.safetensors,
/// else its shards, else pytorch_model.bin, else its shards. Of shards only the index is named here. Error: no config or weights.
Result<std::vector<HubFile>> filesOfModel(const HubListing& listing);

/// The files that a weights index (….index.json) names.
Result<std::vector<std::string>> shardsOf(const std::filesystem::path& index);

/// True where a folder has config.json and one whole set of weights, every shard included.
bool hasWholeModel(const std::filesystem::path& folder);

/// Fetches a model into `target`, which appears only when it is whole; until then its files wait in `target`.part, and a
/// later call goes on with them. Throws Exception.
void fetchRepository(const std::string& repository, const std::filesystem::path& target, const HubOptions& options,
                     const CancellationToken& token, const ProgressSink& progress);

/// True where fetchRepository() made the folder.
bool wasDownloaded(const std::filesystem::path& folder);

/// What waits in `target`.part.
struct PartialDownload {
    std::int64_t bytes = 0, total = 0; ///< total 0: not known yet
};
std::optional<PartialDownload> partialDownload(const std::filesystem::path& target);

/// Throws what waits in `target`.part away. Throws Exception, where another program is at it.
void discardPartialDownload(const std::filesystem::path& target);

}
