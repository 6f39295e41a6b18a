// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/parts.h"

namespace espalier::workspace {

/// How far two models' outputs for the same texts are apart: ‖a − b‖ ÷ ‖a‖ of all of them.
struct ExportComparison {
    std::int64_t texts = 0, values = 0;
    double difference = 0;
};

/// Has `exported` loaded and run by a process of its own, its tokenizer included, and compares with what `source` gives
/// here. Throws Exception where it can't be loaded or gives other tensors.
ExportComparison compareExport(Workspace::Parts& parts, const std::filesystem::path& source, const std::filesystem::path& exported,
                               const std::filesystem::path& scratch);

}
