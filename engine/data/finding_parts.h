// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/findings.h"

namespace espalier {

/// Empty, repeated, contradictory and leaking texts.
void findTextProblems(const std::vector<Example>& examples, const std::vector<Split>& splits,
                      std::vector<DataFinding>& findings);

/// Rare, unbalanced, missing and single labels.
/// `areClasses`: a label is one class, so that rare and unbalanced ones can be told.
void findLabelProblems(const std::vector<Example>& examples, bool areClasses, std::vector<DataFinding>& findings);

/// "1 empty text", "14 empty texts".
std::string counted(std::int64_t count, const std::string& singular, const std::string& plural);

}
