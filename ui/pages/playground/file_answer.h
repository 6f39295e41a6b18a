// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <functional>

namespace espalier {

/// Answers every text of a file and writes a table of them; empty where it can't be now. Returns the rows.
using FileAnswer = std::function<Result<std::int64_t>(Workspace& workspace, const std::string& input, const std::string& output,
                                                      const CancellationToken& token, const ProgressSink& progress)>;

}
