// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/answers.h"

#include "engine/base/json.h"
#include "engine/data/code_points.h"
#include "engine/data/finding_parts.h"
#include "engine/data/source_text.h"
#include "engine/text/unicode.h"

#include <algorithm>

namespace espalier {
namespace {

constexpr const char* kNone = "no answer";

void requireInPlace(const AnswerText& answer, const std::string& context, const std::vector<std::size_t>& places) {
    if (answer.text.empty()) failBadInput("an answer is empty");
    const std::string what = "the answer \"" + excerpt(answer.text, 60) + "\"", at = std::to_string(answer.start);
    const auto length = static_cast<std::int64_t>(places.size()) - 1, characters = unicode::countCodePoints(answer.text);
    if (answer.start < 0 || answer.start > length - characters)
        failBadInput(what + " begins at character " + at + ", but the context has " + std::to_string(length));
    const std::size_t begin = places[static_cast<std::size_t>(answer.start)];
    const std::string there = context.substr(begin, places[static_cast<std::size_t>(answer.start + characters)] - begin);
    if (there != answer.text)
        failBadInput(what + " does not stand at character " + at + " of the context, where \"" + excerpt(there, 60) + "\" stands");
}

void addRows(std::vector<std::int64_t> rows, FindingKind kind, const char* one, const char* several,
             std::vector<DataFinding>& findings) {
    if (rows.empty()) return;
    DataFinding finding {kind, Severity::Fix, counted(static_cast<std::int64_t>(rows.size()), one, several), "Remove", rows};
    finding.cureRows = std::move(rows);
    findings.push_back(std::move(finding));
}

}

std::vector<AnswerText> readAnswers(const std::string& label) {
    if (label.empty()) return {};
    const auto json = parseJson(label, {});
    if (!json || !json->is_array()) failBadInput("the answers are not a JSON list");
    std::vector<AnswerText> answers;
    for (const Json& one : *json) {
        if (!one.is_array() || one.size() != 2 || !one[0].is_number_integer() || !one[1].is_string())
            failBadInput("answer " + std::to_string(answers.size() + 1) + " is not [start, \"text\"]");
        answers.push_back({one[0].get<std::int64_t>(), one[1].get<std::string>()});
    }
    return answers;
}

void requireInPlace(const std::vector<AnswerText>& answers, const std::string& context) {
    const auto places = codePointStarts(context);
    for (const AnswerText& answer : answers)
        requireInPlace(answer, context, places);
}

std::string answersLabel(const std::vector<AnswerText>& answers) {
    Json json = Json::array();
    for (const AnswerText& answer : answers)
        json.push_back(Json::array({answer.start, answer.text}));
    return toText(json);
}

std::string answerSummary(const std::string& label) {
    if (label.empty()) return {};
    const auto answers = capture([&] { return readAnswers(label); });
    if (!answers) return label;
    if (answers->empty()) return kNone;
    std::vector<std::string> texts;
    for (const AnswerText& answer : *answers)
        if (std::find(texts.begin(), texts.end(), answer.text) == texts.end()) texts.push_back(answer.text);
    std::string summary;
    for (const std::string& text : texts)
        summary += (summary.empty() ? "" : " / ") + text;
    return summary;
}

std::vector<LabelCount> countAnswers(const std::vector<LabelCount>& columns) {
    LabelCount some {"answer"}, none {kNone};
    for (const LabelCount& column : columns)
        if (!column.label.empty()) (readAnswers(column.label).empty() ? none : some).count += column.count;
    std::vector<LabelCount> counts;
    for (const LabelCount& one : {some, none})
        if (one.count > 0) counts.push_back(one);
    std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
    return counts;
}

void findAnswerProblems(const std::vector<Example>& examples, std::vector<DataFinding>& findings) {
    std::vector<std::int64_t> unlabelled, misplaced;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        if (examples[i].label.empty()) unlabelled.push_back(row);
        const auto checked = capture([&] {
            requireInPlace(readAnswers(examples[i].label), examples[i].pair);
            return Done {};
        });
        if (!checked) misplaced.push_back(row);
    }
    addRows(std::move(unlabelled), FindingKind::EmptyLabel, "question has no answer marked", "questions have no answer marked", findings);
    addRows(std::move(misplaced), FindingKind::MisplacedAnswer, "answer does not stand where it says", "answers do not stand where they say", findings);
}

}
