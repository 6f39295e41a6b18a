// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/predict.h"

namespace espalier::cli {

namespace {

/// As Transformers' pipeline writes them: entity and index without aggregation, else entity_group.
Json entitiesJson(const std::vector<Entity>& entities, bool aggregated) {
    auto json = Json::array();
    for (const auto& entity : entities) {
        Json one {{aggregated ? "entity_group" : "entity", entity.name}, {"score", entity.score}};
        if (!aggregated) one["index"] = entity.index;
        one.update({{"word", entity.word}, {"start", entity.start}, {"end", entity.end}});
        json.push_back(std::move(one));
    }
    return json;
}

void printEntities(const Context& context, const std::string& text, const Prediction& prediction, bool aggregated) {
    if (context.json) return context.print({{"text", text}, {"entities", entitiesJson(prediction.entities, aggregated)}});
    std::printf("%s\n", text.c_str());
    for (const auto& entity : prediction.entities)
        std::printf("    %-14s %.3f  %s\n", entity.name.c_str(), entity.score, entity.word.c_str());
}

Json lineOf(const std::string& text, const std::string& pair) {
    Json line {{"text", text}};
    if (!pair.empty()) line["pair"] = pair;
    return line;
}

std::string inOne(const std::string& text, const std::string& pair) { return pair.empty() ? text : text + " | " + pair; }

void printValue(const Context& context, const std::string& text, const std::string& pair, float value) {
    if (!context.json) {
        std::printf("%10.4g  %s\n", static_cast<double>(value), inOne(text, pair).c_str());
        return;
    }
    Json line = lineOf(text, pair);
    line["value"] = value;
    context.print(line);
}

Table tableOf(const PredictArguments& arguments) {
    const auto& file = arguments.input.file;
    if (file.empty() || file == "-") fail(ErrorKind::Usage, "columns are those of a file", {}, "give --file TABLE");
    auto table = readTable(file).value().table;
    if (!table.badLines.empty())
        failBadInput(table.badLines.front().reason, file + ":" + std::to_string(table.badLines.front().line),
                     "correct the file: every row must get its answer");
    return table;
}

PredictTexts columnsOf(const Table& table, const std::string& text, const std::string& pair) {
    PredictTexts texts;
    for (auto& example : toExamples(table, {.text = text, .pair = pair}).value()) {
        texts.texts.push_back(std::move(example.text));
        if (!pair.empty()) texts.pairs.push_back(std::move(example.pair));
    }
    return texts;
}

/// The columns of a table that were named.
PredictTexts readColumns(const PredictArguments& arguments) {
    const Table table = tableOf(arguments);
    return columnsOf(table, arguments.textColumn.empty() ? guessMapping(table).text : arguments.textColumn, arguments.pairColumn);
}

/// Questions and their contexts, a row each, in the columns that were named or look like them.
PredictTexts readQuestions(const PredictArguments& arguments) {
    const Table table = tableOf(arguments);
    const auto guessed = guessMapping(table);
    const std::string question = arguments.textColumn.empty() ? guessed.text : arguments.textColumn;
    const std::string context = arguments.pairColumn.empty() ? guessed.pair : arguments.pairColumn;
    if (context.empty())
        failBadInput("no column holds the contexts of the questions", arguments.input.file, "name it with --pair-column, or give --question or --context");
    return columnsOf(table, question, context);
}

PredictTexts readTexts(const PredictArguments& arguments) {
    if (!arguments.textColumn.empty() || !arguments.pairColumn.empty()) return readColumns(arguments);
    PredictTexts texts {arguments.input.lines()};
    if (!arguments.pair.empty()) texts.pairs.assign(texts.texts.size(), arguments.pair);
    return texts;
}

/// The task that the model was tuned for.
void printTask(Context& context, const PredictArguments& arguments, const PredictTexts& all) {
    const auto aggregation = aggregationFromName(arguments.aggregation).value_or(Aggregation::Simple);
    const auto predictor = context.workspace().predictor(arguments.model).value();
    const std::string task = predictor->task();
    inSlices(context, all.texts.size(), 512, [&](std::size_t begin, std::size_t end) {
        const auto slice = [&](const std::vector<std::string>& from) {
            return from.empty() ? from : std::vector<std::string>(from.begin() + static_cast<std::ptrdiff_t>(begin), from.begin() + static_cast<std::ptrdiff_t>(end));
        };
        const auto texts = slice(all.texts), pairs = slice(all.pairs);
        const auto predictions = predictor->predict(texts, pairs, context.token, {}, aggregation).value();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (task == "tokens") printEntities(context, texts[i], predictions[i], aggregation != Aggregation::None);
            else if (task == "regression") printValue(context, texts[i], pairs.empty() ? "" : pairs[i], predictions[i].value);
            else printClass(context, texts[i], pairs.empty() ? "" : pairs[i], predictions[i], predictor->labels(), task == "multilabel");
        }
    });
}

/// "a, b,c" as it was meant: without the blanks around the names, and none that is empty.
void trim(std::vector<std::string>& names) {
    for (auto& name : names) {
        name.erase(0, name.find_first_not_of(" \t"));
        name.erase(name.find_last_not_of(" \t") + 1);
    }
    std::erase(names, std::string());
}

void predict(Context& context, PredictArguments& arguments) {
    const bool asksLabels = !arguments.zeroShot.labels.empty();
    trim(arguments.zeroShot.labels);
    trim(arguments.fill.targets);
    if (arguments.standardInput == "-") arguments.input.file = "-";
    const bool asks = !arguments.question.empty() || !arguments.context.empty();
    if (asks && !arguments.question.empty() && !arguments.context.empty() && (arguments.input.textGiven || !arguments.input.file.empty()))
        fail(ErrorKind::Usage, "question and context are both given, so there is nothing for the texts to be", {}, "leave one of them out");
    const bool onlyQuestion = asks && !arguments.input.textGiven && arguments.input.file.empty();
    if (onlyQuestion && (arguments.question.empty() || arguments.context.empty()))
        fail(ErrorKind::Usage, "a question needs a context", {}, "give --question and --context, or the other of them by --file");
    if (!asks && !arguments.input.file.empty() && context.workspace().answers(arguments.model).value() == "qa")
        return printAnswers(context, arguments, readQuestions(arguments));
    const PredictTexts texts = onlyQuestion ? PredictTexts {{arguments.context}} : readTexts(arguments);
    const bool extra = asks || arguments.embeds || asksLabels;
    if (extra && !texts.pairs.empty()) fail(ErrorKind::Usage, "second texts are for classes alone", "pair", "leave it out");
    if (asks) return printAnswers(context, arguments, texts);
    if (arguments.embeds) return printVectors(context, arguments, texts.texts);
    if (asksLabels) return printZeroShot(context, arguments, texts.texts);
    if (context.workspace().answers(arguments.model).value() == "masked-lm") return printFilled(context, arguments, texts.texts);
    printTask(context, arguments, texts);
}

void addInput(CLI::App& verb, PredictArguments& arguments) {
    verb.add_option("model", arguments.model, "MODEL")->required();
    verb.add_option("input", arguments.standardInput, "- reads standard input")->check(CLI::IsMember({"-"}));
    verb.add_option("--pair", arguments.pair, "a second text that each text is read together with");
    verb.add_option("--text-column", arguments.textColumn, "of a table (--file), the column of texts");
    verb.add_option("--pair-column", arguments.pairColumn, "of a table (--file), the column of second texts");
}

void addAnswers(CLI::App& verb, PredictArguments& arguments) {
    verb.add_option("--aggregation", arguments.aggregation, "how tokens become entities: none, simple, first, average, max [simple]")
        ->check(CLI::IsMember({"none", "simple", "first", "average", "max"}));
    verb.add_option("--question", arguments.question, "a question, answered from --context or each text");
    verb.add_option("--context", arguments.context, "the text that answers --question, or each text as a question");
    verb.add_option("--max-answer-tokens", arguments.questions.maxAnswerTokens, "of an answer [15]");
    verb.add_flag("--handle-impossible-answer", arguments.questions.allowsNone, "an answer may be empty: the context doesn't say");
    verb.add_option("--top-k", arguments.fill.topK, "candidates for a mask [5]");
    verb.add_option("--targets", arguments.fill.targets, "only these words may stand for a mask: a,b,c")->delimiter(',')->allow_extra_args(false);
    auto* embed = verb.add_flag("--embed", arguments.embeds, "a vector for each text");
    verb.add_option("--labels", arguments.zeroShot.labels, "labels to choose from without training: a,b,c")->delimiter(',')->allow_extra_args(false)->excludes(embed);
    verb.add_option("--hypothesis-template", arguments.zeroShot.hypothesisTemplate, "how a label is put into words, {} for it [This example is {}.]");
    verb.add_flag("--multi-label", arguments.zeroShot.multiLabel, "each label by itself, not one of them all (models of entailment)");
}

}

