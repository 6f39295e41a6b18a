// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/peft_folder.h"

#include "engine/base/file.h"
#include "engine/checkpoint/weights.h"
#include "engine/models/config.h"
#include "engine/models/registry.h"

#include <map>

namespace espalier {

namespace fs = std::filesystem;

namespace {

Json adapterConfig(const fs::path& adapter) {
    Json json = readJsonFile(adapter / kAdapterConfig).value();
    if (!json.is_object()) failBadInput("this is not a JSON object", (adapter / kAdapterConfig).string());
    return json;
}

std::string textOf(const Json& json, const char* field) {
    const auto found = json.find(field);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Takes `part` out of `name` wherever it is.
void drop(std::string& name, const std::string& part) {
    for (auto at = name.find(part); at != std::string::npos; at = name.find(part))
        name.erase(at, part.size());
}

/// The class of the base's family that PEFT's task_type stands for; the base's own where it says nothing.
std::string architectureFor(const Json& adapter, const ModelConfig& base, const std::string& file) {
    static const std::map<std::string, std::vector<std::string>> endings {
        {"SEQ_CLS", {"ForSequenceClassification"}},
        {"TOKEN_CLS", {"ForTokenClassification"}},
        {"QUESTION_ANS", {"ForQuestionAnswering"}},
        {"CAUSAL_LM", {"ForCausalLM", "LMHeadModel"}},
        {"SEQ_2_SEQ_LM", {"ForConditionalGeneration"}}};
    const auto known = endings.find(textOf(adapter, "task_type"));
    const Family* family = familyNamed(base.family);
    if (known == endings.end() || family == nullptr) return base.architecture;
    for (const std::string& ending : known->second)
        for (const std::string& name : family->architectures)
            if (name.ends_with(ending)) return name;
    failBadInput("a " + base.family + " model has no head for the task " + known->first, file + ", field task_type");
}

/// How many classes the head has that was saved with the adapter; 0: none was.
std::size_t classesOf(const fs::path& adapter) {
    const Weights weights = Weights::open(adapterWeights(adapter)).value();
    for (const auto& [name, tensor] : weights.tensors()) {
        const std::string parameter = adapterParameter(name);
        const bool isLast = parameter == "classifier.weight" || parameter == "score.weight"
            || parameter == "classifier.out_proj.weight" || parameter == "classification_head.out_proj.weight";
        if (isLast && tensor.shape.size() == 2 && tensor.shape[0] > 0 && tensor.shape[0] < 1'000'000)
            return static_cast<std::size_t>(tensor.shape[0]);
    }
    return 0;
}

Json composedConfig(const fs::path& adapter, const fs::path& base) {
    std::string file;
    Json config = readConfigSource(base, file);
    const ModelConfig known = readModelConfig(base).value();
    const std::string architecture
        = architectureFor(adapterConfig(adapter), known, (adapter / kAdapterConfig).string());
    config["architectures"] = {architecture};
    if (!architecture.ends_with("Classification")) return config;
    const std::size_t classes = classesOf(adapter);
    if (classes == 0 || classes == known.labels.size()) return config;
    Json names = Json::object(), ids = Json::object();
    for (std::size_t i = 0; i < classes; ++i) {
        const std::string name = "LABEL_" + std::to_string(i);
        names[std::to_string(i)] = name;
        ids[name] = i;
    }
    config["id2label"] = std::move(names);
    config["label2id"] = std::move(ids);
    config.erase("num_labels");
    return config;
}

/// Links to the regular files of a folder that `target` doesn't have yet.
void linkFiles(const fs::path& folder, const fs::path& target) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_regular_file() || name == "config.json" || name == "manifest.json" || name == "README.md")
            continue;
        if (!fs::exists(fs::symlink_status(target / name)))
            fs::create_symlink(fs::absolute(entry.path()).lexically_normal(), target / name);
    }
}

}

bool isAdapterFolder(const fs::path& folder) {
    std::error_code code;
    return fs::is_regular_file(folder / kAdapterConfig, code) && !fs::exists(folder / "config.json", code);
}

std::string adapterBase(const fs::path& adapter) {
    std::string base = textOf(adapterConfig(adapter), "base_model_name_or_path");
    if (base.empty())
        failBadInput("the adapter doesn't say which model it belongs to",
                     (adapter / kAdapterConfig).string() + ", field base_model_name_or_path",
                     "name the folder or the catalogue id of its base model there");
    return base;
}

fs::path adapterWeights(const fs::path& adapter) {
    for (const char* name : {"adapter_model.safetensors", "adapter_model.bin"})
        if (fs::exists(adapter / name)) return adapter / name;
    failNotFound("the adapter has no weights", adapter.string(),
                 "adapter_model.safetensors belongs beside adapter_config.json");
}

std::string adapterParameter(const std::string& tensor) {
    std::string name = tensor;
    for (const std::string prefix : {"base_model.model.", "base_model."})
        if (name.starts_with(prefix)) {
            name.erase(0, prefix.size());
            break;
        }
    // Layers that PEFT wrapped, and the adapter's own name in the files of its first versions.
    for (const char* part : {".base_layer", ".modules_to_save", ".default"})
        drop(name, part);
    if (const std::string ending = ".lora_magnitude_vector.weight"; name.ends_with(ending))
        name.resize(name.size() - std::string(".weight").size());
    return name;
}

void composeAdapter(const fs::path& adapter, const fs::path& base, const fs::path& target) {
    std::error_code code;
    if (fs::exists(base / kAdapterConfig, code))
        failBadInput("the adapter's base is an adapter itself", base.string(),
                     "fold that one into a model first: espalier export MODEL --format merged --output DIR");
    const Json config = composedConfig(adapter, base);
    fs::create_directories(target);
    linkFiles(adapter, target);
    if (fs::is_directory(base))
        linkFiles(base, target);
    else
        fs::create_symlink(fs::absolute(base), target / "model.gguf");
    writeFileAtomically(target / "config.json", toText(config, 2) + "\n");
}

}
