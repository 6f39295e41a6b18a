// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/compute.h"

#include <c10/core/Device.h>

namespace espalier {

// What Compute loads beside Predictor and TextGenerator, throwing.
std::shared_ptr<MaskFiller> makeMaskFiller(const std::filesystem::path& modelFolder, const c10::Device& device, int threads);
std::shared_ptr<QuestionAnswerer> makeQuestionAnswerer(const std::filesystem::path& modelFolder, const c10::Device& device, int threads);
std::shared_ptr<Embedder> makeEmbedder(const std::filesystem::path& modelFolder, const c10::Device& device, int threads);
std::shared_ptr<ZeroShotClassifier> makeZeroShotClassifier(const std::filesystem::path& modelFolder, const c10::Device& device, int threads);

/// Between two batches of texts: tells how far it is, and whether to go on.
std::function<bool(std::int64_t done)> stepper(const CancellationToken& token, const ProgressSink& progress, std::size_t total);

}
