// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text/decoder_steps.h"

#include "engine/text/byte_alphabet.h"
#include "engine/text/unicode.h"
#include "engine/text/wordpiece_decoder.h"

#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace espalier::steps {

namespace {

std::string asUtf8(char32_t c) {
    std::string text;
    unicode::appendUtf8(text, c);
    return text;
}

void fuse(std::vector<std::string>& tokens) {
    std::string all;
    for (const std::string& token : tokens)
        all += token;
    tokens.assign(1, std::move(all));
}

/// The byte that a token like <0x0A> stands for.
std::optional<std::uint8_t> fallbackByte(std::string_view token) {
    if (token.size() != 6 || !token.starts_with("<0x") || token.back() != '>') return std::nullopt;
    std::uint8_t byte = 0;
    const auto [end, problem] = std::from_chars(token.data() + 3, token.data() + 5, byte, 16);
    if (problem != std::errc() || end != token.data() + 5) return std::nullopt;
    return byte;
}

/// Appends the text of a run of byte tokens, or one U+FFFD for each where they are no text together.
void endRun(std::string& bytes, std::vector<std::string>& tokens) {
    if (bytes.empty()) return;
    if (unicode::isUtf8(bytes))
        tokens.push_back(bytes);
    else
        tokens.insert(tokens.end(), bytes.size(), "\uFFFD");
    bytes.clear();
}

void stripCharacter(std::string& token, const std::string& content, std::size_t left, std::size_t right) {
    std::size_t begin = 0, end = token.size();
    for (std::size_t i = 0; i < left && token.compare(begin, content.size(), content) == 0 && begin < end; ++i)
        begin += content.size();
    for (std::size_t i = 0; i < right && end >= begin + content.size(); ++i) {
        if (token.compare(end - content.size(), content.size(), content) != 0) break;
        end -= content.size();
    }
    token = token.substr(begin, end - begin);
}

}

DecoderStep byteLevelDecoder() {
    return [](std::vector<std::string>& tokens) {
        std::string bytes;
        for (const std::string& token : tokens)
            bytes += bytesOfToken(token).value_or(token);
        tokens.assign(1, unicode::repairedUtf8(bytes));
    };
}

DecoderStep metaspaceDecoder(char32_t replacement, bool dropsFirst) {
    return [mark = asUtf8(replacement), dropsFirst](std::vector<std::string>& tokens) {
        for (std::size_t i = 0; i < tokens.size(); ++i)
            replaceAll(tokens[i], mark, i == 0 && dropsFirst ? "" : " ");
    };
}

DecoderStep wordPieceDecoder(std::string prefix, bool cleanup) {
    return [prefix = std::move(prefix), cleanup](std::vector<std::string>& tokens) {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            std::string& token = tokens[i];
            if (i > 0 && token.starts_with(prefix))
                token.erase(0, prefix.size());
            else if (i > 0)
                token.insert(0, 1, ' ');
            if (cleanup) cleanUpSpaces(token, true);
        }
    };
}

DecoderStep bpeDecoder(std::string suffix) {
    return [suffix = std::move(suffix)](std::vector<std::string>& tokens) {
        for (std::size_t i = 0; i < tokens.size() && !suffix.empty(); ++i)
            replaceAll(tokens[i], suffix, i + 1 == tokens.size() ? "" : " ");
    };
}

DecoderStep replaceDecoder(Pattern pattern, std::string content) {
    return [pattern = std::move(pattern), content = std::move(content)](std::vector<std::string>& tokens) {
        std::vector<PatternPart> parts;
        for (std::string& token : tokens) {
            parts.clear();
            pattern.split(token, parts);
            std::string result;
            for (const PatternPart& part : parts) {
                if (part.matched)
                    result += content;
                else
                    result.append(token, part.begin, part.end - part.begin);
            }
            token = std::move(result);
        }
    };
}

DecoderStep byteFallbackDecoder() {
    return [](std::vector<std::string>& tokens) {
        std::vector<std::string> result;
        std::string bytes;
        for (std::string& token : tokens) {
            if (const auto byte = fallbackByte(token)) {
                bytes += static_cast<char>(*byte);
                continue;
            }
            endRun(bytes, result);
            result.push_back(std::move(token));
        }
        endRun(bytes, result);
        tokens = std::move(result);
    };
}

DecoderStep fuseDecoder() {
    return fuse;
}

DecoderStep stripDecoder(char32_t content, std::size_t left, std::size_t right) {
    return [mark = asUtf8(content), left, right](std::vector<std::string>& tokens) {
        for (std::string& token : tokens)
            stripCharacter(token, mark, left, right);
    };
}

}
