// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workspace/answer_files.h"

#include "engine/base/json.h"
#include "engine/data/writer.h"
#include "engine/workspace/text_file.h"

#include <algorithm>

namespace espalier {
namespace {

namespace fs = std::filesystem;

std::string place(const fs::path& input, std::int64_t line) { return input.string() + ":" + std::to_string(line); }

/// Calls `answer` with each text; an error says which line it was of. Nothing is written where it is cancelled.
template <typename Answer>
std::int64_t answerEach(const fs::path& input, const workspace::TextFile& file, Table answers, const fs::path& output,
                        const CancellationToken& token, const ProgressSink& progress, const Answer& answer) {
    const auto count = static_cast<std::int64_t>(file.texts.size());
    for (std::size_t i = 0; i < file.texts.size(); ++i) {
        if (token.stopRequested()) fail(ErrorKind::Interrupted, "stopped before the end; nothing was written", input.string());
        auto cells = capture([&] { return answer(file.texts[i]); });
        if (!cells) {
            Error error = cells.error();
            error.where = place(input, file.lines[i]) + (error.where.empty() ? "" : ", " + error.where);
            throw Exception(error);
        }
        answers.rows.push_back({file.lines[i], std::move(*cells)});
        if (progress) progress({static_cast<std::int64_t>(i) + 1, count, {}});
    }
    writeCsv(output, answers).value();
    return count;
}

/// The text with each mask's likeliest word in its place.
std::string filledIn(const std::string& text, const std::string& maskToken, const FilledText& filled) {
    std::string result;
    std::size_t from = 0;
    for (const auto& words : filled.masks) {
        const auto at = text.find(maskToken, from);
        if (at == std::string::npos || words.empty()) break;
        std::string word = words.front().tokenStr;
        word.erase(0, word.find_first_not_of(' ') == std::string::npos ? 0 : word.find_first_not_of(' '));
        result += text.substr(from, at - from) + word;
        from = at + maskToken.size();
    }
    return result + text.substr(from);
}

std::string candidatesText(const FilledText& filled) {
    auto masks = Json::array();
    for (const auto& words : filled.masks) {
        auto& list = masks.emplace_back(Json::array());
        for (const auto& word : words) list.push_back({{"word", word.tokenStr}, {"score", word.score}});
    }
    return toText(masks);
}

}

Result<std::int64_t> writeFile(Workspace& workspace, const std::string& reference, const fs::path& input, const fs::path& output,
                               const WriteFileOptions& options, const CancellationToken& token, const ProgressSink& progress) {
    return capture([&] {
        const auto file = workspace::readTexts(input, token);
        const auto generator = workspace.generator(reference, options.bits).value();
        const auto sequences = std::max<std::int64_t>(1, options.generate.sequences);
        Table answers;
        answers.columns = {"text"};
        for (std::int64_t i = 1; i <= sequences; ++i) answers.columns.push_back(sequences == 1 ? "answer" : "answer_" + std::to_string(i));
        return answerEach(input, file, std::move(answers), output, token, progress, [&](const std::string& text) {
            const auto generation = generator->generate(text, options.generate, token).value();
            if (token.stopRequested()) fail(ErrorKind::Interrupted, "stopped before the end; nothing was written");
            std::vector<std::string> cells {text};
            for (const auto& sequence : generation.sequences) cells.push_back(sequence.newText);
            cells.resize(static_cast<std::size_t>(sequences) + 1);
            return cells;
        });
    });
}

Result<std::int64_t> fillFile(Workspace& workspace, const std::string& reference, const fs::path& input, const fs::path& output,
                              const FillOptions& options, const CancellationToken& token, const ProgressSink& progress) {
    return capture([&] {
        const auto file = workspace::readTexts(input, token);
        const auto filler = workspace.maskFiller(reference).value();
        const std::string& mask = filler->maskToken();
        for (std::size_t i = 0; i < file.texts.size(); ++i)
            if (file.texts[i].find(mask) == std::string::npos)
                failBadInput("this text has no " + mask, place(input, file.lines[i]), "put " + mask + " where a word is missing");
        Table answers;
        answers.columns = {"text", "filled", "candidates"};
        return answerEach(input, file, std::move(answers), output, token, progress, [&](const std::string& text) {
            const auto filled = filler->fill(text, options).value();
            return std::vector<std::string> {text, filledIn(text, mask, filled), candidatesText(filled)};
        });
    });
}

}
