// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database.h"

namespace espalier {

/// Turns runs that say "running" but whose process is gone into "interrupted". Cheap where there are none.
void interruptDeadRuns(Database& database);

}
