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
    std::int64_t parameters = 0, downloadBytes = 0;
    bool supported = false;         ///< its family can be loaded by this version
    std::string repository;         ///< its name on the Hugging Face Hub
    std::string package;            ///< where set-up gets it as a package; empty: none
};

/// The catalogue compiled into the program.
const std::vector<CatalogueEntry>& catalogue();

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
