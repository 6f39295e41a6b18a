// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/safetensors.h"

#include <string_view>

namespace espalier {

/// The type that a file's spelling (F32, BOOL …) stands for.
std::optional<DataType> dataTypeFromName(std::string_view name);

/// Bytes of a tensor of this shape; nothing where the product doesn't fit 64 bits or an extent is negative.
std::optional<std::uint64_t> checkedByteSize(std::span<const std::int64_t> shape, DataType type);

}
