// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/weights.h"
#include "engine/models/config.h"
#include "engine/workspace/parts.h"

#include <algorithm>

namespace espalier {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFoldersKey = "models.folders";

bool isModelFolder(const fs::path& folder) {
    std::error_code code;
    return fs::is_regular_file(folder / "config.json", code);
}

/// Where set-up or a download puts a catalogue model; empty where it is not.
fs::path installedFolder(Workspace::Parts& parts, const std::string& id) {
    std::vector<fs::path> places {parts.folder / "models" / id};
    for (const auto& samples : sampleFolders()) places.push_back(fs::path(samples) / "models" / id);
    for (const auto& added : workspace::addedModelFolders(parts))
        if (fs::path(added).filename() == id) places.emplace_back(added);
    const auto found = std::find_if(places.begin(), places.end(), isModelFolder);
    return found == places.end() ? fs::path() : *found;
}

std::int64_t folderBytes(const fs::path& folder) {
    std::int64_t bytes = 0;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code))
        if (entry.is_regular_file(code)) bytes += static_cast<std::int64_t>(entry.file_size(code));
    return bytes;
}

std::int64_t countParameters(const fs::path& folder) {
    return Weights::open(folder).value().storedElements();
}

/// Licence of a model card's YAML head ("license: mit"); empty where it says nothing.
std::string cardLicence(const std::string& card) {
    const auto at = card.find("\nlicense:");
    if (card.rfind("---", 0) != 0 || at == std::string::npos) return {};
    const auto end = card.find('\n', at + 1);
    auto value = card.substr(at + 9, end - at - 9);
    value.erase(0, value.find_first_not_of(" \t\"'"));
    value.erase(value.find_last_not_of(" \t\r\"'") + 1);
    return value;
}

void fillFromCatalogue(ModelInfo& info, const CatalogueEntry& entry) {
    info.title = entry.title;
    info.family = entry.family;
    info.licence = entry.licence;
    info.languages = entry.languages;
    info.trainedOn = entry.trainedOn;
    info.goodFor = entry.goodFor;
    info.parameters = entry.parameters;
    info.diskBytes = entry.downloadBytes;
    info.supported = entry.supported;
}

/// Fills in what the files say; a folder that can't be used keeps its place in the list, with the reason.
void fillFromFolder(ModelInfo& info, const fs::path& folder) {
    info.folder = folder.string();
    info.installed = true;
    info.diskBytes = folderBytes(folder);
    if (auto card = readFile(folder / "README.md", 1 << 20)) {
        info.card = *card;
        if (info.licence.empty()) info.licence = cardLicence(*card);
    }
    const auto read = capture([&] {
        const auto config = readModelConfig(folder).value();
        info.family = config.family;
        info.architecture = config.architecture;
        info.hiddenSize = config.hiddenSize;
        info.layers = config.layers;
        info.heads = config.heads;
        info.vocabulary = config.vocabularySize;
        info.maxPositions = config.maxPositions;
        info.labels = config.labels;
        info.parameters = countParameters(folder);
        info.tokenizer = loadTokenizer(folder).value()->kind();
        return Done {};
    });
    info.supported = static_cast<bool>(read);
    if (!read) info.problem = describe(read.error());
}

ModelInfo catalogueInfo(Workspace::Parts& parts, const CatalogueEntry& entry) {
    ModelInfo info;
    info.reference = entry.id;
    fillFromCatalogue(info, entry);
    if (const auto folder = installedFolder(parts, entry.id); !folder.empty()) fillFromFolder(info, folder);
    return info;
}

ModelInfo folderInfo(const fs::path& folder) {
    ModelInfo info;
    info.reference = folder.string();
    info.title = folder.filename().string();
    fillFromFolder(info, folder);
    return info;
}

fs::path runFolder(Workspace::Parts& parts, const std::string& reference) {
    const auto digits = reference.substr(4);
    if (digits.empty() || digits.size() > 18 || digits.find_first_not_of("0123456789") != std::string::npos)
        failBadInput("a run is named by its number", reference, "for example run:12; `espalier runs list` shows them");
    const auto run = parts.runs().find(std::stoll(digits)).value();
    const auto folder = fs::path(run.folder) / "model";
    if (!isModelFolder(folder))
        failNotFound("run " + digits + " has no model: it is " + run.status, reference,
                     run.status == "interrupted" ? "go on with it: espalier runs resume " + digits : "train again");
    return folder;
}

}

