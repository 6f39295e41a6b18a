// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/tokenizer.h"
#include "engine/text/tokenizer_settings.h"
#include "engine/text/vocab_txt.h"
#include "engine/text/wordpiece_tokenizer.h"

namespace espalier {

namespace {

/// As Transformers' AutoTokenizer: a class of the BertTokenizer kind has a pipeline of its own, any other has the
/// file's.
WordPieceSpec readTokenizerJson(const TokenizerFiles& files, const std::string& text) {
    const std::string path = files.pathOf("tokenizer.json");
    const Json json = parseJson(text, path).value();
    const JsonFields file(json, path);
    WordPieceSpec spec;
    readWordPieceModel(file, spec);
    if (files.isBertClass())
        applyBertSettings(files, spec);
    else
        readWordPiecePipeline(file, spec);
    addTokens(files, readAddedTokens(file), spec);
    if (files.isBertClass()) applyBertTemplate(files, spec);
    return spec;
}

/// A vocab.txt is BERT's, whatever class is named.
WordPieceSpec readVocabFolder(const TokenizerFiles& files, const std::string& text) {
    WordPieceSpec spec;
    spec.vocabulary = readVocabTxt(text, files.pathOf("vocab.txt"));
    applyBertSettings(files, spec);
    addTokens(files, {}, spec);
    applyBertTemplate(files, spec);
    return spec;
}

WordPieceSpec readFolder(TokenizerFiles& files) {
    if (const auto text = files.read("tokenizer.json")) return readTokenizerJson(files, *text);
    if (const auto text = files.read("vocab.txt")) return readVocabFolder(files, *text);
    failNotFound("the folder has no tokenizer", files.pathOf(""), "it needs tokenizer.json or vocab.txt");
}

}

Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const std::filesystem::path& folder) {
    return capture([&] {
        TokenizerFiles files(folder);
        WordPieceSpec spec = readFolder(files);
        applyCommonSettings(files, spec);
        spec.fingerprint = files.fingerprint();
        spec.files = files.names();
        return makeWordPieceTokenizer(std::move(spec));
    });
}

}
