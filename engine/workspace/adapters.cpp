// SPDX-License-Identifier: GPL-3.0-or-later
// PEFT adapter folders as models: with their base, wherever that is.
#include "engine/base/file.h"
#include "engine/models/peft_folder.h"
#include "engine/workspace/model_places.h"

#include <unistd.h>

namespace espalier::workspace {

namespace fs = std::filesystem;

namespace {

/// A path relative to the adapter's folder, an absolute one, or whatever MODEL may be.
fs::path baseFolder(Workspace::Parts& parts, const fs::path& adapter) {
    const auto name = adapterBase(adapter);
    if (const auto beside = adapter / name; looksLikeModel(beside)) return beside.lexically_normal();
    auto found = capture([&] { return modelFolder(parts, name); });
    if (!found)
        failNotFound("the adapter's base model is not on this machine: " + name, (adapter / kAdapterConfig).string() + ", field base_model_name_or_path",
                     "download it (espalier models fetch), or write there where it is");
    return *found;
}

/// Changes when a file of the adapter does, or its base is another.
std::string stampOf(const fs::path& adapter, const fs::path& base) {
    std::string stamp = adapter.string() + '\n' + base.string() + '\n';
    for (const auto& file : {adapter / kAdapterConfig, adapterWeights(adapter)})
        stamp += std::to_string(fs::file_size(file)) + ' ' + std::to_string(fs::last_write_time(file).time_since_epoch().count()) + '\n';
    return stamp;
}

}

fs::path composedFolder(Workspace::Parts& parts, const fs::path& adapterFolder) {
    auto adapter = fs::absolute(adapterFolder).lexically_normal();
    if (!adapter.has_filename()) adapter = adapter.parent_path();
    const auto base = baseFolder(parts, adapter);
    const auto name = adapter.filename().string() + "-" + sha256(stampOf(adapter, base)).substr(0, 12);
    const auto folder = parts.folder / "adapters" / name;
    if (fs::exists(folder / "config.json")) return folder;
    // Links alone, so nothing is lost where it is not whole: it appears by one rename, and another process may be first.
    const auto staging = parts.folder / "adapters" / (name + "." + std::to_string(::getpid()));
    fs::remove_all(staging);
    composeAdapter(adapter, base, staging);
    std::error_code code;
    fs::rename(staging, folder, code);
    if (code) fs::remove_all(staging);
    if (!fs::exists(folder / "config.json")) fail(ErrorKind::Failed, "the adapter can't be put together with its base", folder.string(), "look after the permissions of the workspace");
    return folder;
}

}
