// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recipe/column_validation.h"
#include "engine/recipe/multi_task_validation.h"
#include "engine/recipe/recipe_fields.h"
#include "engine/recipe/schedule.h"
#include "engine/recipe/strategy_info.h"
#include "engine/recipe/task_info.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <type_traits>

namespace espalier {
namespace {

std::string number(double value) {
    return toText(Json(value));
}

/// Collects findings; one check a field.
class Validation {
public:
    explicit Validation(const Recipe& recipe) : m_recipe(recipe) { }

    std::vector<RecipeFinding> run() {
        checkModelAndData();
        checkSplit();
        checkFolds();
        checkChoices();
        checkStrategySettings();
        if (isLanguageTask(m_recipe.task)) checkLanguage();
        checkNumbers();
        for (auto& finding : findingsOfFurtherTasks(m_recipe)) m_findings.push_back(std::move(finding));
        return std::move(m_findings);
    }

private:
    const Recipe& m_recipe;
    std::vector<RecipeFinding> m_findings;

    void add(std::string field, std::string message, std::string cure) {
        m_findings.push_back({std::move(field), std::move(message), std::move(cure)});
    }

    void checkModelAndData() {
        const auto& data = m_recipe.data;
        if (m_recipe.model.empty()) add("model", "no model is chosen", "choose one, for example all-MiniLM-L6-v2");
        if (data.train.empty()) add("data.train", "no data is chosen", "choose a dataset or a file");
        checkColumns(m_recipe.task, data, "data.", m_findings);
    }

    void checkSplit() {
        const auto& split = m_recipe.data.split;
        const std::string field = "data.split", usual = "use for example 0.8,0.1,0.1";
        if (split.empty()) return;
        if (split.size() != 2 && split.size() != 3)
            return add(field, "a split has two shares (train, validation) or three (and test)", usual);
        if (!std::all_of(split.begin(), split.end(), [](double share) { return share >= 0 && share <= 1; }))
            return add(field, "each share must be between 0 and 1", usual);
        const double sum = std::accumulate(split.begin(), split.end(), 0.0);
        if (std::abs(sum - 1) > 1e-6) add(field, "the shares add up to " + number(sum) + ", not 1", usual);
        if (split[0] == 0) add(field, "nothing is left to train on", usual);
        if (!m_recipe.data.validation.empty() && split[1] > 0)
            add(field, "there is separate validation data as well as a share for it", "leave one of them out");
        if (!m_recipe.data.test.empty() && split.size() == 3 && split[2] > 0)
            add(field, "there is separate test data as well as a share for it", "leave one of them out");
    }

    void checkFolds() {
        const auto& data = m_recipe.data;
        if (data.folds == 0 && data.fold == 0) return;
        if (data.folds < 2 || data.folds > 100) return add("data.folds", "there must be 2 to 100 parts", "use for example 5");
        if (data.fold < 1 || data.fold > data.folds)
            add("data.fold", "it must be 1 to " + std::to_string(data.folds), "name the part that validates");
        if (!data.split.empty() || !data.validation.empty() || !data.test.empty())
            add("data.folds", "the parts of a cross-validation leave no room for another split or other data", "leave one of them out");
    }

    void checkChoice(const std::string& field, const std::string& value, const std::vector<std::string>& choices) {
        std::string list;
        for (const std::string& choice : choices) {
            if (value == choice) return;
            list += (list.empty() ? "" : ", ") + choice;
        }
        add(field, value.empty() ? "nothing is chosen" : value + " is not known here", "use one of " + list);
    }

    void checkChoices() {
        const auto& training = m_recipe.training;
        checkTask();
        checkChoice("pooling", m_recipe.pooling, {"cls", "mean"});
        checkChoice("training.schedule", training.schedule, scheduleNames());
        checkChoice("training.optimizer", training.optimizer, {"adamw", "adam", "sgd", "adafactor", "lion"});
        checkChoice("training.class_weights", training.classWeights, {"none", "balanced"});
        checkChoice("training.precision", training.precision, {"auto", "fp32", "bf16", "fp16"});
    }

