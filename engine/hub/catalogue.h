// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace espalier {

/// A model worth offering, from resources/catalogue.json.
struct CatalogueEntry {
    std::string id;                 ///< bert-base-uncased
    std::string title, family, licence, languages, trainedOn, goodFor;
    std::vector<std::string> tasks; ///< of a recipe, that it is usually tuned or asked for
    std::int64_t parameters = 0;    ///< of the network without a head for a task
    std::int64_t downloadBytes = 0; ///< of its weights; 0: not known
    std::int64_t vocabulary = 0, hiddenSize = 0, layers = 0, heads = 0, maxPositions = 0;   ///< maxPositions 0: no limit of its own
    std::string repository;         ///< its name on the Hugging Face Hub
    std::string package;            ///< where set-up gets it as a package; empty: none
};

/// The catalogue compiled into the program.
const std::vector<CatalogueEntry>& catalogue();

/// The entry with this id, or of this repository; null where there is none.
const CatalogueEntry* catalogueEntry(const std::string& idOrRepository);

/// A sample experiment, from resources/samples.json: data, model and strategy filled in.
struct SampleExperiment {
    std::string id, title, description, dataset, datasetFile, model, text;   ///< text: typed into the playground afterwards
    Json recipe;
    bool available = false;         ///< its files are on this machine
    std::string missing;            ///< what to do where they are not
};

/// Folders searched for samples and starter models: $ESPALIER_SAMPLES, beside the program, the source tree's .deps.
std::vector<std::string> sampleFolders();

/// Where a sample's file or starter model is ("tweets.csv", "models/all-MiniLM-L6-v2"): the first of sampleFolders() that has it.
std::optional<std::filesystem::path> findSample(const std::string& name);

/// Sample experiments with `available` filled in.
std::vector<SampleExperiment> sampleExperiments();

}
