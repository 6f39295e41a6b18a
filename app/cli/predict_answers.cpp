// SPDX-License-Identifier: GPL-3.0-or-later
// What a model says beside the task it was tuned for.
#include "app/cli/predict.h"

namespace espalier::cli {

namespace {

/// As Transformers' fill-mask pipeline writes them, with `token` the word and `id` its number.
Json wordsJson(const std::vector<FilledWord>& words) {
    auto json = Json::array();
    for (const auto& word : words)
        json.push_back({{"token", word.tokenStr}, {"score", word.score}, {"id", word.token}, {"sequence", word.sequence}});
    return json;
}

/// One list of a text with one mask; of several masks a list of lists.
Json filledJson(const FilledText& filled) {
    if (filled.masks.size() == 1) return wordsJson(filled.masks.front());
    auto json = Json::array();
    for (const auto& words : filled.masks) json.push_back(wordsJson(words));
    return json;
}

std::vector<std::string> slice(const std::vector<std::string>& texts, std::size_t begin, std::size_t end) {
    return {texts.begin() + static_cast<std::ptrdiff_t>(begin), texts.begin() + static_cast<std::ptrdiff_t>(end)};
}

/// The answer to the text number `at`; an error says which of several it was.
template <typename T>
T answerOf(Result<T> result, std::size_t at, std::size_t count) {
    if (!result && count > 1) {
        Error error = result.error();
        error.where = "line " + std::to_string(at + 1) + (error.where.empty() ? "" : ", " + error.where);
        throw Exception(error);
    }
    return std::move(result).value();
}

void failIfStopped(const Context& context) {
    if (context.token.stopRequested()) fail(ErrorKind::Interrupted, "stopped before the end");
}

}

void printFilled(Context& context, const PredictArguments& arguments, const std::vector<std::string>& texts) {
    const auto filler = context.workspace().maskFiller(arguments.model).value();
    inSlices(context, texts.size(), 1, [&](std::size_t at, std::size_t) {
        failIfStopped(context);
        const auto filled = answerOf(filler->fill(texts[at], arguments.fill), at, texts.size());
        if (at == 0)
            for (const auto& target : filled.unknownTargets)
                context.note("'" + target + "' is not a word of the model: its first token stands for it");
        if (context.json) return context.print({{"text", texts[at]}, {"predictions", filledJson(filled)}});
        std::printf("%s\n", texts[at].c_str());
        for (const auto& words : filled.masks)
            for (const auto& word : words) std::printf("    %.3f  %-14s %s\n", word.score, word.tokenStr.c_str(), word.sequence.c_str());
    });
}

void printAnswers(Context& context, const PredictArguments& arguments, const PredictTexts& all) {
    const auto& texts = all.texts;
    const auto answerer = context.workspace().questionAnswerer(arguments.model).value();
    inSlices(context, texts.size(), 1, [&](std::size_t at, std::size_t) {
        failIfStopped(context);
        const std::string& question = arguments.question.empty() ? texts[at] : arguments.question;
        const std::string& source = !all.pairs.empty() ? all.pairs[at] : arguments.question.empty() ? arguments.context : texts[at];
        const auto found = answerOf(answerer->answer(question, source, arguments.questions), at, texts.size());
        if (context.json) return context.print({{"answer", found.answer}, {"score", found.score}, {"start", found.start}, {"end", found.end}});
        std::printf("%.3f  %s\n", found.score, found.answer.c_str());
    });
}

void printVectors(Context& context, const PredictArguments& arguments, const std::vector<std::string>& texts) {
    const auto embedder = context.workspace().embedder(arguments.model).value();
    inSlices(context, texts.size(), 256, [&](std::size_t begin, std::size_t end) {
        for (const auto& vector : embedder->embed(slice(texts, begin, end), context.token).value()) {
            if (context.json) {
                context.print({{"embedding", vector}});
                continue;
            }
            for (std::size_t i = 0; i < vector.size(); ++i) std::printf("%s%.6g", i ? " " : "", static_cast<double>(vector[i]));
            std::printf("\n");
        }
    });
}

void printZeroShot(Context& context, const PredictArguments& arguments, const std::vector<std::string>& texts) {
    const auto classifier = context.workspace().zeroShotClassifier(arguments.model).value();
    inSlices(context, texts.size(), 8, [&](std::size_t begin, std::size_t end) {
        const auto some = slice(texts, begin, end);
        const auto predictions = classifier->classify(some, arguments.zeroShot, context.token).value();
        for (std::size_t i = 0; i < some.size(); ++i) printClass(context, some[i], {}, predictions[i], arguments.zeroShot.labels);
    });
}

}
