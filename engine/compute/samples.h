// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/prepared_job.h"

namespace espalier {

/// What hands the sink a SampleEvent for each of the job's prompts, written by the model as it is then; null where the
/// task is none that writes. The prompts are the recipe's, or how the first texts begin. `prepared` must outlive it.
std::function<void(std::int64_t step)> sampleWriter(const TrainJob& job, const PreparedJob& prepared,
                                                    const CancellationToken& token, const EventSink& sink);

}
