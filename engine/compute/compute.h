// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/cancellation.h"
#include "engine/base/progress.h"
#include "engine/data/answers.h"
#include "engine/data/entities.h"
#include "engine/data/entity_answer.h"
#include "engine/data/findings.h"
#include "engine/evaluation/metrics.h"
#include "engine/inference/answers.h"
#include "engine/inference/generate_options.h"
#include "engine/recipe/recipe.h"
#include "engine/recipe/run_event.h"

#include <filesystem>
#include <memory>

namespace espalier {

/// The rows of one of a recipe's further tasks.
struct MoreTaskRows {
    std::string name;                           ///< of its data, made unique: what events, metrics and folders call it
    std::vector<Example> train, validation, test;
    std::vector<std::string> labels;            ///< as TrainJob's
};

/// Everything of a run that has been looked up already: folders instead of names, examples instead of datasets.
struct TrainJob {
    std::int64_t run = 0;
    Recipe recipe;
    std::filesystem::path modelFolder;
    std::vector<Example> train, validation, test;
    std::vector<std::string> labels;            ///< class names in the order of ids
    std::vector<MoreTaskRows> moreTasks;        ///< as many as recipe.multiTask.tasks
    std::vector<std::string> generalTexts;      ///< of recipe.data.general
    std::filesystem::path checkpointFolder;     ///< where the one current checkpoint lives; resumed from where whole
    std::filesystem::path outputFolder;         ///< receives the Hugging Face folder
    std::string device = "auto";
    int threads = 0;                            ///< 0: all cores
    bool resume = false;
    double maxSeconds = 0;                      ///< of training, then the run is complete; 0: no limit
};

/// What the test (or validation) data got, row by row, for confusion, intervals and paired tests.
struct RowPrediction {
    std::int64_t row = 0;           ///< position in the job's examples
    std::int32_t truth = -1, predicted = -1;
    float score = 0;                ///< probability of the predicted class; of entities, of the least sure word; of labels, of the least sure answer
    std::vector<EntitySpan> trueEntities {}, predictedEntities {};     ///< where the task is tokens
    std::vector<std::int32_t> trueLabels {}, predictedLabels {};       ///< where it is multilabel: those that apply
    std::vector<AnswerText> trueAnswers {}, predictedAnswers {};       ///< where it is qa; none: the context doesn't say
    float target = 0, value = 0;    ///< where it is regression: the true number and the answer
};

struct TrainOutcome {
    RunFinished finished;
    std::string split;              ///< which data `predictions` are of
    std::vector<RowPrediction> predictions;
    std::int64_t peakMemoryBytes = 0;           ///< that it took at most beside what was in use before
};

/// Memory by part and time, measured by a dry run of a few steps.
struct Estimate {
    std::int64_t weightBytes = 0, gradientBytes = 0, optimizerBytes = 0, activationBytes = 0;
    std::int64_t availableBytes = 0;
    double secondsPerStep = 0, secondsTotal = 0;
    double featureSeconds = 0;      ///< of secondsTotal, a frozen body's one pass over the training rows
    std::int64_t steps = 0, parameters = 0, trainableParameters = 0;
    std::int64_t longestTokens = 0, truncatedTexts = 0;
    std::int64_t checkpointBytes = 0, diskFreeBytes = 0;
    std::int64_t totalBytes() const { return weightBytes + gradientBytes + optimizerBytes + activationBytes; }
};

/// What the loss does as the learning rate rises from step to step (Smith 2017).
struct LearningRateTest {
    std::vector<double> rates, losses;  ///< of each step; losses smoothed
    double suggestion = 0;              ///< where the loss falls most steeply; 0: it never does
};

struct Prediction {
    std::string label;
    float score = 0;
    std::vector<float> scores {};   ///< as labels()
    std::vector<std::string> chosen {};     ///< where the task is multilabel: the labels that apply; label is empty then
    float value = 0;                ///< where it is regression; label and scores are empty then
    std::vector<Entity> entities {};    ///< where the task is tokens; label and scores are empty then
    std::int64_t tokens = 0;
    bool truncated = false;
};

/// A tuned model ready to answer; thread-safe.
class Predictor {
public:
    virtual ~Predictor() = default;
    /// classification, tokens, multilabel or regression
    virtual std::string task() const = 0;
    virtual const std::vector<std::string>& labels() const = 0;
    /// Answers in the order of the texts; `pairs` is empty or as long. Stops early on the token (Interrupted).
    virtual Result<std::vector<Prediction>> predict(const std::vector<std::string>& texts, const std::vector<std::string>& pairs = {},
                                                    const CancellationToken& token = {}, const ProgressSink& progress = {},
                                                    Aggregation aggregation = Aggregation::Simple) = 0;
};

/// A language model ready to write; thread-safe.
class TextGenerator {
public:
    virtual ~TextGenerator() = default;
    /// False for encoder–decoders, whose texts do not begin with the prompt.
    virtual bool continuesPrompt() const = 0;
    /// Writes on from the prompt, or answers it. Stops early on the token: what was written by then is the result.
    virtual Result<Generation> generate(const std::string& prompt, const GenerateOptions& options = {},
                                        const CancellationToken& token = {}, const TextSink& sink = {}) = 0;
};

/// A masked language model ready to fill in words; thread-safe.
class MaskFiller {
public:
    virtual ~MaskFiller() = default;
    virtual const std::string& maskToken() const = 0;
    virtual Result<FilledText> fill(const std::string& text, const FillOptions& options = {}) = 0;
};

/// A model ready to find answers in a context; thread-safe.
class QuestionAnswerer {
public:
    virtual ~QuestionAnswerer() = default;
    virtual Result<FoundAnswer> answer(const std::string& question, const std::string& context, const QuestionOptions& options = {}) = 0;
};

/// A model ready to make vectors of texts; thread-safe.
class Embedder {
public:
    virtual ~Embedder() = default;
    virtual bool normalizes() const = 0;    ///< all vectors have length 1
    virtual Result<std::vector<std::vector<float>>> embed(const std::vector<std::string>& texts, const CancellationToken& token = {},
                                                          const ProgressSink& progress = {}) = 0;
};

/// A model ready to choose among labels that it was not trained for; thread-safe.
class ZeroShotClassifier {
public:
    virtual ~ZeroShotClassifier() = default;
    /// As Predictor::predict(); scores as options.labels.
    virtual Result<std::vector<Prediction>> classify(const std::vector<std::string>& texts, const ZeroShotOptions& options,
                                                     const CancellationToken& token = {}, const ProgressSink& progress = {}) = 0;
};

struct EvaluationOutcome {
    std::int64_t samples = 0;
    double seconds = 0;
    Metrics metrics;                ///< loss included
    ConfusionMatrix confusion;      ///< of classes; of words' tags where the task is tokens; empty where no class is chosen
    std::vector<RowPrediction> predictions;
};

/// One line of input for forward().
struct ForwardInput {
    std::vector<std::int32_t> ids, typeIds;
    std::vector<std::int32_t> decoderIds {};    ///< of an encoder–decoder; empty: none
    bool decoderLacksStart = false;             ///< decoderIds come from a text: the model's start token goes before them
};
struct NamedShape {
    std::string name;
    std::vector<std::int64_t> shape;
};

struct DeviceReport {
    std::string torchVersion, device;           ///< "cpu" or "cuda:0 (name)"
    int threads = 0;
    std::vector<std::string> kernels;           ///< fused kernels in use
    std::string cpuCapability;
    struct Check { std::string name; bool ok = false; std::string detail; };
    std::vector<Check> checks;                  ///< self-check of each kernel against ATen
};

/// All that needs LibTorch, behind plain values. Lives in a shared object of its own that is loaded at first use, so that a
/// window or `runs list` starts without it.
class Compute {
public:
    virtual ~Compute() = default;
    virtual Result<TrainOutcome> train(const TrainJob& job, const CancellationToken& token, const EventSink& sink) = 0;
    virtual Result<Estimate> estimate(const TrainJob& job, const CancellationToken& token) = 0;
    /// Some steps on a model of its own; nothing is kept of them.
    virtual Result<LearningRateTest> findLearningRate(const TrainJob& job, const CancellationToken& token, const ProgressSink& progress) = 0;
    virtual Result<EvaluationOutcome> evaluate(const std::filesystem::path& modelFolder, const std::vector<Example>& examples,
                                               const std::string& device, int threads, const CancellationToken& token, const ProgressSink& progress) = 0;
    virtual Result<std::shared_ptr<Predictor>> loadPredictor(const std::filesystem::path& modelFolder, const std::string& device, int threads) = 0;
    virtual Result<std::shared_ptr<TextGenerator>> loadGenerator(const std::filesystem::path& modelFolder, WeightBits bits, const std::string& device, int threads) = 0;
    virtual Result<std::shared_ptr<MaskFiller>> loadMaskFiller(const std::filesystem::path& modelFolder, const std::string& device, int threads) = 0;
    virtual Result<std::shared_ptr<QuestionAnswerer>> loadQuestionAnswerer(const std::filesystem::path& modelFolder, const std::string& device, int threads) = 0;
    virtual Result<std::shared_ptr<Embedder>> loadEmbedder(const std::filesystem::path& modelFolder, const std::string& device, int threads) = 0;
    virtual Result<std::shared_ptr<ZeroShotClassifier>> loadZeroShotClassifier(const std::filesystem::path& modelFolder, const std::string& device, int threads) = 0;
    /// Writes the raw outputs of each input as float32 tensors `<field>.<line>` to a safetensors file.
    virtual Result<std::vector<NamedShape>> forward(const std::filesystem::path& modelFolder, const std::vector<ForwardInput>& inputs,
                                                    const std::filesystem::path& output, const std::string& device, int threads) = 0;
    /// Writes config.json and model.safetensors of a model, whatever its files are, with the adapters in its weights.
    virtual Status saveMerged(const std::filesystem::path& modelFolder, const std::filesystem::path& folder, int threads) = 0;
    virtual Result<DeviceReport> doctor(const std::string& device, int threads) = 0;
};

/// The library's Compute, loading libespalier_compute.so on the first call (0.3 s); error where it can't be loaded.
Result<Compute*> compute();

}
