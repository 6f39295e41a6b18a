// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/tuned_folder.h"

#include "engine/base/file.h"
#include "engine/checkpoint/weights.h"
#include "engine/models/peft_folder.h"
#include "engine/models/tensor_file.h"
#include "engine/strategies/grouping.h"
#include "engine/strategies/inserted.h"
#include "engine/strategies/peft_adapter.h"
#include "engine/strategies/peft_reader.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

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

/// `source`: the folder's config.json.
void readInserted(Model& model, const std::filesystem::path& folder, const Json& source) {
    Json recipeJson = Json::object();
    recipeJson["strategy"] = source.at(kInsertedKey);
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

void applyInserted(Model& model, const std::filesystem::path& folder, KeptWeights& kept) {
    const Json source = readJsonFile(folder / "config.json").value();
    if (!source.is_object() || !source.contains(kInsertedKey))
        failBadInput("this is no adapter, nor a run that has one", folder.string(),
                     "a run that changed all weights is a model of its own: load it as one");
    readInserted(model, folder, source);
    const Weights weights = Weights::open(folder / "model.safetensors").value();
    const at::NoGradGuard noGrad;
    for (const nn::Parameter& parameter : model.parameters()) {
        if (parameter.isInserted || !learnsAlways(parameter)) continue;
        const auto found = weights.tensors().find(parameter.name);
        if (found == weights.tensors().end())
            failBadInput("there is no \"" + parameter.name + "\", which learnt with the adapter", folder.string(),
                         "check that it was trained on this model");
        const at::IntArrayRef there = parameter.value.sizes(), stored = found->second.shape;
        // A head may have another number of labels.
        if (stored.size() != there.size() || !stored.slice(1).equals(there.slice(1)))
            failBadInput("\"" + parameter.name + "\" does not fit the model", weights.where(parameter.name),
                         "check that it was trained on this model");
        kept.keep(parameter.value);
        const at::Tensor values = at::empty(found->second.shape, at::TensorOptions(at::kFloat));
        readFloats(found->second, {values.data_ptr<float>(), static_cast<std::size_t>(values.numel())},
                   weights.where(parameter.name));
        parameter.value.set_data(values.to(parameter.value.device()));
    }
}

Result<LoadedModel> loadTuned(const std::filesystem::path& folder, LoadOptions options) {
    options.insertsParts = true;
    return capture([&] {
        const bool isAdapter = std::filesystem::exists(folder / kAdapterConfig);
        // The head comes with the adapter, whatever size the base's has.
        if (isAdapter && options.labels.empty()) options.labels = readModelConfig(folder).value().labels;
        LoadedModel loaded = loadModel(folder, options).value();
        if (loaded.model->config().source.contains(kInsertedKey))
            readInserted(*loaded.model, folder, loaded.model->config().source);
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
