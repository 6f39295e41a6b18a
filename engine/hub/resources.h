// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace espalier::resources {

// Generated from resources/*.json by embed.cmake.
extern const std::string_view catalogueText, samplesText;

}
