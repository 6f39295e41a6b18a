// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/output_folder.h"

#include "engine/base/file.h"
#include "engine/strategies/tuned_folder.h"

#include <set>

namespace espalier {
namespace {

// Small files that a model may have beside its tokenizer's own; copied where they are there.
constexpr const char* kTokenizerCompanions[] {"tokenizer.json", "vocab.txt", "tokenizer_config.json", "special_tokens_map.json",
                                                 "chat_template.jinja", "generation_config.json"};

void copyTokenizer(const TrainJob& job, const Tokenizer& tokenizer, AtomicFolder& folder) {
    std::set<std::string> names(std::begin(kTokenizerCompanions), std::end(kTokenizerCompanions));
    for (const auto& name : tokenizer.files()) names.insert(name);
    for (const auto& name : names) {
        if (std::filesystem::exists(job.modelFolder / name)) folder.add(name, readFile(job.modelFolder / name).value());
    }
}

std::string recipeFile(const TrainJob& job, const TrainOutcome& outcome) {
    Json json {{"espalier", ESPALIER_VERSION}, {"run", job.run}, {"recipe", toJson(job.recipe)},
               {"rows", {{"train", job.train.size()}, {"validation", job.validation.size()}, {"test", job.test.size()}}},
               {"status", outcome.finished.status}, {"best_step", outcome.finished.bestStep}, {"split", outcome.split},
               {"metrics", outcome.finished.metrics}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}

void writeModelFolder(const TrainJob& job, Model& model, const Strategy& strategy, const Tokenizer& tokenizer, const std::filesystem::path& path) {
    AtomicFolder folder(path);
    saveTuned(model, strategy, job.recipe, job.modelFolder.string(), folder.staging());
    copyTokenizer(job, tokenizer, folder);
    folder.commit();
}

void writeOutputFolder(const TrainJob& job, Model& model, const Strategy& strategy, const Tokenizer& tokenizer, const TrainOutcome& outcome) {
    AtomicFolder folder(job.outputFolder);
    saveTuned(model, strategy, job.recipe, job.modelFolder.string(), folder.staging());
    copyTokenizer(job, tokenizer, folder);
    folder.add("README.md", modelCard(job, outcome));
    folder.add("espalier.json", recipeFile(job, outcome));
    folder.commit();
}

}
