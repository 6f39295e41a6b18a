// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/json.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace espalier {

/// One more task that a run learns on the same body, with a head of its own.
struct MoreTask {
    std::string data;                       ///< DATA: a dataset with a split of its own, or a file, split as the recipe's
    std::string task = "classification";    ///< one of taskInfos() that has a head of its own
    std::string textColumn = "text", pairColumn, labelColumn = "label";
    double weight = 1;                      ///< of its loss
    bool operator==(const MoreTask&) const = default;
};
void to_json(Json& json, const MoreTask& task);

/// Everything about a run. Flags, the Train page and stored runs are three faces of this; JSON keys are the member
/// names in snake_case, grouped as here (docs/recipes.md).
struct Recipe {
    std::string name;                       ///< what the user calls the run; empty: made from data and strategy
    std::string model;                      ///< MODEL as cli.md says: folder, catalogue id, run:12
    struct Data {
        std::string train;                  ///< DATA: a file or an imported dataset
        std::string validation, test;       ///< separate data; empty: see split
        std::string textColumn = "text", pairColumn, labelColumn = "label";
        std::vector<double> split;          ///< shares {train, validation[, test]}; empty: the dataset's own split, or 0.8,0.1,0.1
        std::int64_t folds = 0, fold = 0;   ///< cross-validation: part `fold` (1 …) of `folds` validates; 0: no such thing
        std::string general;                ///< DATA of general text, on which the forgetting meter measures the pretrained objective; empty: no meter
    } data;
    std::string task = "classification";    ///< one of taskInfos()
    struct MultiTask {
        std::vector<MoreTask> tasks;        ///< beside the recipe's own data and task; empty: one task
        std::string sampling = "proportional";  ///< whose batch a step learns from: proportional (to the rows), equal, temperature
        double temperature = 2;             ///< of that sampling: shares are rows^(1/temperature)
        double weight = 1;                  ///< of the loss of the recipe's own task
    } multiTask;
    struct Strategy {
        std::string kind = "full";          ///< one of strategyInfos()
        std::map<std::string, double> settings {};  ///< decay (discriminative), …; unset ones have the strategy's default
        std::map<std::string, std::string> texts {}; ///< targets (lora), …; likewise
    } strategy;
    std::string pooling = "cls";            ///< cls (through the pooler, as Transformers) or mean (no pooler)
    struct Training {
        double epochs = 3;
        std::int64_t batchSize = 16;
        double learningRate = 5e-5;
        std::string optimizer = "adamw";    ///< adamw, adam, sgd, adafactor, lion
        double momentum = 0.9;              ///< of sgd
        std::string schedule = "linear";    ///< one of scheduleNames()
        double warmupRatio = 0.1;
        std::int64_t warmupSteps = 0;       ///< in place of the ratio; 0: by the ratio
        std::int64_t scheduleCycles = 3;    ///< how often cosine-restarts falls
        double schedulePower = 2;           ///< of polynomial
        double weightDecay = 0.01;
        double dropout = 0.1;               ///< everywhere the model has dropout
        std::int64_t maxLength = 128;
        double maxGradNorm = 1;             ///< 0: no clipping
        std::int64_t gradientAccumulation = 1;
        std::int64_t earlyStoppingPatience = 0;     ///< evaluations without gain; 0: off
        std::string earlyStoppingMetric = "loss";   ///< also decides which checkpoint is best; see standardMetric()
        std::string precision = "auto";     ///< auto, fp32, bf16, fp16
        std::int64_t evaluateEvery = 0;     ///< steps; 0: every epoch
        std::int64_t checkpointEvery = 0;   ///< steps; 0: about every 30 seconds and every evaluation
        std::uint64_t seed = 0;
        double labelSmoothing = 0;          ///< share of a target that is spread over all classes
        double focalGamma = 0;              ///< how much less a text counts the surer the model is of it (focal loss)
        std::string classWeights = "none";  ///< none, or balanced: rare classes count more
        double rDrop = 0;                   ///< how much two passes with different dropout are made to agree
        double l2Sp = 0;                    ///< pull towards the pretrained weights
        double mixout = 0;                  ///< share of the weights that each step sees as pretraining left them
        double layerDrop = 0;               ///< share of the layers that a step passes by
        double emaDecay = 0;                ///< share of the averaged weights that each step keeps; 0: no average
        bool gradientCheckpointing = false; ///< layers keep their input alone, and compute the rest again going backward
        std::int64_t keepBest = 1;          ///< how many of the best steps are kept as folders; 1: the run's model alone
    } training;
    std::vector<std::string> prompts;       ///< what a language model writes on from, before and after; empty: the first texts' beginnings
    bool operator==(const Recipe&) const;
};

/// True for causal-lm, seq2seq and masked-lm, which predict words of the vocabulary and have no classes.
bool isLanguageTask(const std::string& task);

/// A field that can't be as it is: which (JSON path, "training.learning_rate"), what is wrong, what would cure it.
struct RecipeFinding {
    std::string field, message, cure;
};

Json toJson(const Recipe& recipe);
/// Reads what toJson wrote; unknown keys and wrong types are errors that name the field.
Result<Recipe> recipeFromJson(const Json& json);

/// What is wrong with the values themselves (files are not looked at); empty: fine.
std::vector<RecipeFinding> validate(const Recipe& recipe);

/// The settings in which two recipes differ.
struct RecipeDifference {
    std::string field, left, right;
};
std::vector<RecipeDifference> differences(const Recipe& left, const Recipe& right);

enum class SettingKind { Number, Whole, Switch }; ///< a switch is 0 or 1

/// A number a user can set: its usual range, bounds, default and one sentence.
struct SettingInfo {
    std::string field;          ///< as in RecipeFinding
    double minimum, maximum, usualLow, usualHigh, standard;
    std::string explanation;
    SettingKind kind = SettingKind::Number;
};
const std::vector<SettingInfo>& trainingSettings();

/// A text a user can set.
struct TextSettingInfo {
    std::string field;                  ///< as in RecipeFinding
    std::string standard;
    std::vector<std::string> choices;   ///< empty: any text
    std::string explanation;
};

}
