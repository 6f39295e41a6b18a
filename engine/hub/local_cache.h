// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace espalier {

/// A model in the cache that Hugging Face's own tools keep (models--owner--name/snapshots/COMMIT/…): used where it lies.
struct CachedModel {
    std::string repository;         ///< owner/name
    std::filesystem::path folder;   ///< the snapshot, laid out as any model's folder
};

/// Where that cache is: $HF_HUB_CACHE, $HF_HOME/hub, $XDG_CACHE_HOME/huggingface/hub, else ~/.cache/huggingface/hub.
std::filesystem::path hubCacheFolder();

/// The whole models in it, by name; what was only begun is left out. At most a thousand.
std::vector<CachedModel> cachedModels();

/// One of them; empty where it is not there, or not whole.
std::optional<std::filesystem::path> cachedModel(const std::string& repository);

}
