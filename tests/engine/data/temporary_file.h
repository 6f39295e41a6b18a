// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace espalier {

/// A file in a folder of its own that goes with the object.
class TemporaryFile {
public:
    TemporaryFile(const std::string& name, const std::string& bytes) {
        std::string pattern = (std::filesystem::temp_directory_path() / "espalier-data-XXXXXX").string();
        if (!mkdtemp(pattern.data())) ADD_FAILURE() << "no temporary folder";
        m_path = std::filesystem::path(pattern) / name;
        std::ofstream(m_path, std::ios::binary) << bytes;
    }
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path.parent_path(), ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

inline std::filesystem::path fixture(const std::string& name) {
    return std::filesystem::path(ESPALIER_FIXTURES) / "data" / name;
}

}
