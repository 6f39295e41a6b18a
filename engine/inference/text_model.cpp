// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/text_model.h"

#include "engine/inference/tuned_model.h"
#include "engine/strategies/tuned_folder.h"

#include <numeric>

namespace espalier {

ModelOutput TextModel::forward(const std::vector<TokenizedExample>& examples, bool headOnly) {
    for (const TokenizedExample& example : examples)
        for (const std::int32_t id : example.ids)
            if (id < 0 || id >= config().vocabularySize)
                failBadInput("token id " + std::to_string(id) + " is not in the vocabulary", "config.json",
                             "the tokenizer does not belong to this model");
    std::vector<std::int64_t> all(examples.size());
    std::iota(all.begin(), all.end(), std::int64_t {0});
    const nn::PassScope pass(*model->pass(), {});
    return model->forward(toPackedBatch(packSequences(examples, all), device), {.headOnly = headOnly});
}

std::vector<std::int32_t> TextModel::wholeIds(const std::string& text) const {
    std::vector<std::int32_t> ids;
    tokenizer->encodeIds(text, ids);
    if (static_cast<std::int64_t>(ids.size()) > readLength)
        failBadInput("the text has " + std::to_string(ids.size()) + " tokens, and the model reads "
                         + std::to_string(readLength),
                     "text", "shorten it");
    return ids;
}

std::unique_ptr<TextModel> loadTextModel(const std::filesystem::path& folder, const c10::Device& device,
                                         const std::string& architecture) {
    auto tokenizer = loadTokenizer(folder).value();
    auto model = loadTuned(folder, {.architecture = architecture}).value().model;
    model->moveTo(device);
    const auto room = model->config().maxPositions - model->virtualTokens().count;
    return std::unique_ptr<TextModel>(new TextModel {std::move(model), std::move(tokenizer), device, room});
}

void failWrongModel(const ModelConfig& config, const std::filesystem::path& folder, const std::string& what,
                    const std::string& cure) {
    failBadInput("a " + config.architecture + " " + what, folder.string(), cure);
}

}
