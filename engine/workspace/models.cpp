// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "engine/checkpoint/weights.h"
#include "engine/hub/local_cache.h"
#include "engine/hub/repository.h"
#include "engine/models/config.h"
#include "engine/models/head_kind.h"
#include "engine/models/registry.h"
#include "engine/workspace/model_places.h"

#include <algorithm>
#include <set>

namespace espalier {

namespace fs = std::filesystem;

namespace {

std::int64_t bytesOf(const fs::path& path) {
    std::error_code code;
    if (fs::is_regular_file(path, code)) return static_cast<std::int64_t>(fs::file_size(path, code));
    std::int64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(path, code))
        if (entry.is_regular_file(code)) bytes += static_cast<std::int64_t>(entry.file_size(code));
    return bytes;
}

/// Changes when a file of the model does; what was read of it is good for as long.
std::string stampOf(const fs::path& path) {
    std::error_code code;
    std::string stamp;
    const auto add = [&](const fs::path& file) {
        stamp += file.filename().string() + ' ' + std::to_string(fs::file_size(file, code)) + ' ' + std::to_string(fs::last_write_time(file, code).time_since_epoch().count()) + '\n';
    };
    if (fs::is_regular_file(path, code)) add(path);
    else
        for (const auto& entry : fs::directory_iterator(path, code))
            if (entry.is_regular_file(code)) add(entry.path());
    return stamp;
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
    info.tasks = entry.tasks;
    info.repository = entry.repository;
    info.parameters = entry.parameters;
    info.diskBytes = entry.downloadBytes;
    info.vocabulary = entry.vocabulary;
    info.hiddenSize = entry.hiddenSize;
    info.layers = entry.layers;
    info.heads = entry.heads;
    info.maxPositions = entry.maxPositions;
    info.supported = familyNamed(entry.family) != nullptr;
}

/// What a model's head is for, by the name of its class.
std::string answersOf(const ModelConfig& config) {
    const auto is = [&](const char* ending) { return config.architecture.ends_with(ending); };
    if (is("ForSequenceClassification")) {
        if (config.problemType == "multi_label_classification") return "multilabel";
        const bool measure = config.problemType == "regression" || (config.problemType.empty() && config.labels.size() == 1);
        return measure ? "regression" : "classification";
    }
    if (is("ForTokenClassification")) return "tokens";
    if (is("ForQuestionAnswering")) return "qa";
    if (is("ForPreTraining") && config.family != "electra") return "masked-lm";
    if (auto language = languageTaskOf(config.architecture); !language.empty()) return language;
    return is("Model") ? "embed" : "";
}

/// Reads what the files say; a model that can't be used keeps its place in the list, with the reason.
ModelInfo readFiles(const fs::path& path) {
    ModelInfo info;
    info.folder = path.string();
    info.installed = true;
    info.diskBytes = bytesOf(path);
    if (auto card = readFile(path / "README.md", 1 << 20)) {
        info.card = *card;
        info.licence = cardLicence(*card);
    }
    const auto read = capture([&] {
        const auto config = readModelConfig(path).value();
        info.family = config.family;
        info.architecture = config.architecture;
        info.answers = answersOf(config);
        info.hiddenSize = config.hiddenSize;
        info.layers = config.layers;
        info.heads = config.heads;
        info.vocabulary = config.vocabularySize;
        info.maxPositions = config.maxPositions;
        info.labels = config.labels;
        info.parameters = countParameters(path);
        info.tokenizer = loadTokenizer(path).value()->kind();
        return Done {};
    });
    info.supported = static_cast<bool>(read);
    if (!read) info.problem = describe(read.error());
    return info;
}

/// As readFiles(), which reads a whole vocabulary: kept while the files stay as they are.
ModelInfo infoOfFiles(Workspace::Parts& parts, const fs::path& path) {
    const auto stamp = stampOf(path);
    {
        const std::lock_guard lock(parts.cacheMutex);
        if (const auto found = parts.modelInfos.find(path.string()); found != parts.modelInfos.end() && found->second.first == stamp) return found->second.second;
    }
    auto info = readFiles(path);
    const std::lock_guard lock(parts.cacheMutex);
    parts.modelInfos[path.string()] = {stamp, info};
    return info;
}

/// What is on this machine, put over what the catalogue says.
ModelInfo placedInfo(Workspace::Parts& parts, const workspace::PlacedModel& placed, const CatalogueEntry* entry) {
    auto info = infoOfFiles(parts, placed.path);
    info.origin = placed.origin;
    info.title = entry ? entry->title : placed.path.filename().string();
    if (!entry) return info;
    if (info.family.empty()) info.family = entry->family;
    info.licence = entry->licence;
    info.languages = entry->languages;
    info.trainedOn = entry->trainedOn;
    info.goodFor = entry->goodFor;
    info.tasks = entry->tasks;
    info.repository = entry->repository;
    return info;
}

/// A catalogue id or owner/name on the hub.
ModelInfo hubInfo(Workspace::Parts& parts, const std::string& reference) {
    const auto* entry = catalogueEntry(reference);
    ModelInfo info;
    if (auto placed = workspace::findModel(parts, reference); !placed.path.empty()) {
        info = placedInfo(parts, placed, entry);
    } else {
        if (entry) fillFromCatalogue(info, *entry);
        if (const auto partial = partialDownload(workspace::downloadFolder(parts, reference))) {
            info.partialBytes = std::max<std::int64_t>(1, partial->bytes);
            info.partialTotal = partial->total;
        }
    }
    info.reference = entry ? entry->id : reference;
    if (!entry) info.repository = info.title = reference;
    return info;
}

ModelInfo folderInfo(Workspace::Parts& parts, const fs::path& path, ModelOrigin origin) {
    auto info = placedInfo(parts, {path, origin}, nullptr);
    info.reference = path.string();
    return info;
}

}

