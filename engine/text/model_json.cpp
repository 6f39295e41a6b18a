// SPDX-License-Identifier: GPL-3.0-or-later
// The "model" of a tokenizer.json.
#include "engine/text/bpe.h"
#include "engine/text/merges_txt.h"
#include "engine/text/pipeline_json.h"
#include "engine/text/tokenizer_json.h"
#include "engine/text/word_models.h"

namespace espalier {

BpeMerges readMerges(const JsonFields& model) {
    const Json& list = model.required("merges");
    const std::string where = model.where("merges");
    if (!list.is_array()) failBadInput("should be a list", where);
    BpeMerges merges;
    merges.reserve(list.size());
    for (const Json& merge : list) {
        const bool pair = merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string();
        if (pair) {
            merges.emplace_back(merge[0].get<std::string>(), merge[1].get<std::string>());
            continue;
        }
        const std::string text = merge.is_string() ? merge.get<std::string>() : std::string();
        if (text.starts_with("#version")) continue;
        merges.push_back(parseMerge(text, where + ", number " + std::to_string(merges.size() + 1)));
    }
    return merges;
}

namespace {

std::shared_ptr<const TokenModel> readBpe(const JsonFields& model) {
    BpeOptions options;
    options.unknownToken = model.string("unk_token");
    options.continuingPrefix = model.string("continuing_subword_prefix", "");
    options.endOfWordSuffix = model.string("end_of_word_suffix", "");
    options.fuseUnknown = model.boolean("fuse_unk", false);
    options.byteFallback = model.boolean("byte_fallback", false);
    options.ignoreMerges = model.boolean("ignore_merges", false);
    return std::make_shared<Bpe>(readVocabulary(model.object("vocab")), readMerges(model), std::move(options),
                                 model.where());
}

}

std::vector<UnigramPiece> readPieces(const JsonFields& model) {
    const Json& list = model.required("vocab");
    const std::string where = model.where("vocab");
    if (!list.is_array()) failBadInput("should be a list of pieces and their scores", where);
    std::vector<UnigramPiece> pieces;
    pieces.reserve(list.size());
    for (const Json& piece : list) {
        if (!piece.is_array() || piece.size() != 2 || !piece[0].is_string() || !piece[1].is_number())
            failBadInput("piece " + std::to_string(pieces.size()) + " is not a text and its score", where);
        pieces.push_back({piece[0].get<std::string>(), piece[1].get<double>()});
    }
    return pieces;
}

namespace {

std::shared_ptr<const TokenModel> readUnigram(const JsonFields& model) {
    std::vector<UnigramPiece> pieces = readPieces(model);
    for (UnigramPiece& piece : pieces)
        piece.score = scoreAsJsonReads(piece.score);
    UnigramOptions options;
    if (model.find("unk_id") != nullptr) options.unknownId = tokenId(*model.find("unk_id"), model.where("unk_id"));
    options.byteFallback = model.boolean("byte_fallback", false);
    return std::make_shared<Unigram>(std::move(pieces), options);
}

}

std::shared_ptr<const TokenModel> readModel(const JsonFields& file) {
    const JsonFields model = file.object("model");
    const std::string type = modelType(model);
    if (type == "BPE") return readBpe(model);
    if (type == "Unigram") return readUnigram(model);
    if (type == "WordPiece")
        return std::make_shared<WordPieceModel>(readVocabulary(model.object("vocab")), readWordPieceOptions(model));
    if (type == "WordLevel")
        return std::make_shared<WordLevel>(readVocabulary(model.object("vocab")), model.string("unk_token", "<unk>"));
    failUnsupported("model", type, model.where(), "BPE, Unigram, WordPiece or WordLevel");
}

}
