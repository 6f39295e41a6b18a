// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/repository.h"
#include "engine/workspace/model_places.h"

namespace espalier {

namespace fs = std::filesystem;

namespace {

/// The reference as lists have it: a catalogue id where its repository was named.
std::string canonicalReference(const std::string& reference) {
    const auto* entry = catalogueEntry(reference);
    if (!entry && (!isRepositoryName(reference) || reference.find('/') == std::string::npos))
        failNotFound("there is no such model in the catalogue", reference, "give an id of espalier models list, or owner/name of a repository on the hub");
    return entry ? entry->id : reference;
}

}

Result<ModelInfo> Workspace::fetchModel(const std::string& reference, const CancellationToken& token, const ProgressSink& progress) {
    return capture([&] {
        const auto id = canonicalReference(reference);
        // What is here already, in a cache of others' too, is used where it lies.
        if (workspace::findModel(*m, id).path.empty()) {
            const auto* entry = catalogueEntry(id);
            const auto folder = workspace::downloadFolder(*m, id);
            fetchRepository(entry ? entry->repository : id, folder, hubOptions().value(), token, progress);
            workspace::forgetModel(*m, folder);
        }
        return model(id).value();
    });
}

Status Workspace::discardDownload(const std::string& reference) {
    return capture([&] {
        discardPartialDownload(workspace::downloadFolder(*m, canonicalReference(reference)));
        return Done {};
    });
}

Result<RemovedModel> Workspace::removeModel(const std::string& reference) {
    return capture([&] {
        const bool isId = catalogueEntry(reference) || isRepositoryName(reference);
        const auto folder = isId ? workspace::downloadFolder(*m, reference) : fs::path();
        if (isId && wasDownloaded(folder)) {
            RemovedModel removed {reference, folder.string(), model(reference).value().diskBytes};
            // Out of sight first: half a removed model must not look whole either.
            fs::path doomed = folder;
            doomed += ".old";
            fs::remove_all(doomed);
            fs::rename(folder, doomed);
            workspace::forgetModel(*m, folder);
            fs::remove_all(doomed);
            return removed;
        }
        if (const auto partial = partialDownload(folder); isId && partial) {
            discardPartialDownload(folder);
            return RemovedModel {reference, folder.string() + ".part", partial->bytes};
        }
        auto folders = workspace::addedModelFolders(*m);
        const auto keep = std::remove_if(folders.begin(), folders.end(), [&](const auto& added) {
            return added == reference || fs::path(added).filename() == reference || added == fs::absolute(reference).lexically_normal();
        });
        if (keep == folders.end())
            failNotFound("this model was neither downloaded nor added by hand", reference,
                         "what was put there by hand, lies in the hub's own cache or came with the samples is not Espalier's to delete");
        folders.erase(keep, folders.end());
        workspace::setAddedModelFolders(*m, folders);
        return RemovedModel {reference, {}, 0};
    });
}

}