    void checkTask() {
        const TaskInfo* info = findTaskInfo(m_recipe.task);
        if (!info) {
            std::vector<std::string> kinds;
            for (const TaskInfo& known : taskInfos())
                kinds.push_back(known.kind);
            return checkChoice("task", m_recipe.task, kinds);
        }
        checkMetric(*info);
        checkClassSettings(*info);
    }

    void checkMetric(const TaskInfo& info) {
        const std::string& metric = m_recipe.training.earlyStoppingMetric;
        const auto isOfClass = [&](const std::string& prefix) { return metric.starts_with(prefix); };
        if (std::none_of(info.classMetrics.begin(), info.classMetrics.end(), isOfClass))
            checkChoice("training.early_stopping_metric", metric, info.metrics);
    }

    /// What has a meaning only where there are classes or labels, or where two passes can be compared.
    void checkClassSettings(const TaskInfo& info) {
        const auto& training = m_recipe.training;
        const std::string reason = info.kind == "regression" ? ": a number has no classes to weigh or smooth" : "";
        const auto refuse = [&](const char* field, bool isSet) {
            if (isSet && !anyTaskHeeds(m_recipe, field))
                add(field, "it has no meaning for the task " + m_recipe.task + reason, "leave it out");
        };
        refuse("training.label_smoothing", training.labelSmoothing != 0);
        refuse("training.focal_gamma", training.focalGamma != 0);
        refuse("training.class_weights", training.classWeights == "balanced");
        refuse("training.r_drop", training.rDrop != 0);
    }

    /// What makes no sense where every word of the vocabulary is a class.
    void checkLanguage() {
        if (m_recipe.strategy.kind == "frozen")
            add("strategy.kind", "a language model has no new head that could learn alone", "use for example lora or top-layers");
        if (std::any_of(m_recipe.prompts.begin(), m_recipe.prompts.end(), [](const auto& prompt) { return prompt.empty(); }))
            add("prompts", "a prompt is empty", "write a few words to go on from");
    }

    void checkStrategySettings() {
        const StrategyInfo* info = findStrategyInfo(m_recipe.strategy.kind);
        if (!info) {
            std::vector<std::string> kinds;
            for (const StrategyInfo& known : strategyInfos())
                kinds.push_back(known.kind);
            return checkChoice("strategy.kind", m_recipe.strategy.kind, kinds);
        }
        const auto unknown = [&](const std::string& name) {
            add("strategy." + name, "the strategy " + info->kind + " has no setting " + name, "remove it");
        };
        for (const auto& [name, value] : m_recipe.strategy.settings) {
            if (const SettingInfo* setting = findSetting(*info, name))
                checkRange(*setting, value);
            else
                unknown(name);
        }
        for (const auto& [name, value] : m_recipe.strategy.texts) {
            const TextSettingInfo* setting = findTextSetting(*info, name);
            if (!setting)
                unknown(name);
            else if (!setting->choices.empty())
                checkChoice(setting->field, value, setting->choices);
        }
    }

    void checkRange(const SettingInfo& info, double value) {
        if (value >= info.minimum && value <= info.maximum) { // false for NaN
            if (info.kind != SettingKind::Number && value != std::floor(value))
                add(info.field, number(value) + " is not a whole number",
                    info.kind == SettingKind::Switch ? "use 1 for on and 0 for off" : "use a whole number");
            return;
        }
        add(info.field, number(value) + " is not between " + number(info.minimum) + " and " + number(info.maximum),
            "usual: " + number(info.usualLow) + " to " + number(info.usualHigh));
    }

    void checkNumbers() {
        visitRecipeFields(m_recipe, [&](const std::string& group, const std::string& key, const auto& value) {
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_arithmetic_v<Value>)
                for (const SettingInfo& info : trainingSettings())
                    if (info.field == fieldPath(group, key)) checkRange(info, static_cast<double>(value));
        });
        const auto& training = m_recipe.training;
        if (training.evaluateEvery < 0) add("training.evaluate_every", "it can't be negative", "use 0 for every epoch");
        if (training.checkpointEvery < 0)
            add("training.checkpoint_every", "it can't be negative", "use 0 for about every 30 seconds");
    }
};

}

std::vector<RecipeFinding> validate(const Recipe& recipe) {
    return Validation(recipe).run();
}

}
