// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace espalier::test {

/// What a program printed, and how it ended (128 + n: by signal n).
struct Finished {
    int code = 0;
    std::string out, err;
};

/// A running program whose output goes to files of its own.
class Process {
public:
    explicit Process(std::vector<std::string> arguments, const std::string& input = {});
    ~Process();
    pid_t id() const { return m_id; }
    void signal(int number) const;
    bool running();
    Finished wait();

private:
    void reap(int flags);
    pid_t m_id = 0;
    bool m_ended = false;
    int m_status = 0;
    std::filesystem::path m_folder;
};

inline Finished run(std::vector<std::string> arguments, const std::string& input = {}) { return Process(std::move(arguments), input).wait(); }

/// A folder that goes away with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    const std::filesystem::path& path() const { return m_path; }
    std::string operator/(const std::string& name) const { return (m_path / name).string(); }

private:
    std::filesystem::path m_path;
};

}
