// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/own_program.h"

#include "engine/base/file.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace espalier::workspace {

namespace fs = std::filesystem;

namespace {

fs::path ownProgram() {
    const auto self = fs::read_symlink("/proc/self/exe");
    const auto program = self.parent_path() / "espalier";
    if (!fs::exists(program)) failNotFound("the program espalier is not beside this one", program.string(), "install Espalier again");
    return program;
}

/// Standard output and error go to files: nothing has to be read while it runs.
pid_t start(const fs::path& program, const std::vector<std::string>& arguments, const fs::path& scratch) {
    std::vector<char*> values {const_cast<char*>(program.c_str())};
    for (const auto& argument : arguments) values.push_back(const_cast<char*>(argument.c_str()));
    values.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const auto out = scratch / "out", err = scratch / "err";
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t id = 0;
    const int code = ::posix_spawn(&id, program.c_str(), &actions, nullptr, values.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (code != 0) fail(ErrorKind::Failed, "the program can't be started", program.string());
    return id;
}

int wait(pid_t id) {
    int status = 0;
    while (::waitpid(id, &status, 0) < 0 && errno == EINTR) { }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}

void runOwnProgram(const std::vector<std::string>& arguments, const fs::path& scratch) {
    const auto program = ownProgram();
    const int code = wait(start(program, arguments, scratch));
    if (code == 0) return;
    std::string said;
    if (const auto file = readFile(scratch / "err", 1 << 16)) said = *file;
    while (said.ends_with('\n')) said.pop_back();
    fail(ErrorKind::Failed, said.empty() ? "it ended with code " + std::to_string(code) : said, program.string());
}

}
