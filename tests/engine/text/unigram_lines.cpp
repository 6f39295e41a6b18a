// SPDX-License-Identifier: GPL-3.0-or-later
// unigram_lines SPIECE.MODEL: reads JSON strings, one a line; prints for each the normal form ("n"), the changes that
// made it ("c"), the ids ("i") and offsets ("o", in bytes) of that with ▁ for spaces, and "f", the ids of tokenizeIds,
// where those differ.
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/text/precompiled_map.h"
#include "engine/text/sentencepiece_model.h"
#include "engine/text/unigram.h"

#include <iostream>

using namespace espalier;

namespace {

Json answer(const PrecompiledMap& map, const Unigram& model, const std::string& text) {
    std::vector<CharacterChange> made;
    map.normalize(text, made);
    std::string normal, spaced;
    Json changes = Json::array(), ids = Json::array(), offsets = Json::array();
    for (const auto& [c, change] : made) {
        changes.push_back(change);
        unicode::appendUtf8(normal, c);
        unicode::appendUtf8(spaced, c == U' ' ? U'\u2581' : c);
    }
    std::vector<ModelToken> tokens;
    model.tokenize(spaced, tokens);
    for (const ModelToken& token : tokens) {
        ids.push_back(token.id);
        offsets.push_back(token.begin);
        offsets.push_back(token.end);
    }
    std::vector<std::int32_t> fast;
    model.tokenizeIds(spaced, fast);
    Json json {{"n", normal}, {"c", changes}, {"i", ids}, {"o", offsets}};
    if (Json(fast) != ids) json["f"] = fast;
    return json;
}

}

int main(int count, char** arguments) {
    try {
        if (count < 2) fail(ErrorKind::Usage, "unigram_lines SPIECE.MODEL < JSON lines");
        const SentencePieceModel file = readSentencePieceModel(arguments[1]).value();
        const PrecompiledMap map = PrecompiledMap::parse(file.charsmap, arguments[1]).value();
        std::vector<UnigramPiece> pieces;
        for (const SentencePiece& piece : file.pieces)
            pieces.push_back({piece.text, piece.score});
        const Unigram model(std::move(pieces), {file.unknownId, file.byteFallback});
        for (std::string line; std::getline(std::cin, line);)
            std::cout << answer(map, model, parseJson(line, "standard input").value().get<std::string>()).dump()
                      << '\n';
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << '\n';
        return 1;
    }
}
