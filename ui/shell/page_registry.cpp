// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_registry.h"

#include "ui/pages/settings/settings_page.h"
#include "ui/pages/start/start_page.h"
#include "ui/pages/train/train_page.h"
#if __has_include("ui/pages/data/data_page.h")
#include "ui/pages/data/data_page.h"
#endif
#if __has_include("ui/pages/models/models_page.h")
#include "ui/pages/models/models_page.h"
#endif
#if __has_include("ui/pages/runs/runs_page.h")
#include "ui/pages/runs/runs_page.h"
#endif
#if __has_include("ui/pages/playground/playground_page.h")
#include "ui/pages/playground/playground_page.h"
#endif

namespace espalier {

std::vector<Page*> makePages(Session& session, QWidget* parent) {
    return {
        new StartPage(session, parent),
#if __has_include("ui/pages/data/data_page.h")
        new DataPage(session, parent),
#endif
#if __has_include("ui/pages/models/models_page.h")
        new ModelsPage(session, parent),
#endif
        new TrainPage(session, parent),
#if __has_include("ui/pages/runs/runs_page.h")
        new RunsPage(session, parent),
#endif
#if __has_include("ui/pages/playground/playground_page.h")
        new PlaygroundPage(session, parent),
#endif
        new SettingsPage(session, parent),
    };
}

}