namespace workspace {

std::vector<std::string> addedModelFolders(Workspace::Parts& parts) {
    const auto stored = parts.settings().get(kFoldersKey, "[]").value();
    std::vector<std::string> folders;
    if (const auto json = parseJson(stored, kFoldersKey); json && json->is_array())
        for (const auto& entry : *json)
            if (entry.is_string()) folders.push_back(entry.get<std::string>());
    return folders;
}

fs::path modelFolder(Workspace::Parts& parts, const std::string& reference) {
    if (reference.empty()) failBadInput("no model is named", "model", "give a folder, a catalogue id or run:N");
    if (reference.rfind("run:", 0) == 0) return runFolder(parts, reference);
    std::error_code code;
    if (fs::is_directory(reference, code)) {
        if (!isModelFolder(reference))
            failBadInput("this folder holds no model: config.json is missing", reference, "choose the folder with config.json and model.safetensors");
        return fs::absolute(reference);
    }
    if (const auto folder = installedFolder(parts, reference); !folder.empty()) return folder;
    for (const auto& entry : catalogue())
        if (entry.id == reference)
            failNotFound("the model is in the catalogue but not on this machine", reference, "add a folder that holds it: espalier models add PATH");
    failNotFound("there is no such model", reference, "give a folder, a catalogue id (espalier models list) or run:N");
}

}

Result<std::vector<ModelInfo>> Workspace::models() {
    return capture([&] {
        std::vector<ModelInfo> infos;
        for (const auto& entry : catalogue()) infos.push_back(catalogueInfo(*m, entry));
        for (const auto& folder : workspace::addedModelFolders(*m)) {
            const bool listed = std::any_of(infos.begin(), infos.end(), [&](const auto& info) { return info.folder == folder; });
            if (!listed) infos.push_back(folderInfo(folder));
        }
        std::stable_sort(infos.begin(), infos.end(), [](const auto& a, const auto& b) { return a.installed > b.installed; });
        return infos;
    });
}

Result<ModelInfo> Workspace::model(const std::string& reference) {
    return capture([&] {
        for (const auto& entry : catalogue())
            if (entry.id == reference) return catalogueInfo(*m, entry);
        auto info = folderInfo(workspace::modelFolder(*m, reference));
        info.reference = reference;
        if (reference.rfind("run:", 0) == 0) {
            info.isRun = true;
            info.title = m->runs().find(std::stoll(reference.substr(4))).value().name;
        }
        return info;
    });
}

Result<ModelInfo> Workspace::addModel(const fs::path& folder) {
    return capture([&] {
        const auto absolute = fs::path(workspace::modelFolder(*m, folder.string())).lexically_normal();
        auto info = folderInfo(absolute);
        if (!info.problem.empty()) failBadInput("this model can't be used: " + info.problem, absolute.string());
        auto folders = workspace::addedModelFolders(*m);
        if (std::find(folders.begin(), folders.end(), absolute.string()) == folders.end()) folders.push_back(absolute.string());
        m->settings().set(kFoldersKey, Json(folders).dump()).value();
        return info;
    });
}

Status Workspace::removeModel(const std::string& reference) {
    return capture([&] {
        auto folders = workspace::addedModelFolders(*m);
        const auto keep = std::remove_if(folders.begin(), folders.end(), [&](const auto& folder) {
            return folder == reference || fs::path(folder).filename() == reference || folder == fs::absolute(reference).lexically_normal();
        });
        if (keep == folders.end())
            failNotFound("this model was not added by hand", reference, "only added folders can be taken from the list; their files stay");
        folders.erase(keep, folders.end());
        m->settings().set(kFoldersKey, Json(folders).dump()).value();
        return Done {};
    });
}

Result<std::shared_ptr<const Tokenizer>> Workspace::tokenizer(const std::string& reference) {
    return capture([&] {
        const auto folder = workspace::modelFolder(*m, reference).string();
        {
            std::lock_guard lock(m->cacheMutex);
            if (const auto found = m->tokenizers.find(folder); found != m->tokenizers.end()) return found->second;
        }
        auto tokenizer = loadTokenizer(folder).value();
        std::lock_guard lock(m->cacheMutex);
        return m->tokenizers.emplace(folder, std::move(tokenizer)).first->second;
    });
}

Result<std::vector<TokenPiece>> Workspace::tokenize(const std::string& reference, const std::string& text) {
    return capture([&] {
        const auto tokens = tokenizer(reference).value();
        const auto encoding = tokens->encode(text);
        std::vector<TokenPiece> pieces;
        for (std::size_t i = 0; i < encoding.ids.size(); ++i) {
            const auto id = encoding.ids[i];
            pieces.push_back({tokens->token(id), id, encoding.offsets[i].first, encoding.offsets[i].second,
                              encoding.wordIds[i] < 0, tokens->unknownId() == id});
        }
        return pieces;
    });
}

Result<std::vector<NamedShape>> Workspace::forward(const std::string& reference, const std::vector<ForwardInput>& inputs, const fs::path& output) {
    return capture([&] {
        const auto folder = workspace::modelFolder(*m, reference);
        return compute().value()->forward(folder, inputs, output, m->options.device, m->threads()).value();
    });
}

}
