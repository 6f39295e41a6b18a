// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs read of a model.
#include "engine/base/file.h"
#include "engine/checkpoint/data_type.h"
#include "engine/checkpoint/weights.h"
#include "engine/models/config.h"
#include "engine/models/gguf_export.h"
#include "engine/models/peft_folder.h"
#include "engine/text/tokenizer_export.h"
#include "engine/workspace/export_check.h"
#include "engine/workspace/model_places.h"

#include <algorithm>
#include <unistd.h>

namespace espalier {

namespace fs = std::filesystem;

namespace {

/// A folder that goes away with the object.
class ScratchFolder {
public:
    explicit ScratchFolder(const fs::path& parent) {
        fs::create_directories(parent);
        auto pattern = (parent / "export-XXXXXX").string();
        if (!::mkdtemp(pattern.data())) fail(ErrorKind::Failed, "no folder can be made", parent.string(), "look after its permissions");
        m_path = pattern;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

struct TypeInfo {
    const char* name;
    DataType type;
    double tolerance;
};
constexpr TypeInfo kTypes[] {{"f32", DataType::F32, 1e-4}, {"f16", DataType::F16, 1e-2}, {"q8_0", DataType::Q8_0, 1e-1}};
constexpr const char* kFormats[] {"hf", "merged", "peft", "gguf"};

const TypeInfo& typeOf(const ExportOptions& options) {
    const std::string wanted = !options.type.empty() ? options.type : options.format == "gguf" ? "f16" : "f32";
    for (const auto& known : kTypes)
        if (wanted == known.name && (options.format == "gguf" || known.type == DataType::F32)) return known;
    fail(ErrorKind::Usage, "there is no type " + wanted + " of the format " + options.format, "--type",
         options.format == "gguf" ? "f32, f16 or q8_0" : "leave it out: the weights are written as f32");
}

void checkFormat(const ExportOptions& options) {
    for (const char* known : kFormats)
        if (options.format == known) return;
    fail(ErrorKind::Usage, "there is no format " + options.format, "--format", "hf, peft, gguf or merged");
}

std::vector<fs::path> filesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// True where a folder holds what its manifest lists and nothing else: replacing it loses nobody's file.
bool isExport(const fs::path& folder) {
    const auto manifest = readJsonFile(folder / "manifest.json");
    if (!manifest || !manifest->is_object() || !manifest->contains("files")) return false;
    const auto& listed = (*manifest)["files"];
    const auto files = filesIn(folder);
    return std::all_of(files.begin(), files.end(), [&](const fs::path& file) {
        const auto name = file.lexically_relative(folder).generic_string();
        return name == "manifest.json" || (listed.is_object() && listed.contains(name));
    });
}

/// Where an export goes: a folder that is new, empty or holds an earlier one.
void requireUsableOutput(const fs::path& output) {
    std::error_code code;
    if (output.empty()) fail(ErrorKind::Usage, "no output is given", "--output", "name a folder");
    if (!fs::exists(output, code) || (fs::is_directory(output, code) && fs::is_empty(output, code))) return;
    if (!fs::is_directory(output, code)) failBadInput("the output is a file, not a folder", output.string(), "choose another --output");
    if (!isExport(output)) failBadInput("the output folder holds something else", output.string(), "choose an empty or new folder");
}

std::string exportCard(const fs::path& source, const std::string& reference) {
    const auto config = readModelConfig(source).value();
    std::string text = "---\nlibrary_name: transformers\n---\n# " + fs::path(reference).filename().string() + "\n\nA " + config.architecture + " (" + config.family
        + ") of " + std::to_string(config.layers) + " layers, " + std::to_string(config.hiddenSize) + " wide, vocabulary " + std::to_string(config.vocabularySize)
        + ", exported from " + reference + " by Espalier " ESPALIER_VERSION " in 32-bit numbers.\n";
    if (!config.labels.empty()) {
        text += "\nTells apart: ";
        for (std::size_t i = 0; i < config.labels.size(); ++i) text += (i ? ", " : "") + config.labels[i];
        text += ".\n";
    }
    return text + "\nIts licence is that of the model it was made from.\n";
}

/// Token ids that generation asks for, where config.json names them and no generation_config.json was there.
std::string generationConfig(const fs::path& source) {
    std::string file;
    const auto config = readConfigSource(source, file);
    Json json {{"_from_model_config", true}};
    for (const char* field : {"bos_token_id", "eos_token_id", "pad_token_id", "decoder_start_token_id"})
        if (const auto found = config.find(field); found != config.end() && !found->is_null()) json[field] = *found;
    return toText(json, 2) + "\n";
}

bool writesText(const std::string& architecture) {
    return architecture.ends_with("LMHeadModel") || architecture.ends_with("ForCausalLM") || architecture.ends_with("ForConditionalGeneration");
}

/// Weights, config, tokenizer and what else a Hugging Face folder has.
void writeHuggingFace(Workspace::Parts& parts, const fs::path& source, const std::string& reference, const fs::path& folder) {
    compute().value()->saveMerged(source, folder, parts.threads()).value();
    for (const auto& [name, bytes] : tokenizerFiles(source)) writeFileAtomically(folder / name, bytes);
    for (const char* name : {"generation_config.json", "README.md", "espalier.json"})
        if (fs::exists(source / name)) writeFileAtomically(folder / name, readFile(source / name).value());
    if (!fs::exists(folder / "README.md")) writeFileAtomically(folder / "README.md", exportCard(source, reference));
    if (!fs::exists(folder / "generation_config.json") && writesText(readModelConfig(source).value().architecture))
        writeFileAtomically(folder / "generation_config.json", generationConfig(source));
}

void writeGgufFile(Workspace::Parts& parts, const fs::path& source, const std::string& reference, DataType type, const fs::path& file, const fs::path& scratch) {
    const auto config = readModelConfig(source).value();
    if ((config.family != "llama" && config.family != "gpt2") || !writesText(config.architecture))
        failBadInput("a " + config.architecture + " can't be written as a GGUF", reference, "Llama and GPT-2 models that write text can; use --format hf");
    const bool plain = !fs::exists(source / kAdapterConfig) && (fs::exists(source / "tokenizer.json") || Weights::open(source).value().gguf());
    if (plain) return exportGguf(source, file, type);
    const auto whole = scratch / file.stem();
    writeHuggingFace(parts, source, reference, whole);
    exportGguf(whole, file, type);
    fs::remove_all(whole);
}

/// The adapter that belongs to a model: what a run left beside its weights, or the model itself.
fs::path adapterOf(const fs::path& source, const std::string& reference) {
    if (fs::exists(source / "adapter" / kAdapterConfig)) return source / "adapter";
    if (fs::exists(source / kAdapterConfig)) return source;
    failBadInput("this model has no adapter", reference, "the strategies lora, ia3, prompt and prefix make one; use --format hf for the whole model");
}

void writeAdapter(const fs::path& source, const std::string& reference, const fs::path& folder) {
    const auto adapter = adapterOf(source, reference);
    auto config = readJsonFile(adapter / kAdapterConfig).value();
    const auto weights = adapterWeights(adapter);
    const auto given = isAdapterFolder(reference) ? fs::absolute(reference) : adapter;
    const auto base = adapterBase(adapter);
    // A path that leads from the adapter's folder doesn't from where it goes.
    if (const auto beside = given / base; workspace::looksLikeModel(beside)) config["base_model_name_or_path"] = beside.lexically_normal().string();
    writeFileAtomically(folder / kAdapterConfig, toText(config, 2) + "\n");
    writeFileAtomically(folder / weights.filename(), readFile(weights).value());
    for (const auto& [name, bytes] : tokenizerFiles(source)) writeFileAtomically(folder / name, bytes);
    writeFileAtomically(folder / "README.md", "---\nlibrary_name: peft\nbase_model: " + base + "\n---\n# An adapter for " + base + "\n\nExported from " + reference
                                                  + " by Espalier " ESPALIER_VERSION ". PeftModel.from_pretrained loads it on its base model.\n");
}

}

Result<ExportReport> Workspace::exportModel(const std::string& reference, const fs::path& output, const ExportOptions& options) {
    return capture([&] {
        checkFormat(options);
        const auto& type = typeOf(options);
        requireUsableOutput(output);
        const auto source = workspace::modelFolder(*m, reference);
        const auto folder = fs::absolute(output).lexically_normal();
        const ScratchFolder scratch(m->folder / "exports");
        AtomicFolder target(folder);
        fs::path written = target.staging();
        if (options.format == "peft") writeAdapter(source, reference, written);
        else if (options.format == "gguf") {
            const auto stem = source.extension() == ".gguf" ? source.stem() : source.filename() == "model" ? fs::path("model") : source.filename();
            written /= stem.string() + "." + type.name + ".gguf";
            writeGgufFile(*m, source, reference, type.type, written, scratch.path());
        } else writeHuggingFace(*m, source, reference, written);
        const auto checked = workspace::compareExport(*m, source, written, scratch.path());
        if (!(checked.difference <= type.tolerance))
            fail(ErrorKind::Failed, "read again, the export does not give what the model gives: " + std::to_string(checked.difference) + " apart, " + std::to_string(type.tolerance) + " allowed",
                 reference, "nothing was kept; use --format hf, and please report this model");
        target.commit();
        return ExportReport {.files = filesIn(folder), .texts = checked.texts, .values = checked.values, .difference = checked.difference, .tolerance = type.tolerance};
    });
}

}
