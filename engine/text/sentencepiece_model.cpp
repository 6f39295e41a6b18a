// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/sentencepiece_model.h"

#include "engine/base/file.h"
#include "engine/text/sentencepiece_proto.h"

#include <cmath>

namespace espalier {

namespace {

constexpr std::uint64_t kMaxFileBytes = 256ull << 20;

// Numbers of the fields in sentencepiece_model.proto.
constexpr std::uint32_t kPieces = 1, kTrainerSpec = 2, kNormalizerSpec = 3;
constexpr std::uint32_t kPieceText = 1, kPieceScore = 2, kPieceType = 3;
constexpr std::uint32_t kModelType = 3, kSpaceAsSuffix = 24, kByteFallback = 35;
constexpr std::uint32_t kUnknownId = 40, kBeginId = 41, kEndId = 42, kPadId = 43;
constexpr std::uint32_t kUnknownPiece = 45, kBeginPiece = 46, kEndPiece = 47, kPadPiece = 48;
constexpr std::uint32_t kCharsmap = 2, kAddDummyPrefix = 3, kRemoveExtraSpaces = 4, kEscapeSpaces = 5;

template <typename T>
void take(T& target, const std::optional<T>& value) {
    if (value) target = *value;
}

/// An enumeration's value of 1 to `last`; protobuf passes over others.
template <typename Enumeration>
void take(Enumeration& target, const std::optional<std::int32_t>& value, Enumeration last) {
    if (value && *value >= 1 && *value <= static_cast<std::int32_t>(last)) target = static_cast<Enumeration>(*value);
}

SentencePiece readPiece(ProtoReader reader, std::size_t offset) {
    SentencePiece piece;
    while (const auto field = reader.next()) {
        if (field->isBytes(kPieceText)) piece.text = reader.text(*field);
        take(piece.score, field->real(kPieceScore));
        take(piece.type, field->integer(kPieceType), SentencePiece::Type::Byte);
    }
    if (piece.text.empty()) reader.fail(offset, "has an empty piece");
    if (!std::isfinite(piece.score)) reader.fail(offset, "has a piece whose score is not a number");
    return piece;
}

void readTrainerSpec(ProtoReader reader, SentencePieceModel& model) {
    while (const auto field = reader.next()) {
        take(model.kind, field->integer(kModelType), SentencePieceModel::Kind::Character);
        take(model.spaceAsSuffix, field->boolean(kSpaceAsSuffix));
        take(model.byteFallback, field->boolean(kByteFallback));
        take(model.unknownId, field->integer(kUnknownId));
        take(model.beginId, field->integer(kBeginId));
        take(model.endId, field->integer(kEndId));
        take(model.padId, field->integer(kPadId));
        if (field->isBytes(kUnknownPiece)) model.unknownPiece = reader.text(*field);
        if (field->isBytes(kBeginPiece)) model.beginPiece = reader.text(*field);
        if (field->isBytes(kEndPiece)) model.endPiece = reader.text(*field);
        if (field->isBytes(kPadPiece)) model.padPiece = reader.text(*field);
    }
}

void readNormalizerSpec(ProtoReader reader, SentencePieceModel& model) {
    while (const auto field = reader.next()) {
        if (field->isBytes(kCharsmap)) model.charsmap = field->bytes;
        take(model.addDummyPrefix, field->boolean(kAddDummyPrefix));
        take(model.removeExtraSpaces, field->boolean(kRemoveExtraSpaces));
        take(model.escapeSpaces, field->boolean(kEscapeSpaces));
    }
}

}

Result<SentencePieceModel> parseSentencePieceModel(std::string_view bytes, const std::string& where) {
    return capture([&] {
        SentencePieceModel model;
        ProtoReader reader(bytes, 0, where);
        while (const auto field = reader.next()) {
            if (field->isBytes(kPieces)) model.pieces.push_back(readPiece(reader.inside(*field), field->offset));
            if (field->isBytes(kTrainerSpec)) readTrainerSpec(reader.inside(*field), model);
            if (field->isBytes(kNormalizerSpec)) readNormalizerSpec(reader.inside(*field), model);
        }
        if (model.pieces.empty()) reader.fail(bytes.size(), "has no pieces");
        if (model.unknownId >= static_cast<std::int64_t>(model.pieces.size()))
            reader.fail(bytes.size(), "has no piece " + std::to_string(model.unknownId) + " for unknown text");
        return model;
    });
}

Result<SentencePieceModel> readSentencePieceModel(const std::filesystem::path& path) {
    return capture([&] {
        const std::string bytes = readFile(path, kMaxFileBytes).value();
        return parseSentencePieceModel(bytes, path.string()).value();
    });
}

}
