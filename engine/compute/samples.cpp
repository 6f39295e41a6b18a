// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/samples.h"

#include "engine/inference/generator.h"

namespace espalier {
namespace {

constexpr std::size_t kPrompts = 3; ///< where the recipe names none
constexpr std::size_t kPromptWords = 4, kPromptBytes = 60;

GenerateOptions sampleOptions(const TrainJob& job) {
    GenerateOptions options {.maxNewTokens = 60};
    // From one text to another there is a best answer; a text that goes on is drawn, and with one seed before and
    // after.
    options.samples = job.recipe.task == "causal-lm";
    options.temperature = 0.8;
    options.topP = 0.95;
    options.seed = job.recipe.training.seed;
    return options;
}

/// The first words of a text, without the blank after them.
std::string beginningOf(const std::string& text) {
    std::size_t end = text.find_first_not_of(" \n\t\r");
    for (std::size_t words = 0; words < kPromptWords && end < text.size() && end < kPromptBytes; ++words) {
        end = text.find_first_not_of(" \n\t\r", end);
        end = std::min(text.find_first_of(" \n\t\r", end), text.size());
    }
    return end == std::string::npos ? std::string() : text.substr(0, end);
}

/// How the first texts begin; of prompts and of texts to be turned into others, all of it.
std::vector<std::string> promptsOf(const TrainJob& job) {
    if (!job.recipe.prompts.empty()) return job.recipe.prompts;
    std::vector<std::string> prompts;
    for (const Example& example : job.validation.empty() ? job.train : job.validation) {
        if (example.text.empty() || example.text.starts_with("[{"))
            continue; // a conversation has no beginning of its own
        const bool whole = !example.pair.empty() || job.recipe.task == "seq2seq";
        prompts.push_back(whole ? example.text : beginningOf(example.text));
        if (prompts.size() == kPrompts) break;
    }
    return prompts;
}

}

std::function<void(std::int64_t)> sampleWriter(const TrainJob& job, const PreparedJob& prepared,
                                               const CancellationToken& token, const EventSink& sink) {
    if (!prepared.task->asLanguage() || job.recipe.task == "masked-lm" || !sink) return {};
    return [&job, &prepared, token, sink](std::int64_t step) {
        const std::shared_ptr<Model> borrowed(std::shared_ptr<Model>(), prepared.model.get());
        Generator generator(borrowed, prepared.tokenizer, generationTokens(job.modelFolder, borrowed->config()));
        for (const std::string& prompt : promptsOf(job)) {
            if (token.requested() == CancellationToken::Request::Interrupt) return;
            try {
                const Generation written = generator.generate(prompt, sampleOptions(job), {});
                sink(SampleEvent {step, prompt, written.sequences.front().newText});
            } catch (const Exception& exception) {
                sink(MessageEvent {"warning", "Nothing was written on from a prompt: " + describe(exception.error())});
            }
        }
    };
}

}
