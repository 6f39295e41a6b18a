// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/text/pipeline_spec.h"
#include "engine/text/tokenizer.h"

#include <memory>

namespace espalier {

/// Builds the tokenizer that a spec describes.
std::shared_ptr<const Tokenizer> makePipelineTokenizer(PipelineSpec spec);

}
