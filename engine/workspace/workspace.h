// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/cancellation.h"
#include "engine/base/progress.h"
#include "engine/compute/compute.h"
#include "engine/data/label_list.h"
#include "engine/data/reader.h"
#include "engine/data/split.h"
#include "engine/hub/catalogue.h"
#include "engine/recipe/recipe.h"
#include "engine/recipe/schedule.h"
#include "engine/recipe/presets.h"
#include "engine/recipe/strategy_info.h"
#include "engine/recipe/task_info.h"
#include "engine/store/dataset_store.h"
#include "engine/store/prediction_store.h"
#include "engine/store/queue_store.h"
#include "engine/store/run_store.h"
#include "engine/text/tokenizer.h"
#include "engine/workspace/race.h"

#include <filesystem>
#include <memory>

namespace espalier {

struct WorkspaceOptions {
    std::filesystem::path folder;       ///< empty: $ESPALIER_HOME, else $XDG_DATA_HOME/espalier, else ~/.local/share/espalier
    std::string device = "auto";        ///< auto, cpu, cuda, cuda:N
    int threads = 0;                    ///< 0: all cores
};

/// Whose a model's files are: what removing it means.
enum class ModelOrigin { None, Downloaded, Added, Cache, Sample };

/// A model as lists and cards show it.
struct ModelInfo {
    std::string reference;              ///< what to pass as MODEL: id, path or run:12
    std::string title, family, architecture, tokenizer, licence, languages, trainedOn, goodFor, card;
    std::int64_t parameters = 0, hiddenSize = 0, layers = 0, heads = 0, vocabulary = 0, maxPositions = 0, diskBytes = 0;
    std::vector<std::string> labels;    ///< of a tuned model
    std::string answers;                ///< what its head is for: the task (masked-lm, qa …), embed of a bare body; empty: nothing
    std::vector<std::string> tasks;     ///< of a recipe, that it is usually tuned or asked for; empty: not known
    std::string folder;                 ///< where its files are (or the .gguf file itself); empty: not installed
    std::string repository;             ///< its name on the hub; empty: it has none that we know
    ModelOrigin origin = ModelOrigin::None;
    std::int64_t partialBytes = 0, partialTotal = 0;    ///< of a download that was stopped; 0: none (total: not known)
    bool installed = false, supported = true, isRun = false;
    std::string problem;                ///< why it can't be used; empty: it can
};

/// What removeModel() did.
struct RemovedModel {
    std::string reference;
    std::string deletedFolder;          ///< of a downloaded model; empty: it was only taken off the list
    std::int64_t freedBytes = 0;
};

/// A file looked at before it is imported: the first rows as guessed, and what could be changed.
struct ImportPreview {
    ReadResult read;
    ColumnMapping mapping;
    std::string task;
    std::string suggestedName;
    std::vector<Example> sentences;     ///< where the task is tokens: the rows with their entities as entities.h has them
};
struct ImportOptions {
    ReadOptions read;
    ColumnMapping mapping;              ///< all empty: guessed
    std::string name;                   ///< empty: from the file's name
    std::string task;                   ///< empty: guessed
    bool replace = false;
};

/// A dataset with what its page shows.
struct DatasetInfo {
    DatasetRecord record;
    std::vector<LabelCount> labels;
    std::int64_t train = 0, validation = 0, test = 0;   ///< rows of each part; all 0: not split
    std::string undoText;
};

/// Token lengths of a dataset under a model's tokenizer.
struct LengthStatistics {
    std::int64_t texts = 0, minimum = 0, median = 0, percentile90 = 0, percentile99 = 0, maximum = 0;
    double mean = 0;
    double unknownShare = 0;            ///< unknown tokens / tokens
    std::int64_t truncated = 0;         ///< texts longer than maxLength
    std::vector<std::int64_t> lengths;  ///< sorted ascending
};

/// A token of a typed sentence.
struct TokenPiece {
    std::string token;
    std::int32_t id = 0, start = 0, end = 0;    ///< code points
    bool special = false, unknown = false;
};

/// One metric of two runs on the same texts, said in numbers and in words.
struct PairedComparison {
    std::int64_t left = 0, right = 0, texts = 0, onlyLeft = 0, onlyRight = 0;
    double pValue = 1;
    bool ofMeasures = false;            ///< onlyLeft and onlyRight came nearer (sign test); else they alone were right (McNemar)
    std::string verdict;                ///< "B is not shown to be better: p = 0.21 on 400 texts"
};
struct RunComparison {
    std::vector<RunRecord> runs;
    std::vector<Interval> accuracy;     ///< as runs; 0…0 where there are no predictions
    std::vector<RecipeDifference> differences;  ///< between the first and each other, field by field
    std::vector<PairedComparison> paired;
};

struct DoctorReport {
    bool ok = false;
    std::string version, workspace, storeCheck, sqliteVersion;
    int schemaVersion = 0;
    std::int64_t memoryBytes = 0, memoryFreeBytes = 0, diskFreeBytes = 0;
    int cores = 0;
    std::string computeProblem;         ///< why LibTorch could not be loaded; empty: it is
    DeviceReport device;
};

/// Lines of a UTF-8 text file: they end at \n alone, a \r before it is dropped, empty ones count. Error: not UTF-8 (file:line).
Result<std::vector<std::string>> readLines(const std::filesystem::path& file);

/// What train() calls back with; all optional.
struct TrainOptions {
    std::filesystem::path output;       ///< besides the run's own folder, empty: none
    EventSink events;
    std::string group {};               ///< that the run is to belong to
    double maxSeconds = 0;              ///< of training, then the run is complete; 0: no limit
};

/// An item of the queue that had its turn.
struct QueueRun {
    QueueItem item;
    RunRecord record;                   ///< of the run that it became
    std::string error;                  ///< why it did not become one; empty: it did
};

/// What exportModel() is to make.
struct ExportOptions {
    std::string format = "hf";          ///< hf, merged, peft or gguf
    std::string type;                   ///< of a GGUF's weights: f32, f16 (empty) or q8_0
};
/// What it made, and how near the exported model, loaded again by a process of its own, is to the original.
struct ExportReport {
    std::vector<std::filesystem::path> files;
    std::int64_t texts = 0, values = 0;             ///< compared
    double difference = 0, tolerance = 0;           ///< ‖a − b‖ ÷ ‖a‖ of all outputs
};

/// All that a window or a script can do. Calls are synchronous and thread-safe; the long ones take a CancellationToken.
/// Nothing of LibTorch or Qt shows here; LibTorch is loaded by the first call that computes.
class Workspace {
public:
    static Result<std::unique_ptr<Workspace>> open(const WorkspaceOptions& options = {});
    ~Workspace();

