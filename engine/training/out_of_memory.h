// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>

namespace espalier {

/// True where `exception` says that memory could not be had, on the processor or a graphics card.
bool isOutOfMemory(const std::exception& exception);

}
