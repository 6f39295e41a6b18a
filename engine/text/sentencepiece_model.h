// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// A piece of a SentencePiece vocabulary; its id is its place there.
struct SentencePiece {
    enum class Type : std::uint8_t { Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6 };
    std::string text;
    float score = 0; ///< log-probability; of a BPE model the less, the later it is merged
    Type type = Type::Normal;
};

/// What spiece.model, sentencepiece.bpe.model or tokenizer.model (a protobuf ModelProto) says of a tokenizer; what it
/// leaves out is as SentencePiece has it.
struct SentencePieceModel {
    enum class Kind : std::uint8_t { Unigram = 1, BytePair = 2, Word = 3, Character = 4 };
    std::vector<SentencePiece> pieces;
    Kind kind = Kind::Unigram;
    bool byteFallback = false; ///< unknown characters become their bytes' pieces
    bool spaceAsSuffix = false; ///< the space belongs to the word before it
    std::int32_t unknownId = 0, beginId = 1, endId = 2, padId = -1; ///< −1: there is none
    std::string unknownPiece = "<unk>", beginPiece = "<s>", endPiece = "</s>", padPiece = "<pad>";
    std::string charsmap; ///< the bytes of a PrecompiledMap; empty: text stays as it is
    bool addDummyPrefix = true; ///< a space before the text
    bool removeExtraSpaces = true;
    bool escapeSpaces = true; ///< a space becomes ▁
};

/// Parses a ModelProto; `where` names the file in errors, which add the byte.
Result<SentencePieceModel> parseSentencePieceModel(std::string_view bytes, const std::string& where);
Result<SentencePieceModel> readSentencePieceModel(const std::filesystem::path& path);

/// What decides which of a BPE model's merges comes first: the merged piece's id (Transformers' way with a model file
/// alone) or its score (its way for GGUF and where scores are given).
enum class MergeOrder { ById, ByScore };

/// Pieces `left` and `right` (their ids) make piece `merged`.
struct SentencePieceMerge {
    std::int32_t left, right, merged;
};

/// The merges of a vocabulary: all ways to make a piece of two others, in the order of Transformers' generate_merges.
/// Throws Exception where they are more than 16 million.
std::vector<SentencePieceMerge> sentencePieceMerges(const std::vector<SentencePiece>& pieces,
                                                    MergeOrder order = MergeOrder::ById);

}
