// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/data_type.h"

namespace espalier {

/// True for the types that toFloats converts.
bool canBeFloats(DataType type);

/// Converts whole elements or blocks into float32, with results equal to numpy's and gguf-py's bit for bit. `target`
/// has room for all that `bytes` holds; nothing need be aligned.
void toFloats(DataType type, std::span<const std::uint8_t> bytes, float* target);

/// The same for the quantised types (gguf.quants: dequantize).
void dequantise(DataType type, std::span<const std::uint8_t> bytes, float* target);

float halfToFloat(std::uint16_t bits);
/// Rounds to nearest, ties to even; overflow becomes infinity (as numpy's astype).
std::uint16_t floatToHalf(float value);
/// Rows of float32 as F16.
std::vector<std::uint8_t> toHalves(std::span<const float> values);
/// Blocks of 32 as ggml's Q8_0 (gguf.quants: Q8_0.quantize_blocks); the count must be a multiple of 32.
std::vector<std::uint8_t> toQ8_0(std::span<const float> values);

}
