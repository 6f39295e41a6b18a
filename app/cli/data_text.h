// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace espalier::cli {

/// A dataset, its findings and its token lengths as JSON, and for people.
Json datasetJson(const DatasetInfo& info);
Json findingsJson(const std::vector<DataFinding>& findings);
Json lengthsJson(const LengthStatistics& statistics);
void printDataset(const DatasetInfo& info);
void printFindings(const std::vector<DataFinding>& findings);

}
