// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <c10/core/Device.h>

#include <string>

namespace espalier {

/// The device that `auto`, `cpu`, `cuda` or `cuda:N` stands for. Throws Exception where it is not there.
c10::Device chooseDevice(const std::string& name);

/// "cpu" or "cuda:0".
std::string deviceName(const c10::Device& device);

}
