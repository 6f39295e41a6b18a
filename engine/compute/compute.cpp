// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compute/answerers.h"
#include "engine/compute/device.h"
#include "engine/compute/doctor.h"
#include "engine/compute/forward.h"
#include "engine/compute/local_compute.h"
#include "engine/compute/row_predictions.h"
#include "engine/compute/torch_errors.h"
#include "engine/compute/train.h"
#include "engine/inference/generator.h"
#include "engine/inference/language_evaluation.h"
#include "engine/inference/tuned_model.h"
#include "engine/models/head_kind.h"
#include "engine/strategies/tuned_folder.h"

namespace espalier {
namespace {

class LocalPredictor final : public Predictor {
public:
    LocalPredictor(std::unique_ptr<TunedModel> model, int threads) : m_model(std::move(model)), m_threads(threads) { }

    std::string task() const override { return m_model->task().kind(); }
    const std::vector<std::string>& labels() const override { return m_model->task().labels(); }
    Result<std::vector<Prediction>> predict(const std::vector<std::string>& texts, const std::vector<std::string>& pairs,
                                            const CancellationToken& token, const ProgressSink& progress,
                                            Aggregation aggregation) override {
        return guarded(m_threads, [&] {
            if (!pairs.empty() && pairs.size() != texts.size()) failBadInput("there must be as many second texts as texts");
            auto answers = m_model->answer(texts, pairs, m_threads, aggregation, stepper(token, progress, texts.size()));
            std::vector<Prediction> predictions;
            predictions.reserve(answers.size());
            for (auto& answer : answers) predictions.push_back(toPrediction(std::move(answer)));
            return predictions;
        });
    }

private:
    Prediction toPrediction(Answer answer) const {
        Prediction prediction {.label = {}, .entities = std::move(answer.entities), .tokens = answer.tokens, .truncated = answer.truncated};
        if (task() == "regression") {
            prediction.value = answer.scores.at(0);
            return prediction;
        }
        prediction.scores = std::move(answer.scores);
        if (task() == "multilabel") {
            for (std::size_t i = 0; i < labels().size(); ++i)
                if (prediction.scores[i] > 0.5f) prediction.chosen.push_back(labels()[i]);
            return prediction;
        }
        prediction.score = answer.result.score;
        if (const auto predicted = answer.result.predicted; predicted >= 0) prediction.label = labels()[static_cast<std::size_t>(predicted)];
        return prediction;
    }

    std::unique_ptr<TunedModel> m_model;
    int m_threads;
};

class LocalGenerator final : public TextGenerator {
public:
    LocalGenerator(std::unique_ptr<Generator> generator, int threads) : m_generator(std::move(generator)), m_threads(threads) { }

    bool continuesPrompt() const override { return m_generator->continuesPrompt(); }
    Result<Generation> generate(const std::string& prompt, const GenerateOptions& options, const CancellationToken& token, const TextSink& sink) override {
        return guarded(m_threads, [&] { return m_generator->generate(prompt, options, token, sink); });
    }

private:
    std::unique_ptr<Generator> m_generator;
    int m_threads;
};

/// Of a language model, which has no classes.
EvaluationOutcome toOutcome(const Evaluation& evaluation) {
    EvaluationOutcome outcome;
    outcome.samples = std::ssize(evaluation.rows);
    outcome.seconds = evaluation.seconds;
    outcome.metrics = evaluation.metrics;
    outcome.metrics["loss"] = evaluation.loss;
    return outcome;
}

EvaluationOutcome toOutcome(const Evaluation& evaluation, const Task& task) {
    EvaluationOutcome outcome {.samples = static_cast<std::int64_t>(evaluation.rows.size()), .seconds = evaluation.seconds,
                               .metrics = evaluation.metrics, .confusion = {}, .predictions = toPredictions(evaluation.rows, task)};
    outcome.metrics["loss"] = evaluation.loss;
    if (task.asQuestions()) outcome.samples = std::ssize(outcome.predictions); // not windows
    if (!task.choosesClass()) return outcome;
    std::vector<std::int32_t> truth, predicted;
    for (const auto& row : evaluation.rows) {
        for (const auto& decision : row.decisions) {
            truth.push_back(decision.truth);
            predicted.push_back(decision.predicted);
        }
    }
    outcome.confusion = confusionMatrix(task.labels(), truth, predicted);
    return outcome;
}

class LocalCompute final : public Compute {
public:
    Result<TrainOutcome> train(const TrainJob& job, const CancellationToken& token, const EventSink& sink) override {
        return guarded(job.threads, [&] { return trainJob(job, token, sink); });
    }

