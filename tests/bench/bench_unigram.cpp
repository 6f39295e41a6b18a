// SPDX-License-Identifier: GPL-3.0-or-later
// bench_unigram SPIECE.MODEL FILE: MB/s on the lines of a file, one thread: map alone, words (split before each ▁, as
// Metaspace does) with and without the cache, whole lines at once, and map and words together.
#include "engine/base/error.h"
#include "engine/base/file.h"
#include "engine/text/precompiled_map.h"
#include "engine/text/sentencepiece_model.h"
#include "engine/text/unigram.h"

#include <algorithm>
#include <ctime>
#include <iostream>
#include <sstream>

using namespace espalier;

namespace {

constexpr std::string_view kSpace = "\u2581";

/// Processor seconds of this thread, so that a busy machine doesn't matter.
double now() {
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Prints the median of five runs.
template <typename Work>
void report(const char* name, std::size_t bytes, Work&& work) {
    std::vector<double> seconds;
    std::size_t tokens = 0;
    for (int i = 0; i < 5; ++i) {
        const auto begin = now();
        tokens = work();
        seconds.push_back(now() - begin);
    }
    std::sort(seconds.begin(), seconds.end());
    std::cout << name << ": " << tokens << " tokens, " << seconds[2] << " s, "
              << static_cast<double>(bytes) / seconds[2] / 1e6 << " MB/s\n";
}

void addSpaced(std::string_view text, std::string& out) {
    out += kSpace;
    for (const char c : text)
        if (c == ' ')
            out += kSpace;
        else
            out += c;
}

template <typename Use>
void forEachWord(std::string_view text, Use&& use) {
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(kSpace, begin + 1), text.size());
        use(text.substr(begin, end - begin));
        begin = end;
    }
}

void run(const std::string& modelPath, const std::string& textPath) {
    double begin = now();
    const SentencePieceModel file = readSentencePieceModel(modelPath).value();
    std::cout << "read: " << now() - begin << " s\n";
    begin = now();
    const PrecompiledMap map = PrecompiledMap::parse(file.charsmap, modelPath).value();
    std::cout << "map: " << now() - begin << " s\n";
    begin = now();
    std::vector<UnigramPiece> pieces;
    for (const SentencePiece& piece : file.pieces)
        pieces.push_back({piece.text, piece.score});
    const Unigram model(std::move(pieces), {file.unknownId, file.byteFallback});
    std::cout << "model of " << file.pieces.size() << " pieces: " << now() - begin << " s\n";
    std::istringstream stream(readFile(textPath).value());
    std::vector<std::string> lines, spaced;
    std::size_t bytes = 0;
    for (std::string line; std::getline(stream, line); bytes += line.size()) {
        addSpaced(line, spaced.emplace_back());
        lines.push_back(line);
    }
    std::cout << lines.size() << " lines, " << bytes << " bytes\n";
    std::string normal;
    std::vector<std::int32_t> ids;
    std::vector<ModelToken> tokens;
    const auto over = [](const std::vector<std::string>& texts, auto&& use) {
        std::size_t count = 0;
        for (const std::string& text : texts)
            count += use(text);
        return count;
    };
    const auto wordIds = [&](std::string_view text) {
        ids.clear();
        forEachWord(text, [&](std::string_view word) { model.tokenizeIds(word, ids); });
        return ids.size();
    };
    const auto normalize = [&](const std::string& line) {
        normal.clear();
        map.append(line, normal);
        return normal.size();
    };
    report("map", bytes, [&] { return over(lines, normalize); });
    report("words, cached", bytes, [&] { return over(spaced, wordIds); });
    report("words", bytes, [&] {
        return over(spaced, [&](std::string_view text) {
            tokens.clear();
            forEachWord(text, [&](std::string_view word) { model.tokenize(word, tokens); });
            return tokens.size();
        });
    });
    report("lines", bytes, [&] {
        return over(spaced, [&](std::string_view text) {
            tokens.clear();
            model.tokenize(text, tokens);
            return tokens.size();
        });
    });
    report("text to ids", bytes, [&] {
        return over(lines, [&](const std::string& line) {
            normalize(line);
            std::string text;
            addSpaced(normal, text);
            return wordIds(text);
        });
    });
}

}

int main(int count, char** arguments) {
    try {
        if (count < 3) fail(ErrorKind::Usage, "bench_unigram SPIECE.MODEL FILE");
        run(arguments[1], arguments[2]);
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << '\n';
        return 1;
    }
}
