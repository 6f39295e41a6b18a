// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/zero_shot.h"

#include "engine/inference/generation_tokens.h"
#include "engine/inference/tuned_model.h"
#include "engine/tasks/task.h"
#include "engine/text/lower_case.h"
#include "engine/text/unicode.h"

#include <ATen/ops/log_softmax.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace espalier {

namespace {

/// The class that stands for entailment; −1: there is none.
std::int64_t entailmentClass(const std::vector<std::string>& labels) {
    const auto found = std::find_if(labels.begin(), labels.end(),
                                    [](const auto& label) { return lowerCased(label).starts_with("entail"); });
    return found == labels.end() ? -1 : found - labels.begin();
}

bool writesText(const std::string& architecture) {
    return architecture.ends_with("LMHeadModel") || architecture.ends_with("ForCausalLM")
        || architecture.ends_with("ForConditionalGeneration");
}

void softmax(std::vector<float>& values) {
    const float largest = *std::max_element(values.begin(), values.end());
    for (float& value : values)
        value = std::exp(value - largest);
    const float sum = std::accumulate(values.begin(), values.end(), 0.0f);
    for (float& value : values)
        value /= sum;
}

/// Before and after the place of the label.
std::pair<std::string, std::string> cutTemplate(const std::string& hypothesis) {
    const auto place = hypothesis.find("{}");
    if (place == std::string::npos)
        fail(ErrorKind::Usage, "the template has no {} for the label", "hypothesis_template",
             "for example: This example is {}.");
    return {hypothesis.substr(0, place), hypothesis.substr(place + 2)};
}

/// Mean log-probability of the tokens [first, last) of `ids`, each given those before: logits (T, words) of row i −
/// shift.
double meanLikelihood(const at::Tensor& logits, const std::vector<std::int32_t>& ids, std::size_t first,
                      std::size_t last, std::size_t shift) {
    const auto rows
        = logits.narrow(0, static_cast<std::int64_t>(first - shift), static_cast<std::int64_t>(last - first));
    const auto scores = at::log_softmax(rows, -1, at::kFloat).cpu().contiguous();
    double sum = 0;
    for (std::size_t i = first; i < last; ++i)
        sum += static_cast<double>(
            scores.const_data_ptr<float>()[static_cast<std::int64_t>(i - first) * scores.size(1) + ids[i]]);
    return sum / static_cast<double>(last - first);
}

}

ZeroShot::ZeroShot(const std::filesystem::path& folder, const c10::Device& device) {
    const ModelConfig config = readModelConfig(folder).value();
    const bool classifies = config.architecture.ends_with("ForSequenceClassification");
    m_entailment = classifies ? entailmentClass(config.labels) : -1;
    if (classifies && m_entailment < 0)
        failBadInput("none of the model's classes (" + joined(config.labels) + ") is called entailment",
                     folder.string(), "choose a model trained for NLI, or a language model");
    if (!classifies && !writesText(config.architecture))
        failWrongModel(config, folder, "can't judge labels that it was not trained for",
                       "choose a model trained for NLI, or a language model");
    m_model = loadTextModel(folder, device);
    if (config.architecture.ends_with("ForConditionalGeneration")) {
        m_decoderStart = generationTokens(folder, config).start;
        if (m_decoderStart < 0)
            failBadInput("the model doesn't say which token its decoder starts with", "field decoder_start_token_id",
                         "use the config.json that came with the weights");
    }
    m_maxLength = std::min(m_model->readLength, readableLength(folder, config));
}

std::vector<float> ZeroShot::entailed(const std::string& text, const ZeroShotOptions& options) {
    const auto [before, after] = cutTemplate(options.hypothesisTemplate);
    std::vector<float> scores;
    const bool single = options.multiLabel || options.labels.size() == 1;
    for (const std::string& label : options.labels) {
        const EncodeOptions cut {.maxLength = m_maxLength, .strategy = TruncationStrategy::OnlyFirst};
        const Encoding pair = m_model->tokenizer->encodePair(text, before + label + after, cut);
        const auto logits = m_model->forward({{.ids = pair.ids, .typeIds = pair.typeIds}})
                                .logits.to(at::kCPU, at::kFloat)
                                .contiguous();
        const auto* row = logits.const_data_ptr<float>();
        const auto contradiction = m_entailment == 0 ? logits.size(1) - 1 : 0;
        scores.push_back(single ? 1 / (1 + std::exp(row[contradiction] - row[m_entailment])) : row[m_entailment]);
    }
    if (!single) softmax(scores);
    return scores;
}

