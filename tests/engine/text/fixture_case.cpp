// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/text/fixture_case.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace espalier {

namespace {

std::string fromHex(const std::string& hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

FixtureCase readCase(const Json& json, const std::string& where) {
    FixtureCase result;
    result.where = where;
    result.text = json.contains("x") ? fromHex(json["x"].get<std::string>()) : json["a"].get<std::string>();
    if (json.contains("b")) result.pair = json["b"].get<std::string>();
    result.options.maxLength = json.value("m", 0);
    result.options.addSpecialTokens = !json.contains("n");
    const std::string strategy = json.value("r", "longest_first");
    if (strategy == "only_first") result.options.strategy = TruncationStrategy::OnlyFirst;
    if (strategy == "only_second") result.options.strategy = TruncationStrategy::OnlySecond;
    Encoding& expected = result.expected;
    expected.ids = json["i"].get<std::vector<std::int32_t>>();
    const auto offsets = json["o"].get<std::vector<std::int32_t>>();
    for (std::size_t i = 0; i + 1 < offsets.size(); i += 2)
        expected.offsets.emplace_back(offsets[i], offsets[i + 1]);
    expected.typeIds.assign(expected.ids.size(), 0);
    if (json.contains("t")) expected.typeIds = json["t"].get<std::vector<std::int32_t>>();
    expected.wordIds = json["w"].get<std::vector<std::int32_t>>();
    return result;
}

}

std::filesystem::path fixturePath(const std::string& name) {
    const std::filesystem::path fixtures = ESPALIER_FIXTURES, own = fixtures / "pipelines" / name;
    return std::filesystem::exists(own) ? own : fixtures / "tokenizers" / name;
}

void forEachLine(const std::string& name, const std::function<void(const Json&, const std::string&)>& use) {
    std::ifstream file(fixturePath(name));
    if (!file) failNotFound("no fixture", fixturePath(name).string());
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        const std::string where = name + ":" + std::to_string(++number);
        use(parseJson(line, where).value(), where);
    }
}

std::vector<std::string> pipelineNames() {
    std::vector<std::string> names;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(ESPALIER_FIXTURES) / "pipelines"))
        if (entry.is_directory()) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<FixtureCase> readCases(const std::string& name) {
    std::vector<FixtureCase> cases;
    forEachLine(name, [&](const Json& json, const std::string& where) { cases.push_back(readCase(json, where)); });
    return cases;
}

std::shared_ptr<const Tokenizer> fixtureTokenizer(const std::string& folder) {
    return loadTokenizer(fixturePath(folder)).value();
}

std::optional<std::filesystem::path> minilmFolder() {
    const char* given = std::getenv("ESPALIER_SAMPLES");
    const std::filesystem::path folder
        = std::filesystem::path(given ? given : ESPALIER_SAMPLES) / "models/all-MiniLM-L6-v2";
    return std::filesystem::exists(folder / "tokenizer.json") ? std::optional(folder) : std::nullopt;
}

}