Result<std::vector<ModelInfo>> Workspace::models() {
    return capture([&] {
        std::vector<ModelInfo> infos;
        std::set<std::string> references, folders;
        const auto add = [&](ModelInfo info) {
            if (!references.insert(info.reference).second || (info.installed && !folders.insert(info.folder).second)) return;
            infos.push_back(std::move(info));
        };
        for (const auto& entry : catalogue()) add(hubInfo(*m, entry.id));
        for (const auto& reference : workspace::downloadedReferences(*m)) add(hubInfo(*m, reference));
        for (const auto& folder : workspace::addedModelFolders(*m)) add(folderInfo(*m, folder, ModelOrigin::Added));
        for (const auto& cached : cachedModels()) add(hubInfo(*m, cached.repository));
        std::stable_sort(infos.begin(), infos.end(), [](const auto& a, const auto& b) { return a.installed > b.installed; });
        return infos;
    });
}

Result<ModelInfo> Workspace::model(const std::string& reference) {
    return capture([&] {
        const bool isBegun = isRepositoryName(reference) && partialDownload(workspace::downloadFolder(*m, reference)).has_value();
        if (catalogueEntry(reference) || isBegun) return hubInfo(*m, reference);
        const auto path = workspace::modelFolder(*m, reference);
        if (const auto placed = workspace::findModel(*m, reference); placed.path == path) return hubInfo(*m, reference);
        const auto added = workspace::addedModelFolders(*m);
        const bool isAdded = std::find(added.begin(), added.end(), path.lexically_normal().string()) != added.end();
        auto info = folderInfo(*m, path, isAdded ? ModelOrigin::Added : ModelOrigin::None);
        info.reference = reference;
        if (reference.rfind("run:", 0) == 0) {
            info.isRun = true;
            info.title = m->runs().find(std::stoll(reference.substr(4))).value().name;
        }
        return info;
    });
}

Result<std::string> Workspace::answers(const std::string& reference) {
    return capture([&] { return answersOf(readModelConfig(workspace::modelFolder(*m, reference)).value()); });
}

Result<ModelInfo> Workspace::addModel(const fs::path& path) {
    return capture([&] {
        const auto absolute = fs::path(workspace::modelFolder(*m, path.string())).lexically_normal();
        auto info = folderInfo(*m, absolute, ModelOrigin::Added);
        if (!info.problem.empty()) failBadInput("this model can't be used: " + info.problem, absolute.string());
        auto folders = workspace::addedModelFolders(*m);
        if (std::find(folders.begin(), folders.end(), absolute.string()) == folders.end()) folders.push_back(absolute.string());
        workspace::setAddedModelFolders(*m, folders);
        return info;
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
