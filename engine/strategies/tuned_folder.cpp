// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/tuned_folder.h"

#include "engine/base/file.h"
#include "engine/models/peft_folder.h"
#include "engine/models/tensor_file.h"
#include "engine/strategies/inserted.h"
#include "engine/strategies/peft_adapter.h"
#include "engine/strategies/peft_reader.h"

namespace espalier {
namespace {

constexpr const char* kInsertedFile = "espalier_inserted.safetensors";

std::map<std::string, at::Tensor> insertedTensors(Model& model) {
    std::map<std::string, at::Tensor> tensors;
    for (const nn::Parameter& parameter : model.parameters())
        if (parameter.isInserted) tensors[parameter.name] = parameter.value;
    return tensors;
}

void writeInserted(Model& model, const Recipe& recipe, const std::filesystem::path& folder) {
    writeTensors(folder / kInsertedFile, insertedTensors(model));
    Json config = readJsonFile(folder / "config.json").value();
    config[kInsertedKey] = toJson(recipe)["strategy"];
    for (const char* start : {"init", "text", "start_ids"})
        config[kInsertedKey].erase(start); // what it started from doesn't matter any more
    writeFileAtomically(folder / "config.json", toText(config, 2) + "\n");
}

void readInserted(Model& model, const std::filesystem::path& folder) {
    Json recipeJson = Json::object();
    recipeJson["strategy"] = model.config().source[kInsertedKey];
    const Recipe recipe = recipeFromJson(recipeJson).value();
    for (const RecipeFinding& finding : validate(recipe))
        if (finding.field.starts_with("strategy."))
            failBadInput(finding.message, (folder / "config.json").string() + ", field " + kInsertedKey, finding.cure);
    makeStrategy(recipe).value()->prepare(model, recipe);
    for (const nn::Parameter& parameter : model.parameters())
        parameter.value.set_requires_grad(false);
    readTensorsInto(folder / kInsertedFile, insertedTensors(model));
}

}

void saveTuned(Model& model, const Strategy& strategy, const Recipe& recipe, const std::string& base,
               const std::filesystem::path& folder) {
    if (const auto adapter = strategy.peftAdapter(model, recipe)) writePeftAdapter(*adapter, base, folder / "adapter");
    {
        const MergedWeights merged(model);
        saveModel(model, folder);
    }
    if (!strategy.merges()) writeInserted(model, recipe, folder);
}

Result<LoadedModel> loadTuned(const std::filesystem::path& folder, LoadOptions options) {
    options.insertsParts = true;
    return capture([&] {
        const bool isAdapter = std::filesystem::exists(folder / kAdapterConfig);
        // The head comes with the adapter, whatever size the base's has.
        if (isAdapter && options.labels.empty()) options.labels = readModelConfig(folder).value().labels;
        LoadedModel loaded = loadModel(folder, options).value();
        if (loaded.model->config().source.contains(kInsertedKey)) readInserted(*loaded.model, folder);
        if (!isAdapter) return loaded;
        for (const std::string& name : applyPeftAdapter(*loaded.model, folder))
            std::erase(loaded.fresh, name);
        return loaded;
    });
}

void saveMerged(Model& model, const std::filesystem::path& folder) {
    if (!insertedParameters(model).empty())
        failBadInput("what the strategy put beside this model's weights can't be folded into them",
                     model.config().architecture,
                     "prompts and prefixes go out as an adapter: --format peft; `espalier runs export` copies the "
                     "folder that Espalier itself reads");
    saveModel(model, folder);
}

}
