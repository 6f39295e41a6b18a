// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace espalier::test {

/// A broken file by name ("zero_dim.gguf"), its bytes, and part of what the error must say.
struct Malformed {
    std::string name, bytes, saying;
};
void PrintTo(const Malformed& file, std::ostream* out);

/// A test's name: the file's with _ for what isn't a letter or digit.
std::string nameOf(const testing::TestParamInfo<Malformed>& parameter);

/// Writes the file, opens it, and expects a one-line BadInput that names file and place, within 1 s and 512 MB.
void expectRefused(const Malformed& file, const std::function<Status(const std::filesystem::path&)>& open,
                   const std::string& place = ", byte ");

// Little-endian numbers as bytes.
template <typename T>
std::string number(T value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}
inline std::string u16(std::uint16_t value) {
    return number(value);
}
inline std::string u32(std::uint32_t value) {
    return number(value);
}
inline std::string u64(std::uint64_t value) {
    return number(value);
}

}
