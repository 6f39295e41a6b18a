// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace espalier::test {

namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void redirect(const std::filesystem::path& path, int flags, int target) {
    const int file = ::open(path.c_str(), flags, 0600);
    if (file < 0 || ::dup2(file, target) < 0) ::_exit(126);
}

}

TemporaryFolder::TemporaryFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "espalier-test-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code code;
    std::filesystem::remove_all(m_path, code);
}

Process::Process(std::vector<std::string> arguments, const std::string& input) {
    auto pattern = (std::filesystem::temp_directory_path() / "espalier-process-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    m_folder = pattern;
    std::ofstream(m_folder / "in", std::ios::binary) << input;
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    m_id = ::fork();
    if (m_id == 0) {
        redirect(m_folder / "in", O_RDONLY, 0);
        redirect(m_folder / "out", O_WRONLY | O_CREAT, 1);
        redirect(m_folder / "err", O_WRONLY | O_CREAT, 2);
        ::execvp(argv[0], argv.data());
        ::_exit(127);
    }
}

Process::~Process() {
    if (running()) {
        signal(SIGKILL);
        reap(0);
    }
    std::error_code code;
    std::filesystem::remove_all(m_folder, code);
}

void Process::reap(int flags) {
    if (!m_ended && ::waitpid(m_id, &m_status, flags) == m_id) m_ended = true;
}

void Process::signal(int number) const {
    if (!m_ended) ::kill(m_id, number);
}

bool Process::running() {
    reap(WNOHANG);
    return !m_ended;
}

Finished Process::wait() {
    reap(0);
    const int code = WIFSIGNALED(m_status) ? 128 + WTERMSIG(m_status) : WEXITSTATUS(m_status);
    return {code, contents(m_folder / "out"), contents(m_folder / "err")};
}

}
