// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/byte_reader.h"
#include "engine/checkpoint/safetensors.h"

#include <string_view>

namespace espalier {

/// One entry of a header, as written: nothing of it has been checked against the file yet.
struct HeaderEntry {
    std::string name, dtype;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0, end = 0;
};

/// A header's JSON, read without building a tree (a hostile header of 100 MB must not cost gigabytes).
struct SafetensorsHeader {
    std::vector<HeaderEntry> entries;
    std::map<std::string, std::string> metadata;
};

/// Reads the JSON between byte 8 and the data; throws Exception naming `file` and the byte.
SafetensorsHeader parseSafetensorsHeader(std::string_view text, const std::string& file);

}
