// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/shell/command_palette.h"

namespace espalier {

class MainWindow;
class Session;

/// What the palette offers at once: pages, and what can be done now.
std::vector<Command> windowCommands(MainWindow& window);

/// What is looked up in the workspace when the palette opens.
struct Findable {
    std::vector<RunRecord> runs;
    std::vector<DatasetInfo> datasets;
    std::vector<SampleExperiment> samples;
};
Result<Findable> findable(Workspace& workspace);
std::vector<Command> findableCommands(Session& session, const Findable& found);

}
