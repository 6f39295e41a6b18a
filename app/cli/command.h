// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>

namespace espalier::cli {

/// What every verb is given: the global options, the workspace (opened when first asked for), and where results go.
class Context {
public:
    WorkspaceOptions workspaceOptions;
    std::uint64_t seed = 0;
    bool seedGiven = false, json = false, quiet = false;
    CancellationToken token;

    Workspace& workspace();
    /// One JSON document on a line of standard output, flushed.
    void print(const Json& document) const;
    /// A line for people on standard error, unless --quiet.
    void note(const std::string& text) const;
    /// Progress on a terminal: a bar with rate and time left, drawn at most ten times a second.
    ProgressSink progressBar(const std::string& what) const;

private:
    std::unique_ptr<Workspace> m_workspace;
};

using Action = std::function<void(Context&)>;

/// Adds a verb whose callback leaves its work in `action`.
void addDoctor(CLI::App& app, Action& action);
void addModels(CLI::App& app, Action& action);
void addTokenize(CLI::App& app, Action& action);
void addForward(CLI::App& app, Action& action);
void addData(CLI::App& app, Action& action);
void addTrain(CLI::App& app, Action& action);
void addEval(CLI::App& app, Action& action);
void addPredict(CLI::App& app, Action& action);
void addGenerate(CLI::App& app, Action& action);
void addExport(CLI::App& app, Action& action);
void addRuns(CLI::App& app, Action& action);
void addRace(CLI::App& app, Action& action);
void addQueue(CLI::App& app, Action& action);
void addSearch(CLI::App& app, Action& action);

/// A plain table: columns as wide as their longest cell (in code points), numbers right-aligned.
class TextTable {
public:
    explicit TextTable(std::vector<std::string> header);
    void add(std::vector<std::string> cells);
    void print() const;

private:
    std::vector<std::vector<std::string>> m_rows;
};

/// The inputs of a verb that takes --text or --file; "-" as file is standard input. Error where neither is given.
struct TextInput {
    std::string text, file;
    bool textGiven = false;
    void addTo(CLI::App& verb);
    std::vector<std::string> lines() const;
};

std::string fixed(double value, int digits);

}
