// SPDX-License-Identifier: GPL-3.0-or-later
// tokenizer_lines FOLDER [MAX_LENGTH | --write DIR]: reads JSON lines ("text" or ["text", "pair"]), prints {"i","o","t","w"} for
// each, and "f", the ids of encodeIds, where those differ from encode's. With --write DIR the tokenizer's files for a
// Hugging Face folder are written there instead.
#include "engine/base/file.h"
#include "engine/base/json.h"
#include "engine/text/tokenizer.h"
#include "engine/text/tokenizer_export.h"

#include <cstdlib>
#include <iostream>

using namespace espalier;

namespace {

Json toJson(const Encoding& encoding) {
    Json offsets = Json::array();
    for (const auto& [start, end] : encoding.offsets) {
        offsets.push_back(start);
        offsets.push_back(end);
    }
    return {{"i", encoding.ids}, {"o", offsets}, {"t", encoding.typeIds}, {"w", encoding.wordIds}};
}

Json answer(const Tokenizer& tokenizer, const Json& line, const EncodeOptions& options) {
    if (line.is_array())
        return toJson(tokenizer.encodePair(line[0].get<std::string>(), line[1].get<std::string>(), options));
    const auto text = line.get<std::string>();
    const Encoding encoding = tokenizer.encode(text, options);
    Json json = toJson(encoding);
    std::vector<std::int32_t> ids;
    const bool cut = tokenizer.encodeIds(text, ids, options);
    if (ids != encoding.ids || cut != encoding.truncated) json["f"] = ids;
    return json;
}

}

int main(int count, char** arguments) {
    try {
        if (count < 2) fail(ErrorKind::Usage, "tokenizer_lines FOLDER [MAX_LENGTH | --write DIR] < JSON lines");
        if (count > 3 && std::string_view(arguments[2]) == "--write") {
            for (const auto& [name, bytes] : tokenizerFiles(arguments[1]))
                writeFileAtomically(std::filesystem::path(arguments[3]) / name, bytes);
            return 0;
        }
        const auto tokenizer = loadTokenizer(arguments[1]).value();
        EncodeOptions options;
        if (count > 2) options.maxLength = std::atoll(arguments[2]);
        for (std::string line; std::getline(std::cin, line);)
            std::cout << answer(*tokenizer, parseJson(line, "standard input").value(), options).dump() << '\n';
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << '\n';
        return 1;
    }
}