/// Of a decoder: the tokens that reach into the label, wherever the tokenizer puts the blank before it.
double ZeroShot::likelihood(const std::string& prompt, const std::string& label, const std::string& rest) {
    const Encoding all = m_model->tokenizer->encode(prompt + label + rest);
    if (static_cast<std::int64_t>(all.ids.size()) > m_model->readLength)
        failBadInput("text and label have " + std::to_string(all.ids.size()) + " tokens, and the model reads "
                         + std::to_string(m_model->readLength),
                     "text", "shorten the text");
    const auto begin = unicode::countCodePoints(prompt), end = begin + unicode::countCodePoints(label);
    std::size_t first = all.ids.size(), last = 0;
    for (std::size_t i = 1; i < all.ids.size(); ++i)
        if (all.wordIds[i] >= 0 && all.offsets[i].second > begin && all.offsets[i].first < end) {
            first = std::min(first, i);
            last = i + 1;
        }
    if (first >= last)
        failBadInput("the label '" + label + "' has no token of this model", "labels", "choose another word");
    return meanLikelihood(m_model->forward({{.ids = all.ids}}).logits, all.ids, first, last, 1);
}

/// Of an encoder–decoder: it reads the prompt and answers with the label.
double ZeroShot::answerLikelihood(const std::string& prompt, const std::string& label) {
    std::vector<std::int32_t> answer;
    m_model->tokenizer->encodeIds(label, answer, {.addSpecialTokens = false});
    if (answer.empty())
        failBadInput("the label '" + label + "' has no token of this model", "labels", "choose another word");
    auto read = answer;
    read.insert(read.begin(), m_decoderStart);
    read.pop_back();
    auto batch = toPackedBatch(packSequences({{.ids = m_model->wholeIds(prompt)}}, {0}), m_model->device);
    batch.decoder
        = std::make_shared<const PackedBatch>(toPackedBatch(packSequences({{.ids = read}}, {0}), m_model->device));
    return meanLikelihood(m_model->model->forward(batch, {}).logits, answer, 0, answer.size(), 0);
}

std::vector<float> ZeroShot::written(const std::string& text, const ZeroShotOptions& options) {
    if (options.multiLabel)
        fail(ErrorKind::Usage, "a language model can't judge each label by itself", "multi_label",
             "leave the option off, or choose a model trained for NLI");
    const auto [before, after] = cutTemplate(options.hypothesisTemplate);
    const std::string prompt = text + "\n" + before;
    std::vector<float> scores;
    for (const std::string& label : options.labels)
        scores.push_back(static_cast<float>(m_decoderStart >= 0 ? answerLikelihood(prompt, label)
                                                                : likelihood(prompt, label, after)));
    softmax(scores);
    return scores;
}

std::vector<std::vector<float>> ZeroShot::classify(const std::vector<std::string>& texts,
                                                   const ZeroShotOptions& options,
                                                   const std::function<bool(std::int64_t)>& step) {
    if (options.labels.empty())
        fail(ErrorKind::Usage, "there is no label to choose from", "labels", "give two or more");
    const std::lock_guard lock(m_model->mutex);
    const c10::InferenceMode inference;
    std::vector<std::vector<float>> scores;
    for (const std::string& text : texts) {
        if (!step(static_cast<std::int64_t>(scores.size()))) fail(ErrorKind::Interrupted, "stopped before the end");
        scores.push_back(m_entailment >= 0 ? entailed(text, options) : written(text, options));
    }
    step(static_cast<std::int64_t>(scores.size()));
    return scores;
}

}
