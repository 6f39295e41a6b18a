// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "engine/data/label_list.h"
#include "engine/workspace/event_recorder.h"
#include "engine/workspace/parts.h"

#include <spdlog/fmt/fmt.h>

#include <ctime>

namespace espalier {

namespace fs = std::filesystem;

namespace {

std::string utcNow() {
    const std::time_t now = std::time(nullptr);
    std::tm parts {};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

/// SHA-256 of every text, label and part of a job, so that a resumed run can tell whether its data is still the same.
std::string dataFingerprint(const TrainJob& job) {
    std::string all;
    const auto add = [&](const std::vector<Example>& part) {
        for (const auto& example : part) all += example.text + '\x1f' + example.pair + '\x1f' + example.label + '\x1e';
        all += '\x1d';
    };
    for (const auto* part : {&job.train, &job.validation, &job.test}) add(*part);
    for (const auto& further : job.moreTasks)
        for (const auto* part : {&further.train, &further.validation, &further.test}) add(*part);
    for (const auto& text : job.generalTexts) all += text + '\x1e';
    return sha256(all);
}

/// Truth and answer of a row, as the store keeps them.
std::pair<std::string, std::string> answerTexts(const TrainJob& job, const RowPrediction& prediction) {
    const auto label = [&](std::int32_t id) { return id < 0 ? std::string() : job.labels.at(static_cast<std::size_t>(id)); };
    const auto labels = [&](const std::vector<std::int32_t>& ids) {
        std::vector<std::string> names;
        for (const auto id : ids) names.push_back(label(id));
        return labelCell(names);
    };
    if (job.recipe.task == "tokens") return {spansLabel(prediction.trueEntities), spansLabel(prediction.predictedEntities)};
    if (job.recipe.task == "qa") return {answersLabel(prediction.trueAnswers), answersLabel(prediction.predictedAnswers)};
    if (job.recipe.task == "multilabel") return {labels(prediction.trueLabels), labels(prediction.predictedLabels)};
    if (job.recipe.task == "regression") return {fmt::format("{}", prediction.target), fmt::format("{}", prediction.value)};
    return {label(prediction.truth), label(prediction.predicted)};
}

std::vector<RunRowPrediction> rowTexts(const TrainJob& job, const TrainOutcome& outcome) {
    const auto& examples = outcome.split == "test" ? job.test : job.validation;
    std::vector<RunRowPrediction> rows;
    for (const auto& prediction : outcome.predictions) {
        auto [truth, predicted] = answerTexts(job, prediction);
        rows.push_back({prediction.row, examples.at(static_cast<std::size_t>(prediction.row)).text, std::move(truth), std::move(predicted), prediction.score});
    }
    return rows;
}

void copyFolder(const fs::path& from, const fs::path& to) {
    AtomicFolder target(to);
    fs::copy(from, target.staging(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    fs::remove(target.staging() / "manifest.json"); // commit() writes its own
    target.commit();
}

/// The folder the user asked for must not be one that holds something else.
void requireUsableOutput(const fs::path& output) {
    std::error_code code;
    if (output.empty() || !fs::exists(output, code)) return;
    if (!fs::is_directory(output, code)) failBadInput("the output is a file, not a folder", output.string(), "choose another --output");
    if (!fs::is_empty(output, code) && !fs::exists(output / "config.json", code))
        failBadInput("the output folder holds something else", output.string(), "choose an empty or new folder");
}

std::string defaultName(const Recipe& recipe) {
    const auto* strategy = findStrategyInfo(recipe.strategy.kind);
    return fs::path(recipe.data.train).stem().string() + ", " + (strategy ? strategy->title : recipe.strategy.kind);
}

/// Bytes of what must be kept of a run: its adapter where it has one, else its weights.
std::int64_t keptBytes(const fs::path& model) {
    std::int64_t bytes = 0;
    std::error_code code;
    const bool adapter = fs::exists(model / "adapter", code);
    for (const auto& file : fs::directory_iterator(adapter ? model / "adapter" : model, code))
        if (file.path().extension() == ".safetensors") bytes += static_cast<std::int64_t>(file.file_size(code));
    return bytes;
}

/// Runs the job and writes down what came of it. `record` is the run's row in the store.
RunRecord carryOut(Workspace::Parts& parts, RunRecord record, TrainJob job, const CancellationToken& token, const TrainOptions& options) {
    workspace::EventRecorder recorder(parts, record, options.events);
    const auto outcome = [&]() -> Result<TrainOutcome> {
        auto engine = compute();
        if (!engine) return engine.error();
        return (*engine)->train(job, token, [&](const RunEvent& event) { recorder.record(event); });
    }();
    RunFinished finished;
    record.finishedAt = utcNow();
    if (!outcome) {
        finished.run = record.id;
        finished.status = "failed";
        finished.error = describe(outcome.error());
        recorder.finish(finished);
        throw Exception(outcome.error());
    }
    finished = outcome->finished;
    finished.run = record.id;
    const bool hasModel = fs::exists(job.outputFolder / "config.json");
    if (hasModel && fs::path(record.output) != job.outputFolder) copyFolder(job.outputFolder, record.output);
    finished.output = hasModel ? record.output : std::string();
    record.split = outcome->split;
    record.peakMemoryBytes = outcome->peakMemoryBytes;
    record.fileBytes = hasModel ? keptBytes(job.outputFolder) : 0;
    parts.runs().setPredictions(record.id, rowTexts(job, *outcome)).value();
    recorder.finish(finished);
    if (finished.status == "completed" || finished.status == "stopped") {
        std::error_code code;
        fs::remove_all(job.checkpointFolder, code);     // nothing goes on from here; the model itself is kept
    }
    return record;
}

}

std::vector<RecipeFinding> Workspace::check(const Recipe& recipe) {
    auto findings = validate(recipe);
    const auto add = [&](const std::string& field, const Result<Done>& tried) {
        if (!tried) findings.push_back({field, describe({tried.error().kind, tried.error().message, tried.error().where}), tried.error().hint});
    };
    const auto model = capture([&] { workspace::modelFolder(*m, recipe.model); return Done {}; });
    add("model", model);
    if (findings.empty()) {
        std::vector<std::string> notes;
        add("data.train", capture([&] { workspace::makeJob(*m, recipe, notes); return Done {}; }));
    }
    return findings;
}

Result<Estimate> Workspace::estimate(const Recipe& recipe, const CancellationToken& token) {
    return capture([&] {
        workspace::requireValid(recipe);
        std::vector<std::string> notes;
        auto job = workspace::makeJob(*m, recipe, notes);
        job.checkpointFolder = m->folder / "runs";
        return compute().value()->estimate(job, token).value();
    });
}

Result<LearningRateTest> Workspace::findLearningRate(const Recipe& recipe, const CancellationToken& token, const ProgressSink& progress) {
    return capture([&] {
        workspace::requireValid(recipe);
        std::vector<std::string> notes;
        const auto job = workspace::makeJob(*m, recipe, notes);
        return compute().value()->findLearningRate(job, token, progress).value();
    });
}

Result<RunRecord> Workspace::train(const Recipe& recipe, const CancellationToken& token, const TrainOptions& options) {
    return capture([&] {
        workspace::requireValid(recipe);
        requireUsableOutput(options.output);
        std::vector<std::string> notes;
        auto named = recipe;
        if (named.name.empty()) named.name = defaultName(recipe);
        auto job = workspace::makeJob(*m, named, notes);
        compute().value();      // a run that can't compute is not begun
        auto record = m->runs().create(named, job.labels, options.group).value();
        const auto folder = m->folder / "runs" / std::to_string(record.id);
        fs::create_directories(folder);
        record.folder = folder.string();
        record.output = options.output.empty() ? (folder / "model").string() : fs::absolute(options.output).string();
        m->runs().update(record).value();
        writeFileAtomically(folder / "data.sha256", dataFingerprint(job));
        writeFileAtomically(folder / "recipe.json", toJson(named).dump(2) + "\n");
        job.run = record.id;
        job.maxSeconds = options.maxSeconds;
        job.checkpointFolder = folder / "checkpoint";
        job.outputFolder = folder / "model";
        if (options.events)
            for (const auto& note : notes) options.events(MessageEvent {"warning", note});
        return carryOut(*m, std::move(record), std::move(job), token, options);
    });
}

Result<RunRecord> Workspace::resume(std::int64_t run, const CancellationToken& token, const TrainOptions& options) {
    return capture([&] {
        auto record = m->runs().find(run).value();
        const auto number = std::to_string(run);
        if (record.status == "completed") failBadInput("run " + number + " is complete: there is nothing to go on with", "run:" + number);
        if (record.status == "stopped") failBadInput("run " + number + " was stopped for good and its model kept", "run:" + number, "use it as a base: --model run:" + number);
        std::vector<std::string> notes;
        auto job = workspace::makeJob(*m, record.recipe, notes);
        const fs::path folder = record.folder;
        if (readFile(folder / "data.sha256").value() != dataFingerprint(job))
            failBadInput("the data has changed since run " + number + " began", record.recipe.data.train, "undo the change, or start a new run");
        compute().value();
        m->runs().claim(run).value();
        record = m->runs().find(run).value();
        job.run = run;
        job.labels = record.labels;
        job.checkpointFolder = folder / "checkpoint";
        job.outputFolder = folder / "model";
        job.resume = true;
        return carryOut(*m, std::move(record), std::move(job), token, options);
    });
}

Result<std::vector<RunRecord>> Workspace::runs() { return m->runs().list(); }
Result<RunRecord> Workspace::run(std::int64_t id) { return m->runs().find(id); }
Result<std::vector<RunEvent>> Workspace::events(std::int64_t run) { return m->runs().events(run); }
Result<std::vector<RunRowPrediction>> Workspace::runPredictions(std::int64_t run) { return m->runs().predictions(run); }

Status Workspace::removeRun(std::int64_t run) {
    return capture([&] {
        const auto record = m->runs().find(run).value();
        if (record.status == "running") failBadInput("run " + std::to_string(run) + " is going on", "run:" + std::to_string(run), "stop it first");
        m->runs().remove(run).value();
        std::error_code code;
        if (!record.folder.empty()) fs::remove_all(record.folder, code);
        if (code) fail(ErrorKind::Failed, "the run is gone from the list, but its folder could not be deleted: " + code.message(), record.folder);
        return Done {};
    });
}

Status Workspace::renameRun(std::int64_t run, const std::string& name) {
    return capture([&] {
        if (name.empty()) failBadInput("a run needs a name", "name");
        auto record = m->runs().find(run).value();
        record.name = name;
        m->runs().update(record).value();
        return Done {};
    });
}

Result<fs::path> Workspace::exportRun(std::int64_t run, const fs::path& folder) {
    return capture([&] {
        requireUsableOutput(folder);
        copyFolder(workspace::modelFolder(*m, "run:" + std::to_string(run)), folder);
        return fs::absolute(folder);
    });
}

}
