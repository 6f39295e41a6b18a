// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

namespace espalier {

/// How a pill of a tone is coloured: its name in the style sheet, its text, its ground.
struct PillTones {
    const char* name;
    Tone text, ground;
};
PillTones pillTones(Tone tone);

}
