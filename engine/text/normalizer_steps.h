// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/normalizer.h"
#include "engine/text/pattern.h"
#include "engine/text/precompiled_map.h"
#include "engine/text/text_change.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// One step of a tokenizer's normalizer: changes a text whose first character stood at code point `start`.
using NormalizerStep = std::function<void(AlignedText& text, std::int32_t start)>;
using NormalizerSteps = std::vector<NormalizerStep>;

/// The steps of the reference's normalizers.
namespace steps {
NormalizerStep bert(const NormalizerOptions& options);
NormalizerStep normalForm(NormalForm form);
NormalizerStep lowerCase();
NormalizerStep strip(bool left, bool right);
NormalizerStep stripAccents();
NormalizerStep nmt();
NormalizerStep prepend(std::string prefix);
NormalizerStep replace(Pattern pattern, std::string content);
NormalizerStep precompiled(std::shared_ptr<const PrecompiledMap> map);
NormalizerStep byteLevel();
}

/// Runs all steps on well-formed text whose first code point is number `start` of the original; `out` is overwritten.
void normalize(const NormalizerSteps& steps, std::string_view text, std::int32_t start, AlignedText& out);

/// Puts `prefix` before a text that is not empty; it shares the place of the first character.
void prependText(AlignedText& text, std::string_view prefix);
/// Puts the character that stands for it in the place of each byte.
void bytesToCharacters(AlignedText& text);

}
