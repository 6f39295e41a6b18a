// SPDX-License-Identifier: GPL-3.0-or-later
// The "decoder" of a tokenizer.json.
#include "engine/text/pipeline_json.h"
#include "engine/text/tokenizer_json.h"

namespace espalier {

namespace {

DecoderStep readMetaspace(const JsonFields& fields) {
    const bool never
        = fields.string("prepend_scheme", "always") == "never" || !fields.boolean("add_prefix_space", true);
    return steps::metaspaceDecoder(readCharacter(fields, "replacement"), !never);
}

DecoderStep readStrip(const JsonFields& fields) {
    const auto count = [&](const char* key) { return static_cast<std::size_t>(fields.integer(key).value_or(0)); };
    return steps::stripDecoder(readCharacter(fields, "content"), count("start"), count("stop"));
}

void read(const JsonFields& fields, DecoderSteps& out) {
    const std::string type = typeOf(fields);
    if (type == "Sequence")
        forEachComponent(fields, "decoders", [&](const JsonFields& one) { read(one, out); });
    else if (type == "ByteLevel")
        out.push_back(steps::byteLevelDecoder());
    else if (type == "Metaspace")
        out.push_back(readMetaspace(fields));
    else if (type == "WordPiece")
        out.push_back(steps::wordPieceDecoder(fields.string("prefix", "##"), fields.boolean("cleanup", true)));
    else if (type == "BPEDecoder")
        out.push_back(steps::bpeDecoder(fields.string("suffix", "</w>")));
    else if (type == "Replace")
        out.push_back(steps::replaceDecoder(readPattern(fields), fields.string("content", "")));
    else if (type == "ByteFallback")
        out.push_back(steps::byteFallbackDecoder());
    else if (type == "Fuse")
        out.push_back(steps::fuseDecoder());
    else if (type == "Strip")
        out.push_back(readStrip(fields));
    else
        failUnsupported("decoder", type, fields.where(),
                        "Sequence, ByteLevel, Metaspace, WordPiece, BPEDecoder, Replace, ByteFallback, Fuse, Strip or "
                        "none");
}

}

std::optional<DecoderSteps> readDecoder(const JsonFields& file) {
    if (file.find("decoder") == nullptr) return std::nullopt;
    DecoderSteps steps;
    read(file.object("decoder"), steps);
    return steps;
}

}
