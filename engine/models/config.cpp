// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/config.h"

#include "engine/checkpoint/gguf.h"
#include "engine/models/config_fields.h"
#include "engine/models/gguf_model.h"
#include "engine/models/registry.h"

#include <charconv>

namespace espalier {

namespace {

constexpr std::size_t kMaxBytes = 16 << 20;
constexpr std::size_t kMaxLabels = 1'000'000;

std::string architectureOf(const Json& source, const std::string& file) {
    const std::string where = file + ", field architectures";
    const auto found = source.find("architectures");
    if (found == source.end() || found->is_null()) return {};
    if (!found->is_array() || found->empty() || !found->front().is_string())
        failBadInput("expected a list of class names", where, "use the config.json that came with the weights");
    return found->front().get<std::string>();
}

std::string supportedHint() {
    std::string list;
    for (const std::string& name : supportedArchitectures())
        list += (list.empty() ? "" : ", ") + name;
    return "supported: " + list;
}

/// Family and architecture; a config.json without `architectures` is taken as the bare body of its model_type.
const Family& identify(const Json& source, const std::string& file, std::string& architecture) {
    architecture = architectureOf(source, file);
    const std::string type = ConfigFields(source, file).text("model_type", "");
    const Family* family = architecture.empty() ? familyNamed(type) : familyOf(architecture);
    if (!family && architecture.empty())
        failBadInput(type.empty() ? "the configuration names neither architectures nor model_type"
                                  : "model type \"" + type + "\" is not supported",
                     file, supportedHint());
    if (!family)
        failBadInput("architecture \"" + architecture + "\" is not supported", file + ", field architectures",
                     supportedHint());
    if (!type.empty() && type != family->name)
        failBadInput("architecture " + architecture + " and model_type \"" + type + "\" contradict each other",
                     file + ", field model_type", "use the config.json that came with the weights");
    if (architecture.empty()) architecture = family->architectures.front();
    return *family;
}

/// id2label in the order of ids, which must be 0 … n−1.
std::vector<std::string> labelsOf(const Json& source, const std::string& file) {
    const auto found = source.find("id2label");
    if (found == source.end() || found->is_null()) {
        const ConfigFields fields(source, file);
        std::vector<std::string> labels;
        const double count = fields.number("num_labels", 0, 0, kMaxLabels);
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
            labels.push_back("LABEL_" + std::to_string(i));
        return labels;
    }
    const std::string where = file + ", field id2label";
    if (!found->is_object() || found->size() > kMaxLabels)
        failBadInput("expected an object of class names by id", where);
    std::vector<std::string> labels(found->size());
    std::vector<bool> seen(labels.size());
    for (const auto& [key, value] : found->items()) {
        std::size_t id = 0;
        const auto parsed = std::from_chars(key.data(), key.data() + key.size(), id);
        if (parsed.ec != std::errc() || parsed.ptr != key.data() + key.size() || id >= labels.size() || seen[id]
            || !value.is_string())
            failBadInput("ids must be 0, 1, 2 … with a text each; \"" + key.substr(0, 60) + "\" is not", where);
        seen[id] = true;
        labels[id] = value.get<std::string>();
    }
    return labels;
}

}

Json readConfigSource(const std::filesystem::path& model, std::string& file) {
    const bool isFolder = std::filesystem::is_directory(model);
    std::filesystem::path path = isFolder ? model / "config.json" : model;
    if (!std::filesystem::exists(model))
        failNotFound("there is no such model folder", model.string(), "give a folder with config.json and weights");
    if (isFolder && !std::filesystem::exists(path)) {
        const std::filesystem::path weights = findWeights(model);
        if (weights.extension() != ".gguf")
            failNotFound("the model folder has no config.json", path.string(),
                         "fetch the model again, or give its folder");
        path = weights;
    }
    file = path.string();
    return path.extension() == ".gguf" ? ggufConfig(GgufFile::open(path).value()) : readJsonFile(path, kMaxBytes).value();
}

Result<ModelConfig> readModelConfig(const std::filesystem::path& folder) {
    return capture([&] {
        ModelConfig config;
        std::string file;
        config.source = readConfigSource(folder, file);
        if (!config.source.is_object()) failBadInput("the configuration is not a JSON object", file);
        const Family& family = identify(config.source, file, config.architecture);
        config.family = family.name;
        config.labels = labelsOf(config.source, file);
        const ConfigFields fields(config.source, file);
        config.problemType = fields.text("problem_type", "");
        config.pooling = fields.text("espalier_pooling", "cls");
        if (config.pooling != "cls" && config.pooling != "mean")
            failBadInput("pooling is cls or mean, not \"" + config.pooling + "\"", file + ", field espalier_pooling");
        family.readConfig(config.source, file, config);
        return config;
    });
}

}
