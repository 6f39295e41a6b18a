// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/fill_mask.h"

#include "engine/inference/mask_token.h"
#include "engine/models/head_kind.h"

#include <ATen/ops/index_select.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <numeric>

namespace espalier {

namespace {

bool predictsWords(const ModelConfig& config) {
    const HeadKind kind = headKind(config.architecture);
    return kind == HeadKind::Masked || (kind == HeadKind::PreTraining && config.family != "electra");
}

}

FillMask::FillMask(const std::filesystem::path& folder, const c10::Device& device) {
    const ModelConfig config = readModelConfig(folder).value();
    if (!predictsWords(config))
        failWrongModel(config, folder, "has no head that fills in masked words",
                       "choose a model whose architecture ends in ForMaskedLM");
    m_model = loadTextModel(folder, device);
    m_maskToken = espalier::maskToken(folder, *m_model->tokenizer);
    if (m_maskToken.empty())
        failBadInput("the tokenizer has no mask token", folder.string(), "use the tokenizer files of this model");
    m_maskId = *m_model->tokenizer->id(m_maskToken);
}

std::vector<std::int32_t> FillMask::targetIds(const std::vector<std::string>& targets,
                                              std::vector<std::string>& unknown) const {
    std::vector<std::int32_t> ids;
    for (const std::string& target : targets) {
        auto id = m_model->tokenizer->id(target);
        if (!id) {
            std::vector<std::int32_t> pieces;
            m_model->tokenizer->encodeIds(target, pieces, {.addSpecialTokens = false});
            unknown.push_back(target);
            if (pieces.empty()) continue;
            id = pieces.front();
        }
        if (std::find(ids.begin(), ids.end(), *id) == ids.end()) ids.push_back(*id);
    }
    if (ids.empty() && !targets.empty())
        failBadInput("none of the targets has a token of this model", "targets", "give words that it knows");
    return ids;
}

std::vector<FilledWord> FillMask::candidates(const std::vector<std::int32_t>& ids, std::size_t place, bool onlyMask,
                                             const float* probabilities, const std::vector<std::int32_t>& from,
                                             std::int64_t topK) const {
    const Tokenizer& tokenizer = *m_model->tokenizer;
    std::vector<std::int32_t> order = from;
    const auto count = std::min(static_cast<std::size_t>(topK), order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                      [&](std::int32_t a, std::int32_t b) {
                          return probabilities[a] != probabilities[b] ? probabilities[a] > probabilities[b] : a < b;
                      });
    std::vector<FilledWord> words;
    for (std::size_t i = 0; i < count; ++i) {
        auto filled = ids;
        filled[place] = order[i];
        std::erase(filled, tokenizer.padId());
        // Of several masks the others must still be seen, so special tokens stay.
        words.push_back({order[i], tokenizer.decode({order[i]}, false), tokenizer.decode(filled, onlyMask),
                         probabilities[order[i]]});
    }
    return words;
}

FilledText FillMask::fill(const std::string& text, const FillOptions& options) {
    if (options.topK < 1) fail(ErrorKind::Usage, "there must be one candidate at the least", "top_k");
    const auto ids = m_model->wholeIds(text);
    std::vector<std::int64_t> places;
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (ids[i] == m_maskId) places.push_back(static_cast<std::int64_t>(i));
    if (places.empty())
        failBadInput("the text has no mask", "text", "write " + m_maskToken + " where a word is wanted");
    FilledText filled {.masks = {}, .tokens = static_cast<std::int64_t>(ids.size())};
    auto from = targetIds(options.targets, filled.unknownTargets);
    if (from.empty()) {
        from.resize(static_cast<std::size_t>(m_model->config().vocabularySize));
        std::iota(from.begin(), from.end(), 0);
    }
    const std::lock_guard lock(m_model->mutex);
    const c10::InferenceMode inference;
    const auto logits = m_model->forward({{.ids = ids}}).logits;
    const auto rows = at::index_select(logits, 0, at::tensor(places, at::kLong).to(m_model->device));
    const auto scores = at::softmax(rows, -1, at::kFloat).cpu().contiguous(); // (masks, vocabulary)
    for (std::size_t i = 0; i < places.size(); ++i)
        filled.masks.push_back(candidates(
            ids, static_cast<std::size_t>(places[i]), places.size() == 1,
            scores.const_data_ptr<float>() + scores.size(1) * static_cast<std::int64_t>(i), from, options.topK));
    return filled;
}

}
