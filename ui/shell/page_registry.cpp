// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_registry.h"

#include "ui/pages/data/data_page.h"
#include "ui/pages/models/models_page.h"
#include "ui/pages/playground/playground_page.h"
#include "ui/pages/runs/runs_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/start/start_page.h"
#include "ui/pages/train/train_page.h"

namespace espalier {

std::vector<Page*> makePages(Session& session, QWidget* parent) {
    return {
        new StartPage(session, parent),
        new DataPage(session, parent),
        new ModelsPage(session, parent),
        new TrainPage(session, parent),
        new RunsPage(session, parent),
        new PlaygroundPage(session, parent),
        new SettingsPage(session, parent),
    };
}

}
