// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/pages/settings/fact_list.h"

namespace espalier {

// The doctor's report put in words; `missing` stands for what is not known (report null).
QList<FactList::Fact> computingFacts(const DoctorReport* report, const QString& missing, const WorkspaceOptions& options);
QList<FactList::Fact> workspaceFacts(const DoctorReport* report, const QString& missing, const std::filesystem::path& folder);
QList<FactList::Fact> versionFacts(const DoctorReport* report, const QString& missing);

}
