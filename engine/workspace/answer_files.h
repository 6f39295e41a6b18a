// SPDX-License-Identifier: GPL-3.0-or-later
// A file of texts in, a table of what language models make of them out. Classes and entities: Workspace::predictFile.
#pragma once

#include "engine/workspace/workspace.h"

namespace espalier {

/// Who writes, and how.
struct WriteFileOptions {
    GenerateOptions generate;
    WeightBits bits = WeightBits::Full;
};

/// Writes on from each text, or answers it: text and answer, or answer_1 … of several sequences. Returns the rows.
Result<std::int64_t> writeFile(Workspace& workspace, const std::string& reference, const std::filesystem::path& input, const std::filesystem::path& output,
                               const WriteFileOptions& options = {}, const CancellationToken& token = {}, const ProgressSink& progress = {});

/// Fills in the masks of each text: text, the text with the likeliest words, and every mask's candidates as JSON.
/// A text without a mask is an error before any is filled in. Returns the rows.
Result<std::int64_t> fillFile(Workspace& workspace, const std::string& reference, const std::filesystem::path& input, const std::filesystem::path& output,
                              const FillOptions& options = {}, const CancellationToken& token = {}, const ProgressSink& progress = {});

}
