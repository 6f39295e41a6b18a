// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/data_text.h"

namespace espalier::cli {

namespace {

struct DataOptions {
    std::string file, name, format, encoding, delimiter, task, shares = "0.8,0.1,0.1", model, output;
    ColumnMapping mapping;
    bool noHeader = false, replace = false, undo = false, notStratified = false;
    std::vector<std::string> fixes;
};

ImportOptions importOptions(const DataOptions& options) {
    ImportOptions result;
    if (!options.format.empty()) result.read.format = formatFromName(options.format);
    if (!options.encoding.empty()) {
        result.read.encoding = encodingFromName(options.encoding);
        if (!result.read.encoding) fail(ErrorKind::Usage, "this encoding is not known", options.encoding, "UTF-8, UTF-16LE, UTF-16BE or Windows-1252");
    }
    if (!options.delimiter.empty()) result.read.delimiter = options.delimiter == "\\t" || options.delimiter == "tab" ? '\t' : options.delimiter.front();
    if (options.noHeader) result.read.hasHeader = false;
    result.mapping = options.mapping;
    result.name = options.name;
    result.task = options.task;
    result.replace = options.replace;
    return result;
}

void importFile(Context& context, const DataOptions& options) {
    const auto info = context.workspace().importDataset(options.file, importOptions(options), context.token, context.progressBar("reading")).value();
    for (const auto& bad : info.record.badLines) context.note(options.file + ":" + std::to_string(bad.line) + " was left out: " + bad.reason);
    context.json ? context.print(datasetJson(info)) : printDataset(info);
}

void list(Context& context) {
    const auto datasets = context.workspace().datasets().value();
    if (context.json) {
        auto json = Json::array();
        for (const auto& info : datasets) json.push_back(datasetJson(info));
        return context.print(json);
    }
    TextTable table({"dataset", "rows", "labels", "task", "from"});
    for (const auto& info : datasets)
        table.add({info.record.name, std::to_string(info.record.rows), std::to_string(info.labels.size()), info.record.task, info.record.sourcePath});
    table.print();
}

void show(Context& context, const DataOptions& options) {
    auto& workspace = context.workspace();
    const auto info = workspace.dataset(options.name).value();
    const auto findings = workspace.check(options.name).value();
    Json lengths;
    if (!options.model.empty()) lengths = lengthsJson(workspace.tokenLengths(options.name, options.model, 0, context.token).value());
    if (!context.json) {
        printDataset(info);
        printFindings(findings);
        if (!lengths.is_null()) std::printf("tokens a text: %s\n", lengths.dump().c_str());
        return;
    }
    auto json = datasetJson(info);
    json["findings"] = findingsJson(findings);
    if (!lengths.is_null()) json["lengths"] = lengths;
    context.print(json);
}

void check(Context& context, const DataOptions& options) {
    const auto findings = context.workspace().check(options.name).value();
    context.json ? context.print({{"name", options.name}, {"findings", findingsJson(findings)}}) : printFindings(findings);
}

/// Applies the cures named, or those of every finding that needs fixing; or takes the last change back.
void clean(Context& context, const DataOptions& options) {
    auto& workspace = context.workspace();
    auto info = workspace.dataset(options.name).value();
    const auto before = info.record.rows;
    if (options.undo) {
        info = workspace.undo(options.name).value();
    } else {
        auto fixes = options.fixes;
        if (fixes.empty())
            for (const auto& finding : workspace.check(options.name).value())
                if (finding.severity == Severity::Fix && !finding.cureRows.empty()) fixes.emplace_back(findingName(finding.kind));
        for (const auto& fix : fixes) {
            // One cure can take away what another finding was about.
            const auto findings = workspace.check(options.name).value();
            const bool still = std::any_of(findings.begin(), findings.end(), [&](const auto& finding) { return findingName(finding.kind) == fix && !finding.cureRows.empty(); });
            if (still) info = workspace.fix(options.name, findingFromName(fix)).value();
        }
    }
    if (!context.json) return printDataset(info);
    auto json = datasetJson(info);
    json["removed"] = before - info.record.rows;
    context.print(json);
}

void split(Context& context, const DataOptions& options) {
    auto shares = parseShares(options.shares).value();
    shares.seed = context.seed;
    shares.stratified = !options.notStratified;
    const auto info = context.workspace().split(options.name, shares).value();
    context.json ? context.print(datasetJson(info)) : printDataset(info);
}

void exportFile(Context& context, const DataOptions& options) {
    context.workspace().exportDataset(options.name, options.output).value();
    context.json ? context.print({{"name", options.name}, {"output", options.output}}) : context.note(options.name + " → " + options.output);
}

void remove(Context& context, const DataOptions& options) {
    context.workspace().removeDataset(options.name).value();
    context.json ? context.print({{"removed", options.name}}) : context.note(options.name + " is removed");
}

void addImport(CLI::App& verb, const std::shared_ptr<DataOptions>& options, Action& action) {
    auto* add = verb.add_subcommand("import", "a CSV, TSV, JSON-lines or CoNLL file becomes a dataset");
    add->add_option("file", options->file, "the file")->required();
    add->add_option("--name", options->name, "name of the dataset [from the file's]");
    add->add_option("--text-column", options->mapping.text, "column of texts [guessed]");
    add->add_option("--pair-column", options->mapping.pair, "column of second texts");
    add->add_option("--label-column", options->mapping.label, "column of labels [guessed]");
    add->add_option("--task", options->task, "what it is for [guessed]");
    add->add_option("--format", options->format, "[sniffed]")->check(CLI::IsMember({"csv", "tsv", "jsonl", "conll", "text", "squad"}));
    add->add_option("--encoding", options->encoding, "UTF-8, UTF-16LE, UTF-16BE, Windows-1252 [sniffed]");
    add->add_option("--delimiter", options->delimiter, "one character, or tab [sniffed]");
    add->add_flag("--no-header", options->noHeader, "the first row is data");
    add->add_flag("--replace", options->replace, "replace a dataset of this name");
    add->callback([&action, options] { action = [options](Context& context) { importFile(context, *options); }; });
}

}

void addData(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("data", "datasets of the workspace");
    verb->require_subcommand(1);
    verb->fallthrough();
    auto options = std::make_shared<DataOptions>();
    addImport(*verb, options, action);
    verb->add_subcommand("list", "all of them")->callback([&action] { action = list; });
    const auto named = [&](const char* name, const char* help, void (*work)(Context&, const DataOptions&)) {
        auto* sub = verb->add_subcommand(name, help);
        sub->add_option("name", options->name, "the dataset")->required();
        sub->callback([&action, options, work] { action = [options, work](Context& context) { work(context, *options); }; });
        return sub;
    };
    named("show", "counts, labels, lengths, findings", show)->add_option("--model", options->model, "count tokens as this model does");
    named("check", "what is wrong with it", check);
    auto* cleanVerb = named("clean", "applies the cures of findings", clean);
    cleanVerb->add_option("--fix", options->fixes, "kinds of finding: empty_text, duplicate, conflicting_labels … [all that need fixing]")->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    cleanVerb->add_flag("--undo", options->undo, "take the last change back");
    auto* splitVerb = named("split", "train, validation and test parts", split);
    splitVerb->add_option("--shares", options->shares, "shares of the parts [0.8,0.1,0.1]");
    splitVerb->add_flag("--not-stratified", options->notStratified, "do not keep every label's share in each part");
    named("export", "writes .csv or .jsonl, or .conll of entities", exportFile)->add_option("--output", options->output, "the file")->required();
    named("remove", "deletes it from the workspace", remove);
}

}
