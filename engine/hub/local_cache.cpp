// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/local_cache.h"

#include "engine/base/file.h"
#include "engine/hub/repository.h"

#include <algorithm>
#include <cstdlib>

namespace espalier {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostModels = 1000, kMostSnapshots = 100;
constexpr const char* kPrefix = "models--";

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// owner/name → models--owner--name.
std::string entryName(const std::string& repository) {
    std::string name = kPrefix + repository;
    if (const auto slash = name.find('/'); slash != std::string::npos) name.replace(slash, 1, "--");
    return name;
}

/// models--owner--name → owner/name; empty where it is something else.
std::string repositoryOf(const std::string& entry) {
    if (entry.rfind(kPrefix, 0) != 0) return {};
    std::string name = entry.substr(std::string_view(kPrefix).size());
    if (const auto dashes = name.find("--"); dashes != std::string::npos) name.replace(dashes, 2, "/");
    return isRepositoryName(name) ? name : std::string();
}

/// The snapshot that refs/main names; where that is not whole (a newer one was only begun), the newest whole one.
std::optional<fs::path> wholeSnapshot(const fs::path& entry) {
    if (const auto ref = readFile(entry / "refs/main", 200)) {
        const std::string commit = ref->substr(0, ref->find_first_of(" \r\n"));
        const bool isHash = !commit.empty() && commit.find_first_not_of("0123456789abcdef") == std::string::npos;
        if (isHash && hasWholeModel(entry / "snapshots" / commit)) return entry / "snapshots" / commit;
    }
    std::error_code code;
    std::vector<std::pair<fs::file_time_type, fs::path>> snapshots;
    for (const auto& snapshot : fs::directory_iterator(entry / "snapshots", code)) {
        if (snapshots.size() == kMostSnapshots) break;
        snapshots.emplace_back(fs::last_write_time(snapshot, code), snapshot.path());
    }
    std::sort(snapshots.rbegin(), snapshots.rend());
    for (const auto& [time, folder] : snapshots)
        if (hasWholeModel(folder)) return folder;
    return std::nullopt;
}

}

fs::path hubCacheFolder() {
    for (const char* name : {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"})
        if (const auto folder = environment(name); !folder.empty()) return folder;
    if (const auto home = environment("HF_HOME"); !home.empty()) return fs::path(home) / "hub";
    if (const auto cache = environment("XDG_CACHE_HOME"); !cache.empty()) return fs::path(cache) / "huggingface/hub";
    if (const auto home = environment("HOME"); !home.empty()) return fs::path(home) / ".cache/huggingface/hub";
    return {};
}

std::vector<CachedModel> cachedModels() {
    std::vector<CachedModel> models;
    const fs::path cache = hubCacheFolder();
    std::error_code code;
    if (cache.empty()) return models;
    for (const auto& entry : fs::directory_iterator(cache, code)) {
        const std::string repository = repositoryOf(entry.path().filename().string());
        if (repository.empty() || models.size() == kMostModels) continue;
        if (auto folder = wholeSnapshot(entry.path())) models.push_back({repository, std::move(*folder)});
    }
    std::sort(models.begin(), models.end(), [](const CachedModel& a, const CachedModel& b) { return a.repository < b.repository; });
    return models;
}

std::optional<fs::path> cachedModel(const std::string& repository) {
    const fs::path cache = hubCacheFolder();
    if (cache.empty() || !isRepositoryName(repository)) return std::nullopt;
    return wholeSnapshot(cache / entryName(repository));
}

}
