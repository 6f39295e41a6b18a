// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <list>
#include <map>
#include <mutex>

namespace espalier {

/// What a Workspace is made of; shared by its files, seen by nobody else.
struct Workspace::Parts {
    WorkspaceOptions options;
    std::filesystem::path folder;
    std::unique_ptr<Store> store;
    std::mutex cacheMutex;
    std::map<std::string, std::shared_ptr<const Tokenizer>> tokenizers;         ///< by folder
    std::map<std::string, std::pair<std::string, ModelInfo>> modelInfos;        ///< by folder, with the stamp of the files they were read from
    // By folder (of generators, bits and folder), the newest first.
    template <typename T>
    using Loaded = std::list<std::pair<std::string, std::shared_ptr<T>>>;
    Loaded<Predictor> predictors;
    Loaded<TextGenerator> generators;
    Loaded<MaskFiller> maskFillers;
    Loaded<QuestionAnswerer> questionAnswerers;
    Loaded<Embedder> embedders;
    Loaded<ZeroShotClassifier> zeroShotClassifiers;

    DatasetStore datasets() { return DatasetStore(*store); }
    RunStore runs() { return RunStore(*store); }
    QueueStore queue() { return QueueStore(*store); }
    PredictionStore tries() { return PredictionStore(*store); }
    SettingStore settings() { return SettingStore(*store); }
    int threads() const;
};

/// Examples of a DATA argument (dataset name or file), with the dataset's own split where it has one.
struct LoadedData {
    std::vector<Example> examples;
    std::vector<Split> splits;              ///< empty, or as long as examples
    std::vector<std::string> notes;         ///< what was left out and why, for the user
};

namespace workspace {

/// Folder of MODEL (folder, catalogue id, run:12); throws Exception where it is not there.
std::filesystem::path modelFolder(Workspace::Parts& parts, const std::string& reference);

/// Folders the user added.
std::vector<std::string> addedModelFolders(Workspace::Parts& parts);

/// `task` decides how a file's labels are read.
LoadedData loadData(Workspace::Parts& parts, const std::string& data, const ColumnMapping& mapping, const std::string& task, bool needsLabels);

/// Everything of a recipe looked up: folders, examples, splits, labels. `notes` receives what was left out.
TrainJob makeJob(Workspace::Parts& parts, const Recipe& recipe, std::vector<std::string>& notes);

/// O, and B- and I- of each type of entity in the examples, types by bytes; the model's own order where it has the same.
std::vector<std::string> tagNames(const std::vector<Example>& examples, const std::vector<std::string>& modelLabels);

/// Class names of the examples: as numbers where all are numbers, else by bytes; the model's own order where it has the same.
std::vector<std::string> classNames(const std::vector<Example>& examples, const std::vector<std::string>& modelLabels);

}

}
