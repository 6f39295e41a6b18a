// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "engine/base/file_system.h"
#include "engine/base/json.h"

#include <algorithm>
#include <vector>

namespace espalier {
namespace {

namespace fs = std::filesystem;
using namespace file_system;

constexpr const char* kManifest = "manifest.json";

/// `folder` with `suffix` added to its name ("runs/3/" and "runs/3" alike).
fs::path beside(const fs::path& folder, const char* suffix) {
    fs::path path = folder.has_filename() ? folder : folder.parent_path();
    return path += suffix;
}

void removeTree(const fs::path& path) {
    std::error_code code;
    fs::remove_all(path, code);
    if (code) throw Exception(systemError("this can't be removed", path, code.value()));
}

/// A name that stays inside its folder.
bool isInside(const fs::path& name) {
    if (name.empty() || name.is_absolute()) return false;
    return std::none_of(name.begin(), name.end(), [](const fs::path& part) { return part == ".."; });
}

/// Syncs every file and folder below and returns the manifest's "files".
Json syncAndHash(const fs::path& folder, const std::map<std::string, std::string>& known) {
    std::vector<fs::path> files, folders;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_directory())
            folders.push_back(entry.path());
        else if (entry.path() != folder / kManifest)
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    Json hashes = Json::object();
    for (const fs::path& file : files) {
        syncPath(file);
        const std::string name = file.lexically_relative(folder).generic_string();
        const auto found = known.find(name);
        hashes[name] = {{"bytes", fs::file_size(file)},
                        {"sha256", found == known.end() ? sha256OfFile(file).value() : found->second}};
    }
    for (const fs::path& inner : folders)
        syncPath(inner);
    return hashes;
}

}

AtomicFolder::AtomicFolder(fs::path target)
    : m_target(target.has_filename() ? std::move(target) : target.parent_path()), m_staging(beside(m_target, ".tmp")) {
    removeTree(m_staging);
    std::error_code code;
    fs::create_directories(m_staging, code);
    if (code) throw Exception(systemError("the folder can't be created", m_staging, code.value()));
}

AtomicFolder::~AtomicFolder() {
    std::error_code ignored;
    if (!m_committed) fs::remove_all(m_staging, ignored);
}

void AtomicFolder::add(const std::string& name, std::string_view bytes) {
    if (!isInside(name)) fail(ErrorKind::Failed, "not a name inside the folder", name);
    const fs::path path = m_staging / name;
    std::error_code code;
    fs::create_directories(path.parent_path(), code);
    if (code) throw Exception(systemError("the folder can't be created", path.parent_path(), code.value()));
    writeNewFile(path, bytes);
}

void AtomicFolder::commit() {
    commitFolder(m_staging, m_target);
    m_committed = true;
}

void commitFolder(const fs::path& staging, const fs::path& target, const std::map<std::string, std::string>& hashes) {
    writeNewFile(staging / kManifest, toText({{"files", syncAndHash(staging, hashes)}}, 1) + "\n");
    syncPath(staging);
    const fs::path old = beside(target, ".old");
    const bool replaces = fs::exists(target);
    if (replaces) {
        removeTree(old);
        renamePath(target, old);
    }
    try {
        renamePath(staging, target);
    } catch (...) {
        std::error_code ignored; // a crash here is what recoverFolder() is for
        if (replaces) fs::rename(old, target, ignored);
        throw;
    }
    syncPath(parentFolder(target));
    removeTree(old);
}

void recoverFolder(const fs::path& folder) {
    const fs::path old = beside(folder, ".old");
    if (!fs::exists(old)) return;
    if (fs::exists(folder)) return removeTree(old);
    renamePath(old, folder);
    syncPath(parentFolder(folder));
}

bool verifyFolder(const fs::path& folder) {
    auto manifest = readJsonFile(folder / kManifest);
    if (!manifest || !manifest->is_object() || !manifest->contains("files")) return false;
    const Json& files = (*manifest)["files"];
    if (!files.is_object()) return false;
    for (const auto& [name, entry] : files.items()) {
        if (!isInside(name) || !entry.is_object() || !entry.contains("bytes") || !entry.contains("sha256"))
            return false;
        std::error_code code;
        const auto bytes = fs::file_size(folder / name, code);
        if (code || entry["bytes"] != Json(bytes)) return false;
        auto hash = sha256OfFile(folder / name);
        if (!hash || entry["sha256"] != Json(*hash)) return false;
    }
    return true;
}

}
