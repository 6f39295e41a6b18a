// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/prompt.h"

#include "engine/base/random.h"
#include "engine/strategies/drawing.h"
#include "engine/strategies/grouping.h"
#include "engine/strategies/inserted.h"
#include "engine/strategies/peft_adapter.h"
#include "engine/strategies/targets.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/tensor.h>

#include <charconv>

namespace espalier {
namespace {

/// Index of the table of word embeddings: the first parameter of the embeddings' depth, as families list them.
std::size_t wordTable(Model& model) {
    const ModelConfig& config = model.config();
    for (std::size_t i = 0; model.takesVirtualTokens() && i < model.parameters().size(); ++i) {
        const nn::Parameter& parameter = model.parameters()[i];
        if (parameter.depth == 0 && parameter.value.dim() == 2 && parameter.value.size(0) == config.vocabularySize)
            return i;
    }
    failBadInput("prompts can't be put into a " + config.family + " model", "strategy.kind", "use the strategy lora");
}

/// "101, 7592" → ids of the vocabulary.
std::vector<std::int64_t> parseIds(const std::string& list, std::int64_t vocabulary) {
    std::vector<std::int64_t> ids;
    for (const std::string& text : namesOf(list)) {
        std::int64_t id = -1;
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), id);
        if (code != std::errc() || end != text.data() + text.size() || id < 0 || id >= vocabulary)
            failBadInput(text + " is no token id of this model", "strategy.start_ids",
                         "ids go from 0 to " + std::to_string(vocabulary - 1));
        ids.push_back(id);
    }
    if (ids.empty())
        failBadInput("there is no text to start from", "strategy.text",
                     "write one, or set strategy.init to vocabulary");
    return ids;
}

/// The ids to start from: drawn, or those that the recipe names, again and again until there are enough.
std::vector<std::int64_t> startIds(const ModelConfig& config, const Recipe& recipe, std::int64_t count) {
    std::vector<std::int64_t> ids;
    if (strategyText(recipe, "init") == "vocabulary") {
        Random random(recipe.training.seed, streamOf(kPromptName));
        while (static_cast<std::int64_t>(ids.size()) < count)
            ids.push_back(static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(config.vocabularySize))));
        return ids;
    }
    const auto named = parseIds(strategyText(recipe, "start_ids"), config.vocabularySize);
    for (std::int64_t i = 0; i < count; ++i)
        ids.push_back(named[static_cast<std::size_t>(i) % named.size()]);
    return ids;
}

at::Tensor startOf(Model& model, std::size_t table, const Recipe& recipe) {
    const std::int64_t count = static_cast<std::int64_t>(strategySetting(recipe, "tokens"));
    if (strategyText(recipe, "init") == "random")
        return drawNormal(kPromptName, {count, model.parameters()[table].value.size(1)}, 1, recipe.training.seed);
    const at::NoGradGuard noGrad;
    const at::Tensor words = model.parameters()[table].value;
    return words.index_select(0, at::tensor(startIds(model.config(), recipe, count)).to(words.device()));
}

}

std::vector<ParameterGroup> PromptStrategy::choose(Model& model, const Recipe& recipe) const {
    nn::ParameterList learning = headParameters(model);
    const std::size_t table = wordTable(model);
    learning.push_back(insertParameter(model, kPromptName, startOf(model, table, recipe), table));
    const at::Tensor vectors = learning.back().value;
    model.virtualTokens() = {.count = vectors.size(0), .vectors = vectors};
    std::vector<ParameterGroup> groups;
    addGroups(groups, learning, 1, recipe.training.weightDecay);
    return groups;
}

std::int64_t PromptStrategy::positionsTaken(const Recipe& recipe) const {
    return static_cast<std::int64_t>(strategySetting(recipe, "tokens"));
}

std::optional<PeftAdapter> PromptStrategy::peftAdapter(Model& model, const Recipe& recipe) const {
    PeftAdapter adapter = promptAdapterOf(model, "PROMPT_TUNING", positionsTaken(recipe));
    adapter.tensors[kPromptName] = model.virtualTokens().vectors;
    adapter.config["prompt_tuning_init"] = "RANDOM";
    adapter.config["token_dim"] = model.virtualTokens().vectors.size(1);
    return adapter;
}

}
