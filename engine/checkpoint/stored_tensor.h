// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/data_type.h"

namespace espalier {

/// A tensor of a checkpoint in whatever way its file holds it; valid as long as the Weights it came from.
struct StoredTensor {
    DataType type = DataType::F32; ///< may be quantised
    std::vector<std::int64_t> shape; ///< as a model sees it
    std::span<const std::uint8_t> bytes; ///< what the file has of it
    /// In elements, counted from the first of `bytes`; empty: row-major without gaps.
    std::vector<std::int64_t> strides;
    /// > 0: in each of so many heads, row 2·i + j of the file is row j·(rows of a head)/2 + i of the model (as llama.cpp
    /// orders them for rotary embeddings). Only with empty strides.
    std::int64_t rotaryHeads = 0;
    bool mapped = false; ///< the bytes are a mapped file's, so their pages may be given back once read
    std::int64_t elements() const;
};

/// The tensor's values as float32, row-major, into `target` (which must have as many elements). Pages of a mapped
/// file are given back once read, so that a model and its file aren't both in memory. Integers are refused; `where` is
/// for that error. Throws Exception.
void readFloats(const StoredTensor& tensor, std::span<float> target, const std::string& where);

}
