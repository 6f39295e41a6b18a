// SPDX-License-Identifier: GPL-3.0-or-later
// What Transformers' classes make of a SentencePiece model.
#include "engine/text/class_pipeline.h"
#include "engine/text/describe.h"
#include "engine/text/sentencepiece_model.h"
#include "engine/text/tokenizer_settings.h"

namespace espalier {

namespace {

/// The pieces in the order of fairseq's dictionary, which XLM-RoBERTa was trained with.
std::vector<UnigramPiece> fairseqPieces(const TokenizerFiles& files, const SentencePieceModel& model) {
    std::vector<UnigramPiece> pieces;
    for (const char* name : {"bos_token", "pad_token", "eos_token", "unk_token"})
        pieces.push_back({contentOf(files, name, ""), 0});
    for (std::size_t i = 3; i < model.pieces.size(); ++i)
        pieces.push_back({model.pieces[i].text, model.pieces[i].score});
    pieces.push_back({contentOf(files, "mask_token", ""), 0});
    return pieces;
}

std::vector<UnigramPiece> piecesOf(const TokenizerFiles& files, const SentencePieceModel& model) {
    if (files.kind() == TokenizerClass::XlmRoberta) return fairseqPieces(files, model);
    std::vector<UnigramPiece> pieces;
    for (const SentencePiece& piece : model.pieces)
        pieces.push_back({piece.text, piece.score});
    if (files.kind() != TokenizerClass::T5) return pieces;
    const std::vector<AddedToken> extra = extraIds(files);
    for (auto token = extra.rbegin(); token != extra.rend(); ++token)
        pieces.push_back({token->content, 0});
    return pieces;
}

void addBytePairs(const SentencePieceModel& model, ClassSource& source) {
    std::vector<std::pair<std::string, std::int32_t>> entries;
    for (const SentencePiece& piece : model.pieces)
        entries.emplace_back(piece.text, static_cast<std::int32_t>(entries.size()));
    source.vocabulary = Vocabulary(std::move(entries));
    const auto text = [&](std::int32_t id) { return model.pieces[static_cast<std::size_t>(id)].text; };
    for (const SentencePieceMerge& merge : sentencePieceMerges(model.pieces))
        source.merges.emplace_back(text(merge.left), text(merge.right));
}

}

ClassSource sentencePieceSource(const TokenizerFiles& files, std::string_view bytes, const std::string& where) {
    const SentencePieceModel model = parseSentencePieceModel(bytes, where).value();
    ClassSource source;
    source.where = where;
    if (isUnigramClass(files.kind()))
        source.pieces = piecesOf(files, model);
    else
        addBytePairs(model, source);
    source.unknownId = model.unknownId;
    source.charsmap = toBase64(model.charsmap);
    for (const SentencePiece& piece : model.pieces) {
        const bool control = piece.type == SentencePiece::Type::Control;
        if (!control && piece.type != SentencePiece::Type::UserDefined) continue;
        AddedToken token;
        token.content = piece.text;
        token.special = control;
        source.specials.push_back(std::move(token));
    }
    if (files.kind() == TokenizerClass::T5)
        for (AddedToken& token : extraIds(files))
            source.specials.push_back(std::move(token));
    return source;
}

std::vector<AddedToken> extraIds(const TokenizerFiles& files) {
    const std::int64_t count = configOf(files).integer("extra_ids").value_or(100);
    if (count > 100'000) failBadInput("there can't be so many", configOf(files).where("extra_ids"));
    std::vector<AddedToken> tokens;
    for (std::int64_t i = 0; i < count; ++i) {
        AddedToken token;
        token.content = "<extra_id_" + std::to_string(i) + ">";
        token.special = true;
        tokens.push_back(std::move(token));
    }
    return tokens;
}

}
