// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/model_places.h"

#include "engine/hub/local_cache.h"
#include "engine/hub/repository.h"
#include "engine/models/peft_folder.h"
#include "engine/recipe/multi_task.h"

#include <algorithm>

namespace espalier::workspace {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFoldersKey = "models.folders";
constexpr std::size_t kMostDownloads = 10'000;

fs::path runFolder(Workspace::Parts& parts, const std::string& reference) {
    const auto slash = std::min(reference.find('/'), reference.size());
    const auto digits = reference.substr(4, slash - 4);
    if (digits.empty() || digits.size() > 18 || digits.find_first_not_of("0123456789") != std::string::npos)
        failBadInput("a run is named by its number", reference, "for example run:12; `espalier runs list` shows them");
    const auto run = parts.runs().find(std::stoll(digits)).value();
    const auto model = fs::path(run.folder) / "model";
    const auto folder = slash < reference.size() ? model / kTasksFolder / reference.substr(slash + 1) : model;
    if (looksLikeModel(model) && !looksLikeModel(folder))
        failNotFound("run " + digits + " has no further task " + reference.substr(slash + 1), reference, "`espalier runs show " + digits + "` shows them");
    if (!looksLikeModel(folder))
        failNotFound("run " + digits + " has no model: it is " + run.status, reference,
                     run.status == "interrupted" ? "go on with it: espalier runs resume " + digits : "train again");
    return folder;
}

/// owner/name as the name of one folder.
std::string folderName(std::string reference) {
    if (const auto slash = reference.find('/'); slash != std::string::npos) reference.replace(slash, 1, "--");
    return reference;
}

/// The folder of samples or an added one that is called like the model.
PlacedModel findByName(Workspace::Parts& parts, const std::string& id) {
    for (const auto& samples : sampleFolders())
        if (const auto folder = fs::path(samples) / "models" / id; looksLikeModel(folder)) return {folder, ModelOrigin::Sample};
    for (const auto& added : addedModelFolders(parts))
        if (fs::path(added).filename() == id && looksLikeModel(added)) return {added, ModelOrigin::Added};
    return {};
}

}

bool looksLikeModel(const fs::path& path) {
    std::error_code code;
    if (fs::is_regular_file(path, code)) return path.extension() == ".gguf";
    if (fs::is_regular_file(path / "config.json", code)) return true;
    for (const auto& entry : fs::directory_iterator(path, code))
        if (entry.path().extension() == ".gguf") return true;
    return false;
}

std::vector<std::string> addedModelFolders(Workspace::Parts& parts) {
    const auto stored = parts.settings().get(kFoldersKey, "[]").value();
    std::vector<std::string> folders;
    if (const auto json = parseJson(stored, kFoldersKey); json && json->is_array())
        for (const auto& entry : *json)
            if (entry.is_string()) folders.push_back(entry.get<std::string>());
    return folders;
}

void setAddedModelFolders(Workspace::Parts& parts, const std::vector<std::string>& folders) {
    parts.settings().set(kFoldersKey, Json(folders).dump()).value();
}

fs::path downloadFolder(const Workspace::Parts& parts, const std::string& reference) {
    const auto* entry = catalogueEntry(reference);
    return parts.folder / "models" / (entry ? entry->id : folderName(reference));
}

PlacedModel findModel(Workspace::Parts& parts, const std::string& reference) {
    const auto* entry = catalogueEntry(reference);
    if (!entry && !isRepositoryName(reference)) return {};
    // A folder that was put there by hand is used, but not ours to delete.
    if (const auto folder = downloadFolder(parts, reference); looksLikeModel(folder))
        return {folder, wasDownloaded(folder) ? ModelOrigin::Downloaded : ModelOrigin::None};
    if (auto named = findByName(parts, entry ? entry->id : folderName(reference)); !named.path.empty()) return named;
    // The hub's early models are cached under names without an owner too, which are our ids.
    for (const auto& name : {entry ? entry->repository : reference, entry ? entry->id : reference})
        if (auto cached = cachedModel(name)) return {*cached, ModelOrigin::Cache};
    return {};
}

std::vector<std::string> downloadedReferences(const Workspace::Parts& parts) {
    std::vector<std::string> references;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(parts.folder / "models", code)) {
        auto name = entry.path().filename().string();
        if (!entry.is_directory(code) || references.size() == kMostDownloads) continue;
        if (entry.path().extension() == ".part") name.resize(name.size() - 5);
        if (const auto dashes = name.find("--"); dashes != std::string::npos) name.replace(dashes, 2, "/");
        const bool hidden = entry.path().extension() == ".tmp" || entry.path().extension() == ".old";
        if (!hidden && isRepositoryName(name)) references.push_back(name);
    }
    std::sort(references.begin(), references.end());
    references.erase(std::unique(references.begin(), references.end()), references.end());
    return references;
}

void forgetModel(Workspace::Parts& parts, const fs::path& path) {
    const std::lock_guard lock(parts.cacheMutex);
    parts.tokenizers.erase(path.string());
    parts.predictors.remove_if([&](const auto& entry) { return entry.first == path.string(); });
    parts.generators.remove_if([&](const auto& entry) { return entry.first.find(path.string()) != std::string::npos; });
    parts.modelInfos.erase(path.string());
}

fs::path modelFolder(Workspace::Parts& parts, const std::string& reference) {
    if (reference.empty()) failBadInput("no model is named", "model", "give a folder, a catalogue id or run:N");
    if (reference.rfind("run:", 0) == 0) return runFolder(parts, reference);
    std::error_code code;
    const bool isFolder = fs::is_directory(reference, code);
    if (isAdapterFolder(reference)) return composedFolder(parts, reference);
    if (looksLikeModel(reference)) return fs::absolute(reference);
    if (isFolder)
        failBadInput("this folder holds no model: config.json is missing", reference, "choose the folder with config.json and model.safetensors");
    if (auto found = findModel(parts, reference); !found.path.empty()) return found.path;
    if (catalogueEntry(reference))
        failNotFound("the model is in the catalogue but not on this machine", reference,
                     "download it: espalier models fetch " + reference + "; or add a folder that holds it: espalier models add PATH");
    failNotFound("there is no such model", reference, "give a folder, a .gguf file, a catalogue id (espalier models list) or run:N; owner/name is fetched with espalier models fetch");
}

}
