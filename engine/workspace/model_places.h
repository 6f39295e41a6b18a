// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/parts.h"

namespace espalier::workspace {

/// A model that was found, and whose it is.
struct PlacedModel {
    std::filesystem::path path;     ///< a folder, or a .gguf file
    ModelOrigin origin = ModelOrigin::None;
};

/// A folder with config.json or a .gguf file, or such a file itself.
bool looksLikeModel(const std::filesystem::path& path);

/// Where a download of a catalogue id or owner/name goes; the folder is called like the reference, owner--name.
std::filesystem::path downloadFolder(const Workspace::Parts& parts, const std::string& reference);

/// A catalogue id, or owner/name on the hub: downloaded, a sample's, added, or in Hugging Face's cache; path empty: none of these.
PlacedModel findModel(Workspace::Parts& parts, const std::string& reference);

/// References of what lies in the workspace's models folder, half-way downloads included.
std::vector<std::string> downloadedReferences(const Workspace::Parts& parts);

/// A model folder of an adapter folder and its base, made of links in the workspace where it isn't there yet. Throws Exception.
std::filesystem::path composedFolder(Workspace::Parts& parts, const std::filesystem::path& adapterFolder);

void setAddedModelFolders(Workspace::Parts& parts, const std::vector<std::string>& folders);

/// Drops what is kept in memory of a model whose files changed.
void forgetModel(Workspace::Parts& parts, const std::filesystem::path& path);

}
