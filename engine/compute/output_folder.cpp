// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/output_folder.h"

#include "engine/base/file.h"
#include "engine/recipe/multi_task.h"
#include "engine/strategies/tuned_folder.h"
#include "engine/text/tokenizer_export.h"

namespace espalier {
namespace {

/// Adds a model and its tokenizer to the part of `folder` that is called `place`; empty: to itself.
void addModel(const TrainJob& job, Model& model, const Strategy& strategy, AtomicFolder& folder, const std::filesystem::path& place) {
    saveTuned(model, strategy, job.recipe, job.modelFolder.string(), place.empty() ? folder.staging() : folder.staging() / place);
    for (const auto& [name, bytes] : tokenizerFiles(job.modelFolder)) folder.add((place / name).string(), bytes);
    if (const auto file = job.modelFolder / "generation_config.json"; std::filesystem::exists(file))
        folder.add((place / "generation_config.json").string(), readFile(file).value());
}

std::filesystem::path placeOf(const MoreTaskRows& further) {
    return std::filesystem::path(kTasksFolder) / further.name;
}

std::string recipeFile(const TrainJob& job, const TrainOutcome& outcome) {
    Json json {{"espalier", ESPALIER_VERSION}, {"run", job.run}, {"recipe", toJson(job.recipe)},
               {"rows", {{"train", job.train.size()}, {"validation", job.validation.size()}, {"test", job.test.size()}}},
               {"status", outcome.finished.status}, {"best_step", outcome.finished.bestStep}, {"split", outcome.split},
               {"metrics", outcome.finished.metrics}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}

void writeModelFolder(const TrainJob& job, const PreparedJob& prepared, const std::filesystem::path& path) {
    AtomicFolder folder(path);
    addModel(job, *prepared.model, *prepared.strategy, folder, {});
    for (std::size_t i = 0; i < job.moreTasks.size(); ++i)
        addModel(job, *prepared.further[i].model, *prepared.strategy, folder, placeOf(job.moreTasks[i]));
    folder.commit();
}

void writeOutputFolder(const TrainJob& job, const PreparedJob& prepared, const TrainOutcome& outcome, const std::vector<TrainOutcome>& further) {
    AtomicFolder folder(job.outputFolder);
    addModel(job, *prepared.model, *prepared.strategy, folder, {});
    folder.add("README.md", modelCard(job, outcome));
    folder.add("espalier.json", recipeFile(job, outcome));
    for (std::size_t i = 0; i < further.size(); ++i) {
        const auto own = furtherJob(job, i);
        const auto place = placeOf(job.moreTasks[i]);
        addModel(own, *prepared.further[i].model, *prepared.strategy, folder, place);
        folder.add((place / "README.md").string(), modelCard(own, further[i]));
        folder.add((place / "espalier.json").string(), recipeFile(own, further[i]));
    }
    folder.commit();
}

}
