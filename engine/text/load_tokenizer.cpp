// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/class_pipeline.h"
#include "engine/text/gguf_tokenizer.h"
#include "engine/text/merges_txt.h"
#include "engine/text/pipeline_json.h"
#include "engine/text/pipeline_tokenizer.h"
#include "engine/text/tokenizer.h"
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

Loaded finish(const TokenizerFiles& files, WordPieceSpec spec) {
    remember(files, spec);
    spec.decoder.cleanupWhole = cleansUp(files, false);
    return makeWordPieceTokenizer(std::move(spec));
}

Loaded finish(const TokenizerFiles& files, PipelineSpec spec) {
    remember(files, spec);
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
        source.map = readNormalizer(file).map;
    }
    if (files.kind() == TokenizerClass::T5) source.specials = extraIds(files);
    if (file.find("post_processor") != nullptr) readPostProcessor(file, source.postProcessor.emplace());
    return source;
}

/// A class with a pipeline of its own; `file` is the tokenizer.json that it is made from, if any.
Loaded fromSource(const TokenizerFiles& files, ClassSource source, const JsonFields* file) {
    const bool hasPostProcessor = source.postProcessor.has_value();
    const std::vector<AddedToken> specials = std::move(source.specials);
    PipelineSpec spec = classPipeline(files, std::move(source));
    if (file != nullptr) readLimits(*file, spec);
    addTokens(files, file == nullptr ? std::vector<NumberedToken>() : readAddedTokens(*file), spec.vocabulary(), spec,
              specials);
    applyClassTemplate(files, file != nullptr, hasPostProcessor, spec);
    return finish(files, std::move(spec));
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
Loaded fromVocabTxt(const TokenizerFiles& files, const std::string& text) {
    WordPieceSpec spec;
    spec.vocabulary = readVocabTxt(text, files.pathOf("vocab.txt"));
    applyBertSettings(files, spec);
    addTokens(files, {}, spec.vocabulary.view(), spec);
    applyBertTemplate(files, spec);
    return finish(files, std::move(spec));
}

Loaded fromVocabJson(TokenizerFiles& files, const std::string& text) {
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
    return fromSource(files, std::move(source), nullptr);
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

Loaded fromFolder(TokenizerFiles& files) {
    if (const auto text = files.read("tokenizer.json")) return fromTokenizerJson(files, *text);
    if (const auto text = files.read("vocab.json")) return fromVocabJson(files, *text);
    if (const auto text = files.read("vocab.txt")) return fromVocabTxt(files, *text);
    for (const SentencePieceFile& one : kSentencePieceFiles) {
        const auto bytes = files.read(one.name);
        if (!bytes) continue;
        if (!isUnigramClass(files.kind()) && files.kind() != TokenizerClass::Llama) files.take(one.kind);
        return fromSource(files, sentencePieceSource(files, *bytes, files.pathOf(one.name)), nullptr);
    }
    if (const auto file = onlyGguf(files.pathOf(""))) return ggufTokenizer(*file);
    failNotFound(
        "the folder has no tokenizer", files.pathOf(""),
        "it needs tokenizer.json, vocab.json with merges.txt, vocab.txt, a SentencePiece model or a .gguf file");
}

}

Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const std::filesystem::path& path) {
    return capture([&] {
        if (path.extension() == ".gguf" && !std::filesystem::is_directory(path)) return ggufTokenizer(path);
        TokenizerFiles files(path);
        return fromFolder(files);
    });
}

}
