// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/parts.h"

#include <algorithm>

namespace espalier {

std::vector<SampleExperiment> Workspace::samples() { return sampleExperiments(); }

Result<Recipe> Workspace::prepareSample(const std::string& id, const CancellationToken& token) {
    return capture([&] {
        const auto all = sampleExperiments();
        const auto sample = std::find_if(all.begin(), all.end(), [&](const auto& entry) { return entry.id == id; });
        if (sample == all.end()) failNotFound("there is no such sample experiment", id);
        if (!sample->available) failNotFound("a file of this sample is not on this machine", sample->missing, "./run.sh --build-only fetches it");
        if (!m->datasets().find(sample->dataset)) {
            const auto file = findSample(sample->datasetFile);
            importDataset(file.value(), {.name = sample->dataset}, token).value();
        }
        return recipeFromJson(sample->recipe).value();
    });
}

}