    std::filesystem::path folder() const;
    const WorkspaceOptions& options() const;

    // Models. `reference`: a folder or .gguf file, a catalogue id, owner/name on the hub, run:12.
    Result<std::vector<ModelInfo>> models();                ///< installed first, then the rest of the catalogue; no runs
    Result<ModelInfo> model(const std::string& reference);
    Result<std::string> answers(const std::string& reference);  ///< ModelInfo::answers, by its config.json alone
    Result<ModelInfo> addModel(const std::filesystem::path& path);
    /// Downloads a catalogue id or owner/name; what is on this machine already is left as it is. Stopped by the token, it goes on
    /// with what came the next time.
    Result<ModelInfo> fetchModel(const std::string& reference, const CancellationToken& token = {}, const ProgressSink& progress = {});
    Status discardDownload(const std::string& reference);   ///< throws away what a stopped download left
    Result<RemovedModel> removeModel(const std::string& reference);    ///< deletes a downloaded model; forgets an added one, whose files stay
    Result<std::shared_ptr<const Tokenizer>> tokenizer(const std::string& reference);   ///< cached
    Result<std::vector<TokenPiece>> tokenize(const std::string& reference, const std::string& text);
    Result<std::vector<NamedShape>> forward(const std::string& reference, const std::vector<ForwardInput>& inputs, const std::filesystem::path& output);

    /// Writes what other programs read into a folder, whole or not at all: a Hugging Face folder (hf; merged is the same), a PEFT
    /// adapter, a GGUF. It counts as good once it was loaded again and gave the same.
    Result<ExportReport> exportModel(const std::string& reference, const std::filesystem::path& folder, const ExportOptions& options = {});

    // Data.
    Result<ImportPreview> preview(const std::filesystem::path& file, const ReadOptions& options = {});
    Result<DatasetInfo> importDataset(const std::filesystem::path& file, const ImportOptions& options = {},
                                      const CancellationToken& token = {}, const ProgressSink& progress = {});
    Result<std::vector<DatasetInfo>> datasets();
    Result<DatasetInfo> dataset(const std::string& name);
    Result<std::vector<StoredRow>> rows(const std::string& name, const RowQuery& query = {});
    Result<std::int64_t> countRows(const std::string& name, const RowQuery& query = {});
    Result<std::vector<DataFinding>> check(const std::string& name);
    Result<DatasetInfo> fix(const std::string& name, FindingKind kind);     ///< applies the finding's cure
    Result<DatasetInfo> removeRows(const std::string& name, const std::vector<std::int64_t>& positions, const std::string& what);
    Result<DatasetInfo> split(const std::string& name, const SplitOptions& options);
    Result<DatasetInfo> undo(const std::string& name);
    Result<LengthStatistics> tokenLengths(const std::string& name, const std::string& model, std::int64_t maxLength, const CancellationToken& token = {});
    Status exportDataset(const std::string& name, const std::filesystem::path& file);   ///< .csv, .jsonl, or .conll of entities
    Status removeDataset(const std::string& name);

