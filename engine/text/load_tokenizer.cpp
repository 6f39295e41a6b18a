// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "engine/text/class_pipeline.h"
#include "engine/text/describe.h"
#include "engine/text/gguf_tokenizer.h"
#include "engine/text/merges_txt.h"
#include "engine/text/pipeline_json.h"
#include "engine/text/pipeline_tokenizer.h"
#include "engine/text/tokenizer.h"
#include "engine/text/tokenizer_export.h"
#include "engine/text/tokenizer_settings.h"
#include "engine/text/vocab_txt.h"
#include "engine/text/wordpiece_tokenizer.h"

namespace espalier {

namespace {

using Loaded = std::shared_ptr<const Tokenizer>;

void remember(const TokenizerFiles& files, TokenizerSpec& spec) {
    applyCommonSettings(files, spec);
    spec.fingerprint = files.fingerprint();
    spec.files = files.names();
}

/// `description`, here and below: where not null, it becomes the tokenizer.json for what is loaded.
Loaded finish(const TokenizerFiles& files, WordPieceSpec spec, Json* description = nullptr) {
    remember(files, spec);
    if (description != nullptr)
        *description = describeTokenizer(describeWordPiece(spec), spec, [&](std::int32_t id) {
            const std::string* token = spec.vocabulary.token(id);
            return token == nullptr ? std::string() : *token;
        });
    spec.decoder.cleanupWhole = cleansUp(files, false);
    return makeWordPieceTokenizer(std::move(spec));
}

Loaded finish(const TokenizerFiles& files, PipelineSpec spec, Json* description = nullptr) {
    remember(files, spec);
    if (description != nullptr)
        *description
            = describeTokenizer(std::move(*description), spec, [&](std::int32_t id) { return spec.model->token(id); });
    spec.cleanUp = cleansUp(files, spec.model->kind() == "byte_pair");
    return makePipelineTokenizer(std::move(spec));
}

/// BERT's classes, from tokenizer.json's vocabulary.
Loaded bertFromJson(const TokenizerFiles& files, const JsonFields& file) {
    WordPieceSpec spec;
    readWordPieceModel(file, spec);
    applyBertSettings(files, spec);
    addTokens(files, readAddedTokens(file), spec.vocabulary.view(), spec);
    applyBertTemplate(files, spec);
    return finish(files, std::move(spec));
}

/// tokenizer.json's own pipeline.
Loaded pipelineFromJson(const TokenizerFiles& files, const JsonFields& file) {
    if (isBertPipeline(file)) {
        WordPieceSpec spec;
        readWordPieceModel(file, spec);
        readWordPiecePipeline(file, spec);
        readPostProcessor(file, spec.postProcessor);
        readLimits(file, spec);
        addTokens(files, readAddedTokens(file), spec.vocabulary.view(), spec);
        return finish(files, std::move(spec));
    }
    PipelineSpec spec;
    spec.model = readModel(file);
    readNormalizerAndPreTokenizer(file, spec);
    readPostProcessor(file, spec.postProcessor);
    spec.decoder = readDecoder(file);
    readLimits(file, spec);
    addTokens(files, readAddedTokens(file), spec.vocabulary(), spec);
    return finish(files, std::move(spec));
}

/// The last map of a tokenizer.json's normalizer; empty: there is none.
std::string charsmapOf(const JsonFields& file) {
    std::string charsmap;
    const auto visit = [&](const auto& self, const JsonFields& step) -> void {
        const std::string type = typeOf(step);
        if (type == "Sequence")
            forEachComponent(step, "normalizers", [&](const JsonFields& one) { self(self, one); });
        else if (type == "Precompiled")
            charsmap = step.string("precompiled_charsmap", "");
    };
    if (file.find("normalizer") != nullptr) visit(visit, file.object("normalizer"));
    return charsmap;
}

/// What a class with a pipeline of its own takes from tokenizer.json.
ClassSource jsonSource(const TokenizerFiles& files, const JsonFields& file) {
    const JsonFields model = file.object("model");
    const std::string wanted = isUnigramClass(files.kind()) ? "Unigram" : "BPE";
    if (const std::string type = modelType(model); type != wanted)
        failUnsupported("model", type, model.where(), wanted + ", with this tokenizer class");
    ClassSource source;
    source.where = model.where();
    if (wanted == "BPE") {
        source.vocabulary = readVocabulary(model.object("vocab"));
        source.merges = readMerges(model);
    } else {
        source.pieces = readPieces(model);
        source.charsmap = charsmapOf(file);
    }
    if (files.kind() == TokenizerClass::T5) source.specials = extraIds(files);
    if (file.find("post_processor") != nullptr) readPostProcessor(file, source.postProcessor.emplace());
    return source;
}

/// A class with a pipeline of its own; `file` is the tokenizer.json that it is made from, if any.
Loaded fromSource(const TokenizerFiles& files, ClassSource source, const JsonFields* file,
                  Json* description = nullptr) {
    const bool hasPostProcessor = source.postProcessor.has_value();
    const std::vector<AddedToken> specials = std::move(source.specials);
    PipelineSpec spec = classPipeline(files, std::move(source), description);
    if (file != nullptr) readLimits(*file, spec);
    addTokens(files, file == nullptr ? std::vector<NumberedToken>() : readAddedTokens(*file), spec.vocabulary(), spec,
              specials);
    applyClassTemplate(files, file != nullptr, hasPostProcessor, spec);
    return finish(files, std::move(spec), description);
}

/// As Transformers' AutoTokenizer: most classes have a pipeline of their own, any other has the file's.
Loaded fromTokenizerJson(TokenizerFiles& files, const std::string& text) {
    const std::string path = files.pathOf("tokenizer.json");
    const Json json = parseJson(text, path).value();
    const JsonFields file(json, path);
    if (files.kind() == TokenizerClass::Llama && text.find("\"ByteLevel\"") != std::string::npos)
        files.take(TokenizerClass::File);
    if (files.kind() == TokenizerClass::File) return pipelineFromJson(files, file);
    if (files.kind() == TokenizerClass::Bert) return bertFromJson(files, file);
    return fromSource(files, jsonSource(files, file), &file);
}

/// A vocab.txt is BERT's, whatever class is named.
Loaded fromVocabTxt(TokenizerFiles& files, const std::string& text, Json* description) {
    if (description != nullptr) files.take(TokenizerClass::Bert);
    WordPieceSpec spec;
    spec.vocabulary = readVocabTxt(text, files.pathOf("vocab.txt"));
    applyBertSettings(files, spec);
    addTokens(files, {}, spec.vocabulary.view(), spec);
    applyBertTemplate(files, spec);
    return finish(files, std::move(spec), description);
}

Loaded fromVocabJson(TokenizerFiles& files, const std::string& text, Json* description) {
    const std::string path = files.pathOf("vocab.json");
    const auto merges = files.read("merges.txt");
    if (!merges) failNotFound("a vocab.json needs a merges.txt beside it", files.pathOf("merges.txt"));
    if (files.kind() != TokenizerClass::Roberta && files.kind() != TokenizerClass::Deberta)
        files.take(TokenizerClass::Gpt2);
    ClassSource source;
    const Json json = parseJson(text, path).value();
    source.vocabulary = readVocabulary(JsonFields(json, path));
    source.merges = readMergesTxt(*merges, files.pathOf("merges.txt"));
    source.where = path;
    return fromSource(files, std::move(source), nullptr, description);
}

/// SentencePiece models by their names, and the class that has a model of that name where none is named.
struct SentencePieceFile {
    const char* name;
    TokenizerClass kind;
};
constexpr SentencePieceFile kSentencePieceFiles[] = {{"spiece.model", TokenizerClass::T5},
                                                     {"sentencepiece.bpe.model", TokenizerClass::XlmRoberta},
                                                     {"spm.model", TokenizerClass::DebertaV2},
                                                     {"tokenizer.model", TokenizerClass::Llama}};

/// The .gguf file of a folder that has but one.
std::optional<std::filesystem::path> onlyGguf(const std::filesystem::path& folder) {
    std::optional<std::filesystem::path> found;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        if (entry.path().extension() != ".gguf") continue;
        if (found) return std::nullopt;
        found = entry.path();
    }
    return found;
}

/// From the files that there were before tokenizer.json; null where there are none of them.
Loaded fromOlderFiles(TokenizerFiles& files, Json* description) {
    if (const auto text = files.read("vocab.json")) return fromVocabJson(files, *text, description);
    if (const auto text = files.read("vocab.txt")) return fromVocabTxt(files, *text, description);
    for (const SentencePieceFile& one : kSentencePieceFiles) {
        const auto bytes = files.read(one.name);
        if (!bytes) continue;
        if (!isUnigramClass(files.kind()) && files.kind() != TokenizerClass::Llama) files.take(one.kind);
        return fromSource(files, sentencePieceSource(files, *bytes, files.pathOf(one.name)), nullptr, description);
    }
    return nullptr;
}

[[noreturn]] void failNoTokenizer(const std::string& folder) {
    failNotFound(
        "the folder has no tokenizer", folder,
        "it needs tokenizer.json, vocab.json with merges.txt, vocab.txt, a SentencePiece model or a .gguf file");
}

Loaded fromFolder(TokenizerFiles& files) {
    if (const auto text = files.read("tokenizer.json")) return fromTokenizerJson(files, *text);
    if (auto loaded = fromOlderFiles(files, nullptr)) return loaded;
    if (const auto file = onlyGguf(files.pathOf(""))) return ggufTokenizer(*file);
    failNoTokenizer(files.pathOf(""));
}

bool isGguf(const std::filesystem::path& path) {
    return path.extension() == ".gguf" && !std::filesystem::is_directory(path);
}

/// tokenizer_config.json as it is, but for what its class doesn't find in the tokenizer.json that was made.
std::string settingsFor(const TokenizerFiles& files, const Tokenizer& tokenizer) {
    Json config = files.config();
    if (files.kind() == TokenizerClass::DebertaV2) config["unk_id"] = tokenizer.unknownId().value_or(1);
    if (tokenizerClassOf(config.value("tokenizer_class", "")) != files.kind())
        config["tokenizer_class"] = nameOf(files.kind());
    return toText(config, 2) + "\n";
}

/// Small files that a model may have beside those that decide the ids.
constexpr const char* kCompanions[]
    = {"vocab.txt", "special_tokens_map.json", "tokenizer_config.json", "chat_template.jinja"};

}

Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const std::filesystem::path& path) {
    return capture([&] {
        if (isGguf(path)) return ggufTokenizer(path);
        TokenizerFiles files(path);
        return fromFolder(files);
    });
}

std::map<std::string, std::string> tokenizerFiles(const std::filesystem::path& path) {
    if (isGguf(path)) return ggufTokenizerFiles(path);
    TokenizerFiles files(path);
    std::map<std::string, std::string> contents;
    if (auto text = files.read("tokenizer.json")) {
        contents["tokenizer.json"] = std::move(*text);
    } else if (Json description; const auto tokenizer = fromOlderFiles(files, &description)) {
        contents["tokenizer.json"] = toText(description, 1) + "\n";
        contents["tokenizer_config.json"] = settingsFor(files, *tokenizer);
    } else if (const auto file = onlyGguf(path)) {
        contents = ggufTokenizerFiles(*file);
    } else {
        failNoTokenizer(path.string());
    }
    std::vector<std::string> names = files.names();
    names.insert(names.end(), std::begin(kCompanions), std::end(kCompanions));
    for (const std::string& name : names)
        if (!contents.contains(name) && std::filesystem::exists(path / name))
            contents[name] = readFile(path / name).value();
    return contents;
}

}
