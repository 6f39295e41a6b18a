// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/catalogue.h"

#include "engine/hub/resources.h"

#include <algorithm>
#include <cstdlib>

namespace espalier {
namespace {

namespace fs = std::filesystem;

std::string missingText(const SampleExperiment& sample, bool hasData, bool hasModel) {
    if (hasData && hasModel) return {};
    const std::string what = hasData ? sample.model
        : hasModel                   ? sample.datasetFile
                                     : sample.datasetFile + " and " + sample.model;
    return what
        + " is not on this machine: ./run.sh --build-only fetches it, or point ESPALIER_SAMPLES to a folder that has "
          "it";
}

/// Whether a starter model is there: as a folder of Transformers' files, or with a .gguf.
bool hasStarter(const std::string& model) {
    const auto folder = findSample("models/" + model);
    if (!folder) return false;
    std::error_code code;
    if (fs::exists(*folder / "config.json", code)) return true;
    const fs::directory_iterator files(*folder, code);
    return std::any_of(begin(files), end(files), [](const auto& entry) { return entry.path().extension() == ".gguf"; });
}

}

std::vector<std::string> sampleFolders() {
    std::vector<std::string> folders;
    if (const char* named = std::getenv("ESPALIER_SAMPLES"); named && *named) folders.emplace_back(named);
    std::error_code code;
    if (const fs::path program = fs::read_symlink("/proc/self/exe", code); !code)
        folders.push_back((program.parent_path().parent_path() / "share/espalier/samples").string());
    folders.push_back((fs::path(ESPALIER_SOURCE_DIR) / ".deps/samples").string());
    return folders;
}

std::optional<fs::path> findSample(const std::string& name) {
    for (const std::string& folder : sampleFolders()) {
        std::error_code ignored;
        if (fs::path path = fs::path(folder) / name; fs::exists(path, ignored)) return path;
    }
    return std::nullopt;
}

std::vector<SampleExperiment> sampleExperiments() {
    std::vector<SampleExperiment> samples;
    const Json json = parseJson(resources::samplesText, "samples.json").value();
    for (const Json& entry : json.at("samples")) {
        SampleExperiment sample;
        sample.id = entry.at("id");
        sample.title = entry.at("title");
        sample.description = entry.at("description");
        sample.dataset = entry.at("dataset");
        sample.datasetFile = entry.at("dataset_file");
        sample.model = entry.at("model");
        sample.text = entry.at("text");
        sample.recipe = entry.at("recipe");
        const bool hasData = findSample(sample.datasetFile).has_value();
        const bool hasModel = hasStarter(sample.model);
        sample.available = hasData && hasModel;
        sample.missing = missingText(sample, hasData, hasModel);
        samples.push_back(std::move(sample));
    }
    return samples;
}

}