    Result<Estimate> estimate(const TrainJob& job, const CancellationToken& token) override {
        return guarded(job.threads, [&] { return estimateJob(job, token); });
    }

    Result<LearningRateTest> findLearningRate(const TrainJob& job, const CancellationToken& token, const ProgressSink& progress) override {
        return guarded(job.threads, [&] { return testLearningRates(job, token, progress); });
    }

    Result<EvaluationOutcome> evaluate(const std::filesystem::path& modelFolder, const std::vector<Example>& examples, const std::string& device,
                                       int threads, const CancellationToken& token, const ProgressSink& progress) override {
        return guarded(threads, [&] {
            if (!languageTaskOf(readModelConfig(modelFolder).value().architecture).empty()) {
                return toOutcome(evaluateLanguageModel(modelFolder, chooseDevice(device), examples, threads, stepper(token, progress, examples.size())));
            }
            const auto model = TunedModel::load(modelFolder, chooseDevice(device)).value();
            const auto evaluation = model->evaluate(examples, threads, stepper(token, progress, examples.size()));
            return toOutcome(evaluation, model->task()); // the task that encoded them
        });
    }

    Result<std::shared_ptr<Predictor>> loadPredictor(const std::filesystem::path& modelFolder, const std::string& device, int threads) override {
        return guarded(threads, [&]() -> std::shared_ptr<Predictor> {
            return std::make_shared<LocalPredictor>(TunedModel::load(modelFolder, chooseDevice(device)).value(), threads);
        });
    }

    Result<std::shared_ptr<TextGenerator>> loadGenerator(const std::filesystem::path& modelFolder, WeightBits bits, const std::string& device, int threads) override {
        return guarded(threads, [&]() -> std::shared_ptr<TextGenerator> {
            return std::make_shared<LocalGenerator>(Generator::load(modelFolder, chooseDevice(device), bits).value(), threads);
        });
    }

    Result<std::shared_ptr<MaskFiller>> loadMaskFiller(const std::filesystem::path& modelFolder, const std::string& device, int threads) override {
        return guarded(threads, [&] { return makeMaskFiller(modelFolder, chooseDevice(device), threads); });
    }

    Result<std::shared_ptr<QuestionAnswerer>> loadQuestionAnswerer(const std::filesystem::path& modelFolder, const std::string& device, int threads) override {
        return guarded(threads, [&] { return makeQuestionAnswerer(modelFolder, chooseDevice(device), threads); });
    }

    Result<std::shared_ptr<Embedder>> loadEmbedder(const std::filesystem::path& modelFolder, const std::string& device, int threads) override {
        return guarded(threads, [&] { return makeEmbedder(modelFolder, chooseDevice(device), threads); });
    }

    Result<std::shared_ptr<ZeroShotClassifier>> loadZeroShotClassifier(const std::filesystem::path& modelFolder, const std::string& device, int threads) override {
        return guarded(threads, [&] { return makeZeroShotClassifier(modelFolder, chooseDevice(device), threads); });
    }

    Result<std::vector<NamedShape>> forward(const std::filesystem::path& modelFolder, const std::vector<ForwardInput>& inputs,
                                            const std::filesystem::path& output, const std::string& device, int threads) override {
        return guarded(threads, [&] { return forwardLines(modelFolder, inputs, output, chooseDevice(device)); });
    }

    Status saveMerged(const std::filesystem::path& modelFolder, const std::filesystem::path& folder, int threads) override {
        return guarded(threads, [&] {
            espalier::saveMerged(*loadTuned(modelFolder).value().model, folder);
            return Done {};
        });
    }

    Result<DeviceReport> doctor(const std::string& device, int threads) override {
        return guarded(threads, [&] { return examineDevice(chooseDevice(device)); });
    }
};

}

Compute& localCompute() {
    static LocalCompute compute;
    return compute;
}

}
