// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/cancellation.h"
#include "engine/data/table.h"

#include <filesystem>

namespace espalier::workspace {

/// The texts of a file that is to be answered, and the line that each stands in.
struct TextFile {
    std::vector<std::string> texts;
    std::vector<std::int64_t> lines;
};

/// Each line of a text file, or the column of texts of each row of a table. Throws Exception where a row can't be read.
TextFile readTexts(const std::filesystem::path& input, const CancellationToken& token);

}
