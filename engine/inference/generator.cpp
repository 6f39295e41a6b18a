// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/generator.h"

#include "engine/inference/generation_run.h"
#include "engine/strategies/tuned_folder.h"

#include <c10/core/InferenceMode.h>

namespace espalier {

namespace {

/// Whether the text of the newest tokens holds a stop string. Looks at a few tokens alone.
bool endsByString(const Tokenizer& tokenizer, const std::vector<std::string>& stops,
                  const std::vector<std::int32_t>& sequence, std::size_t promptLength) {
    std::size_t longest = 0;
    for (const std::string& stop : stops)
        longest = std::max(longest, stop.size());
    // A token has a byte of text at the least, but for special ones, which decoding leaves out.
    const std::size_t tokens = std::min(sequence.size() - promptLength, longest + 1);
    const auto text = tokenizer.decode({sequence.end() - static_cast<std::ptrdiff_t>(tokens), sequence.end()});
    return std::any_of(stops.begin(), stops.end(),
                       [&](const std::string& stop) { return text.find(stop) != std::string::npos; });
}

}

Generator::Generator(std::shared_ptr<Model> model, std::shared_ptr<const Tokenizer> tokenizer, GenerationTokens tokens,
                     WeightBits bits)
    : m_model(std::move(model)), m_decoding(m_model->decoding()), m_tokenizer(std::move(tokenizer)),
      m_tokens(std::move(tokens)) {
    if (bits != WeightBits::Full) m_decoding->useBits(bits == WeightBits::Eight ? 8 : 4);
}

Result<std::unique_ptr<Generator>> Generator::load(const std::filesystem::path& folder, const c10::Device& device,
                                                   WeightBits bits) {
    return capture([&] {
        const ModelConfig config = readModelConfig(folder).value();
        LoadedModel loaded = loadTuned(folder).value();
        loaded.model->moveTo(device);
        return std::make_unique<Generator>(std::move(loaded.model), loadTokenizer(folder).value(),
                                           generationTokens(folder, config), bits);
    });
}

bool Generator::continuesPrompt() const {
    return !m_model->config().architecture.ends_with("ForConditionalGeneration");
}

/// What the model reads before its first word.
DecodingPrompt Generator::begin(const std::vector<std::int32_t>& prompt) const {
    const ModelConfig& config = m_model->config();
    for (const std::int32_t id : prompt)
        if (id < 0 || id >= config.vocabularySize)
            failBadInput("token id " + std::to_string(id) + " is not in the vocabulary", "prompt",
                         "the tokenizer does not belong to this model");
    if (!continuesPrompt() && m_tokens.start < 0)
        failBadInput("the model doesn't say which token its decoder starts with", "field decoder_start_token_id",
                     "use the config.json that came with the weights");
    if (!continuesPrompt()) return {prompt, {m_tokens.start}};
    if (!prompt.empty()) return {prompt};
    if (m_tokens.beginning < 0) failBadInput("the prompt is empty", "prompt", "write a few words to go on from");
    return {{m_tokens.beginning}};
}

/// Tokens that a sequence may have.
std::int64_t Generator::longest(const GenerateOptions& options, std::int64_t beginning) const {
    const ModelConfig& config = m_model->config();
    std::int64_t most = beginning + GenerateOptions::kStandardNewTokens;
    if (options.maxNewTokens > 0)
        most = beginning + options.maxNewTokens;
    else if (options.maxLength > 0)
        most = options.maxLength;
    const std::int64_t room = config.maxPositions - m_model->virtualTokens().count;
    if (!config.isOpenEnded && most > room) most = room;
    if (most <= beginning)
        failBadInput("the prompt has " + std::to_string(beginning) + " tokens and the result may have "
                         + std::to_string(most),
                     "max_length", "shorten the prompt, or allow more");
    return most;
}

Generation Generator::generate(const std::string& prompt, const GenerateOptions& options,
                               const CancellationToken& token, const TextSink& sink) {
    if (!m_tokenizer) fail(ErrorKind::Failed, "the model has no tokenizer to read a text with");
    std::vector<std::int32_t> ids;
    m_tokenizer->encodeIds(prompt, ids);
    return generate(ids, options, token, sink);
}

Generation Generator::generate(const std::vector<std::int32_t>& prompt, const GenerateOptions& options,
                               const CancellationToken& token, const TextSink& sink) {
    checkOptions(options);
    if (!m_tokenizer && !options.stopStrings.empty())
        fail(ErrorKind::Usage, "stop strings need a tokenizer", "stop_strings");
    const std::lock_guard lock(m_mutex);
    const c10::InferenceMode inference;
    const DecodingPrompt start = begin(prompt);
    const auto& beginning = start.decoderIds.empty() ? start.ids : start.decoderIds;
    const auto length = static_cast<std::int64_t>(beginning.size());
    const std::int64_t most = longest(options, length);
    const StopRule stops = [&](const std::vector<std::int32_t>& sequence) -> std::optional<Finish> {
        if (std::find(m_tokens.ends.begin(), m_tokens.ends.end(), sequence.back()) != m_tokens.ends.end())
            return Finish::EndToken;
        if (!options.stopStrings.empty() && endsByString(*m_tokenizer, options.stopStrings, sequence, beginning.size()))
            return Finish::StopString;
        return static_cast<std::int64_t>(sequence.size()) >= most ? std::optional(Finish::Length) : std::nullopt;
    };
    GenerationRun run {options,
                       token,
                       sink,
                       m_tokenizer.get(),
                       *m_decoding,
                       start,
                       beginning,
                       {length, most, static_cast<std::int64_t>(m_tokens.ends.size())},
                       LogitRules(options, m_tokens.ends, length),
                       stops};
    options.beams > 1 ? decodeBeams(run) : decodeRows(run);
    describe(run);
    return std::move(run.result);
}

void Generator::describe(GenerationRun& run) const {
    Generation& result = run.result;
    result.seconds = run.watch.seconds();
    result.promptTokens = static_cast<std::int64_t>(run.prompt.ids.size());
    for (std::size_t i = 0; i < result.sequences.size(); ++i) {
        GeneratedSequence& sequence = result.sequences[i];
        sequence.newIds.assign(sequence.ids.begin() + static_cast<std::ptrdiff_t>(run.beginning.size()),
                               sequence.ids.end());
        result.newTokens += static_cast<std::int64_t>(sequence.newIds.size());
        if (!m_tokenizer) continue;
        sequence.text = m_tokenizer->decode(sequence.ids);
        sequence.newText = m_tokenizer->decode(sequence.newIds);
        if (run.sink && run.options.beams > 1) run.sink(static_cast<std::int64_t>(i), sequence.newText);
    }
}

}
