// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/class_pipeline.h"
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
    spec.normalizer = readNormalizer(file);
    readPreTokenizer(file, spec);
    readPostProcessor(file, spec.postProcessor);
    spec.decoder = readDecoder(file);
    readLimits(file, spec);
    addTokens(files, readAddedTokens(file), spec.vocabulary(), spec);
    return finish(files, std::move(spec));
}

Loaded bytePairFromJson(const TokenizerFiles& files, const JsonFields& file) {
    const JsonFields model = file.object("model");
    if (const std::string type = modelType(model); type != "BPE")
        failUnsupported("model", type, model.where(), "BPE, with this tokenizer class");
    BytePairSource source {readVocabulary(model.object("vocab")), readMerges(model), std::nullopt, model.where()};
    source.postProcessor.emplace();
    readPostProcessor(file, *source.postProcessor);
    PipelineSpec spec = bytePairPipeline(files, std::move(source));
    readLimits(file, spec);
    addTokens(files, readAddedTokens(file), spec.vocabulary(), spec);
    applyClassTemplate(files, true, spec);
    return finish(files, std::move(spec));
}

/// As Transformers' AutoTokenizer: most classes have a pipeline of their own, any other has the file's.
Loaded fromTokenizerJson(TokenizerFiles& files, const std::string& text) {
    const std::string path = files.pathOf("tokenizer.json");
    const Json json = parseJson(text, path).value();
    const JsonFields file(json, path);
    if (files.kind() == TokenizerClass::Llama && text.find("\"ByteLevel\"") != std::string::npos)
        files.takeFilePipeline();
    if (files.kind() == TokenizerClass::File) return pipelineFromJson(files, file);
    if (files.kind() == TokenizerClass::Bert) return bertFromJson(files, file);
    return bytePairFromJson(files, file);
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
    const Json json = parseJson(text, path).value();
    PipelineSpec spec = bytePairPipeline(files,
                                         {readVocabulary(JsonFields(json, path)),
                                          readMergesTxt(*merges, files.pathOf("merges.txt")), std::nullopt, path});
    addTokens(files, {}, spec.vocabulary(), spec);
    applyClassTemplate(files, false, spec);
    return finish(files, std::move(spec));
}

Loaded fromFolder(TokenizerFiles& files) {
    if (const auto text = files.read("tokenizer.json")) return fromTokenizerJson(files, *text);
    if (const auto text = files.read("vocab.json")) return fromVocabJson(files, *text);
    if (const auto text = files.read("vocab.txt")) return fromVocabTxt(files, *text);
    failNotFound("the folder has no tokenizer", files.pathOf(""),
                 "it needs tokenizer.json, vocab.json and merges.txt, or vocab.txt");
}

}

Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const std::filesystem::path& folder) {
    return capture([&] {
        TokenizerFiles files(folder);
        return fromFolder(files);
    });
}

}