void printClass(const Context& context, const std::string& text, const std::string& pair, const Prediction& prediction,
                const std::vector<std::string>& labels, bool several) {
    if (!context.json) {
        std::string said = prediction.label;
        for (const auto& label : prediction.chosen) said += (said.empty() ? "" : ", ") + label;
        if (several) std::printf("%-24s %s\n", said.empty() ? "-" : said.c_str(), inOne(text, pair).c_str());
        else std::printf("%-12s %.3f  %s\n", said.c_str(), prediction.score, inOne(text, pair).c_str());
        return;
    }
    Json line = lineOf(text, pair);
    Json scores = Json::object();
    for (std::size_t i = 0; i < labels.size(); ++i) scores[labels[i]] = prediction.scores[i];
    if (several) line["labels"] = prediction.chosen;
    else line.update({{"label", prediction.label}, {"score", prediction.score}});
    line["scores"] = scores;
    context.print(line);
}

void inSlices(const Context& context, std::size_t count, std::size_t size, const std::function<void(std::size_t, std::size_t)>& work) {
    const auto progress = count > 1 ? context.progressBar("predicting") : ProgressSink();
    for (std::size_t begin = 0; begin < count; begin += size) {
        const std::size_t end = std::min(count, begin + size);
        work(begin, end);
        if (progress) progress({static_cast<std::int64_t>(end), static_cast<std::int64_t>(count)});
    }
}

void addPredict(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("predict", "what a model says of texts");
    auto arguments = std::make_shared<PredictArguments>();
    addInput(*verb, *arguments);
    addAnswers(*verb, *arguments);
    arguments->input.addTo(*verb);
    verb->callback([&action, arguments] { action = [arguments](Context& context) { predict(context, *arguments); }; });
}

}