    // Runs.
    std::vector<RecipeFinding> check(const Recipe& recipe);     ///< values, and whether model, data and columns are there
    Result<Estimate> estimate(const Recipe& recipe, const CancellationToken& token = {});
    /// Tries rising learning rates on a model of its own; nothing is kept but the answer.
    Result<LearningRateTest> findLearningRate(const Recipe& recipe, const CancellationToken& token = {}, const ProgressSink& progress = {});
    Result<RunRecord> train(const Recipe& recipe, const CancellationToken& token = {}, const TrainOptions& options = {});
    Result<RunRecord> resume(std::int64_t run, const CancellationToken& token = {}, const TrainOptions& options = {});
    /// Runs one strategy after the other. A failed one does not stop the others; the token stops them all, and what is there
    /// is kept.
    Result<RaceTable> race(const Recipe& recipe, const RaceOptions& options, const CancellationToken& token = {});
    Result<RaceTable> raceTable(const std::string& group);      ///< of a race that was
    Result<QueueItem> enqueue(const Recipe& recipe);
    Result<std::vector<QueueItem>> queue();                     ///< in the order in which they run
    Status removeFromQueue(std::int64_t item);
    Status moveInQueue(std::int64_t item, std::int64_t by);     ///< so many places down, or up where it is negative
    /// Takes the next item that waits and makes its run, going on with it where it was interrupted; nothing where none waits.
    /// A run that fails is marked so in the queue and is no error here.
    Result<std::optional<QueueRun>> runNext(const CancellationToken& token = {}, const TrainOptions& options = {});
    Result<std::vector<RunRecord>> runs();                      ///< oldest first
    Result<RunRecord> run(std::int64_t id);
    Result<std::vector<RunEvent>> events(std::int64_t run);
    Result<std::vector<RunRowPrediction>> runPredictions(std::int64_t run);
    Result<RunComparison> compare(const std::vector<std::int64_t>& runs);
    Status removeRun(std::int64_t run);                         ///< its folder too
    Status renameRun(std::int64_t run, const std::string& name);
    Result<std::filesystem::path> exportRun(std::int64_t run, const std::filesystem::path& folder);  ///< copies the Hugging Face folder

    // Trying and measuring.
    Result<std::shared_ptr<Predictor>> predictor(const std::string& reference);     ///< cached, the last three
    Result<std::shared_ptr<TextGenerator>> generator(const std::string& reference, WeightBits bits = WeightBits::Full);   ///< cached, the last two
    // Each cached, the last one.
    Result<std::shared_ptr<MaskFiller>> maskFiller(const std::string& reference);
    Result<std::shared_ptr<QuestionAnswerer>> questionAnswerer(const std::string& reference);
    Result<std::shared_ptr<Embedder>> embedder(const std::string& reference);
    Result<std::shared_ptr<ZeroShotClassifier>> zeroShotClassifier(const std::string& reference);
    Result<EvaluationOutcome> evaluate(const std::string& reference, const std::string& data, Split split = Split::None,
                                       const ColumnMapping& mapping = {"text", "", "label"}, const CancellationToken& token = {}, const ProgressSink& progress = {});
    /// Predicts each line (text files) or each row's text column (CSV, TSV, JSONL) and writes a CSV. Returns the rows.
    Result<std::int64_t> predictFile(const std::string& reference, const std::filesystem::path& input, const std::filesystem::path& output,
                                     const CancellationToken& token = {}, const ProgressSink& progress = {});
    Result<TryRecord> keepTry(TryRecord record);
    Status correctTry(std::int64_t id, const std::string& label);
    Status removeTry(std::int64_t id);
    Result<std::vector<TryRecord>> tries(const std::string& search = {}, std::int64_t limit = 200);

    // The rest.
    std::vector<SampleExperiment> samples();
    /// Imports the sample's dataset where it is not there yet and returns its recipe, ready for train().
    Result<Recipe> prepareSample(const std::string& id, const CancellationToken& token = {});
    Result<std::string> setting(const std::string& key, const std::string& fallback = {});
    Status setSetting(const std::string& key, const std::string& value);
    Result<DoctorReport> doctor();

    struct Parts;       ///< the engine's side of it (parts.h)

private:
    explicit Workspace(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m;
};

}
