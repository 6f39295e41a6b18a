// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace espalier::cli {

/// What predict was told.
struct PredictArguments {
    std::string model, standardInput;
    TextInput input;
    std::string textColumn, pairColumn, pair;
    std::string aggregation = "simple";
    bool embeds = false;
    std::string question, context;
    QuestionOptions questions;
    FillOptions fill;
    ZeroShotOptions zeroShot;
};

/// Texts to be answered, and what each is read together with; `pairs` is empty or as long.
struct PredictTexts {
    std::vector<std::string> texts, pairs;
};

// What a model says beside the task it was tuned for; each prints a line a text.
void printFilled(Context& context, const PredictArguments& arguments, const std::vector<std::string>& texts);
void printAnswers(Context& context, const PredictArguments& arguments, const PredictTexts& texts); ///< pairs: the contexts
void printVectors(Context& context, const PredictArguments& arguments, const std::vector<std::string>& texts);
void printZeroShot(Context& context, const PredictArguments& arguments, const std::vector<std::string>& texts);

/// A class with its share, or `several` labels that apply, and all labels' shares.
void printClass(const Context& context, const std::string& text, const std::string& pair, const Prediction& prediction,
                const std::vector<std::string>& labels, bool several = false);

/// Calls `work(slice)` with texts in slices, so that answers appear while the rest is computed; with a bar on a terminal.
void inSlices(const Context& context, std::size_t count, std::size_t size,
              const std::function<void(std::size_t begin, std::size_t end)>& work);

}
