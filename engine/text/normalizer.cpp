// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/normalizer.h"

namespace espalier {

void normalize(const NormalizerOptions& options, std::string_view text, std::int32_t start, AlignedText& out) {
    out.text.reserve(out.text.size() + text.size());
    out.alignments.reserve(out.text.size() + text.size());
    NormalizerStream<AlignedText> stream(options, out);
    for (std::size_t position = 0; position < text.size();)
        stream.put(unicode::decodeUtf8(text, position), start++);
    stream.finish();
}

}
