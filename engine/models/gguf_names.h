// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace espalier {

/// Where a GGUF's tensor belongs in Transformers' model, and how its layout differs.
struct GgufPlace {
    enum class Layout { Same, Transposed, QueryRows, KeyRows };
    std::string name;
    Layout layout = Layout::Same;
};

/// The place of a tensor of an architecture (llama, gpt2); nothing for names that it doesn't have.
std::optional<GgufPlace> placeOfGgufTensor(const std::string& architecture, const std::string& name);
/// The other way round, with the name that a GGUF has for Transformers' `name`.
std::optional<GgufPlace> ggufPlaceOf(const std::string& architecture, const std::string& name);

}
