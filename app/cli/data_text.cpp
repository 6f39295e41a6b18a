// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/data_text.h"

namespace espalier::cli {

namespace {

const char* severityName(Severity severity) {
    switch (severity) {
    case Severity::Good: return "good";
    case Severity::Look: return "look";
    case Severity::Fix: return "fix";
    }
    return "";
}

}

Json datasetJson(const DatasetInfo& info) {
    const auto& record = info.record;
    Json json {{"name", record.name}, {"rows", record.rows}, {"task", record.task}, {"format", record.format}, {"encoding", record.encoding},
               {"delimiter", record.delimiter}, {"source", record.sourcePath}, {"text_column", record.mapping.text}, {"pair_column", record.mapping.pair},
               {"label_column", record.mapping.label}};
    json["labels"] = Json::object();
    for (const auto& [label, count] : info.labels) json["labels"][label] = count;
    json["splits"] = {{"train", info.train}, {"validation", info.validation}, {"test", info.test}};
    json["bad_lines"] = Json::array();
    for (const auto& bad : record.badLines) json["bad_lines"].push_back({{"line", bad.line}, {"reason", bad.reason}, {"text", bad.text}});
    return json;
}

Json findingsJson(const std::vector<DataFinding>& findings) {
    auto json = Json::array();
    for (const auto& finding : findings)
        json.push_back({{"kind", findingName(finding.kind)}, {"severity", severityName(finding.severity)}, {"message", finding.message},
                        {"cure", finding.cure}, {"rows", finding.rows.size()}, {"cure_rows", finding.cureRows.size()}});
    return json;
}

Json lengthsJson(const LengthStatistics& statistics) {
    return {{"unit", "tokens"}, {"minimum", statistics.minimum}, {"median", statistics.median}, {"percentile_90", statistics.percentile90},
            {"percentile_99", statistics.percentile99}, {"maximum", statistics.maximum}, {"mean", statistics.mean}, {"unknown_share", statistics.unknownShare}};
}

void printDataset(const DatasetInfo& info) {
    const auto& record = info.record;
    std::printf("%s: %lld rows for %s, from %s (%s, %s)\n", record.name.c_str(), static_cast<long long>(record.rows), record.task.c_str(), record.sourcePath.c_str(),
                record.format.c_str(), record.encoding.c_str());
    if (info.train + info.validation + info.test > 0)
        std::printf("split: %lld train, %lld validation, %lld test\n", static_cast<long long>(info.train), static_cast<long long>(info.validation), static_cast<long long>(info.test));
    const bool entities = record.task == "tokens";
    TextTable table({entities ? "type" : "label", entities ? "entities" : "rows"});
    for (const auto& [label, count] : info.labels) table.add({label, std::to_string(count)});
    if (!info.labels.empty()) table.print();
    if (!record.badLines.empty()) std::printf("%zu lines could not be read\n", record.badLines.size());
}

void printFindings(const std::vector<DataFinding>& findings) {
    for (const auto& finding : findings)
        std::printf("%-4s  %s%s\n", severityName(finding.severity), finding.message.c_str(),
                    finding.cureRows.empty() ? "" : ("  (cure: --fix " + std::string(findingName(finding.kind)) + ")").c_str());
}

}
