// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/text_search.h"

#include "engine/base/error.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>

#include <string.h>

namespace espalier {
namespace {

bool isAscii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Folds into `folded`, whose memory is used again.
void foldInto(std::string_view text, std::string& folded) {
    folded.clear();
    if (isAscii(text)) { // almost every row of an English dataset, and many times faster
        folded.resize(text.size());
        std::transform(text.begin(), text.end(), folded.begin(), lower);
        return;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* folder = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) fail(ErrorKind::Failed, "the Unicode data of ICU is missing", u_errorName(status));
    icu::StringByteSink<std::string> sink(&folded);
    folder->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                          status);
    if (U_FAILURE(status)) folded.assign(text);
}

}

std::string foldForSearch(std::string_view text) {
    std::string folded;
    foldInto(text, folded);
    return folded;
}

bool containsFolded(std::string_view text, std::string_view folded) {
    thread_local std::string buffer;
    foldInto(text, buffer);
    return ::memmem(buffer.data(), buffer.size(), folded.data(), folded.size()) != nullptr;
}

}
