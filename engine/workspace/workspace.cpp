// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/parts.h"

#include <cstdlib>
#include <system_error>
#include <thread>

namespace espalier {

namespace {

std::filesystem::path defaultFolder() {
    if (const char* home = std::getenv("ESPALIER_HOME"); home && *home) return home;
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data) return std::filesystem::path(data) / "espalier";
    if (const char* home = std::getenv("HOME"); home && *home) return std::filesystem::path(home) / ".local/share/espalier";
    failBadInput("there is no home folder to keep the workspace in", "HOME", "give one with --workspace DIR");
}

}

int Workspace::Parts::threads() const {
    return options.threads > 0 ? options.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

Workspace::Workspace(std::unique_ptr<Parts> parts) : m(std::move(parts)) {}
Workspace::~Workspace() = default;

Result<std::unique_ptr<Workspace>> Workspace::open(const WorkspaceOptions& options) {
    return capture([&] {
        auto parts = std::make_unique<Parts>();
        parts->options = options;
        parts->folder = options.folder.empty() ? defaultFolder() : std::filesystem::absolute(options.folder);
        std::error_code code;
        std::filesystem::create_directories(parts->folder, code);
        if (code)
            fail(ErrorKind::Failed, "the workspace can't be made: " + code.message(), parts->folder.string(), "choose another folder with --workspace DIR");
        parts->store = Store::open(parts->folder).value();
        return std::unique_ptr<Workspace>(new Workspace(std::move(parts)));
    });
}

std::filesystem::path Workspace::folder() const { return m->folder; }
const WorkspaceOptions& Workspace::options() const { return m->options; }

Result<std::string> Workspace::setting(const std::string& key, const std::string& fallback) { return m->settings().get(key, fallback); }
Status Workspace::setSetting(const std::string& key, const std::string& value) { return m->settings().set(key, value); }

}
