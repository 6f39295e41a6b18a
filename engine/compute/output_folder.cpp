// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/output_folder.h"

#include "engine/base/file.h"
#include "engine/strategies/tuned_folder.h"
#include "engine/text/tokenizer_export.h"

namespace espalier {
namespace {

void copyTokenizer(const TrainJob& job, AtomicFolder& folder) {
    for (const auto& [name, bytes] : tokenizerFiles(job.modelFolder)) folder.add(name, bytes);
    if (const auto file = job.modelFolder / "generation_config.json"; std::filesystem::exists(file)) folder.add("generation_config.json", readFile(file).value());
}

std::string recipeFile(const TrainJob& job, const TrainOutcome& outcome) {
    Json json {{"espalier", ESPALIER_VERSION}, {"run", job.run}, {"recipe", toJson(job.recipe)},
               {"rows", {{"train", job.train.size()}, {"validation", job.validation.size()}, {"test", job.test.size()}}},
               {"status", outcome.finished.status}, {"best_step", outcome.finished.bestStep}, {"split", outcome.split},
               {"metrics", outcome.finished.metrics}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}

void writeModelFolder(const TrainJob& job, Model& model, const Strategy& strategy, const std::filesystem::path& path) {
    AtomicFolder folder(path);
    saveTuned(model, strategy, job.recipe, job.modelFolder.string(), folder.staging());
    copyTokenizer(job, folder);
    folder.commit();
}

void writeOutputFolder(const TrainJob& job, Model& model, const Strategy& strategy, const TrainOutcome& outcome) {
    AtomicFolder folder(job.outputFolder);
    saveTuned(model, strategy, job.recipe, job.modelFolder.string(), folder.staging());
    copyTokenizer(job, folder);
    folder.add("README.md", modelCard(job, outcome));
    folder.add("espalier.json", recipeFile(job, outcome));
    folder.commit();
}

}
