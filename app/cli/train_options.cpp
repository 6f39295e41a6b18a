// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/train_options.h"

#include <charconv>

namespace espalier::cli {

namespace {

template <typename T>
void lay(T& field, const std::optional<T>& flag) {
    if (flag) field = *flag;
}

/// "strategy.rank=8", "strategy.targets=query,value" → the strategy's setting.
void applySetting(Recipe& recipe, const std::string& text) {
    const auto equals = text.find('=');
    const std::string prefix = "strategy.";
    if (equals == std::string::npos || text.rfind(prefix, 0) != 0 || equals <= prefix.size())
        fail(ErrorKind::Usage, "--set takes strategy.NAME=VALUE", text, "for example --set strategy.decay=0.8");
    const std::string name = text.substr(prefix.size(), equals - prefix.size());
    if (const auto* info = findStrategyInfo(recipe.strategy.kind); info && findTextSetting(*info, name)) {
        recipe.strategy.texts[name] = text.substr(equals + 1);
        return;
    }
    double value = 0;
    const auto* end = text.data() + text.size();
    const auto [next, code] = std::from_chars(text.data() + equals + 1, end, value);
    if (code != std::errc() || next != end) fail(ErrorKind::Usage, "the setting's value is not a number", text);
    recipe.strategy.settings[name] = value;
}

/// What the data was imported for or looks made for, where we can train that; else classification. A table whose labels
/// are not found is one whose columns have other names, not one to write like.
std::string taskFor(Context& context, const std::string& data, bool namesLabels) {
    std::string task;
    bool isTable = false;
    if (const auto dataset = context.workspace().dataset(data)) {
        task = dataset->record.task;
    } else if (const auto preview = context.workspace().preview(data)) {
        task = preview->task;
        isTable = preview->read.table.columns.size() > 1 && preview->mapping.pair.empty();
    }
    const bool known = findTaskInfo(task) && !(isLanguageTask(task) && (namesLabels || isTable));
    return known ? task : "classification";
}

/// A further task's value of a flag that is given once for each of them; nothing where it is empty or left out.
std::optional<std::string> valueAt(const std::vector<std::string>& values, std::size_t index) {
    return index < values.size() && !values[index].empty() ? std::optional(values[index]) : std::nullopt;
}

double parseWeight(const std::string& text) {
    double weight = 0;
    const auto* end = text.data() + text.size();
    const auto [next, code] = std::from_chars(text.data(), end, weight);
    if (code != std::errc() || next != end) fail(ErrorKind::Usage, "--more-weight takes a number", text, "for example --more-weight 0.5");
    return weight;
}

std::int64_t parseEvery(const std::string& text) {
    if (text == "epoch") return 0;
    std::int64_t steps = 0;
    const auto* end = text.data() + text.size();
    const auto [next, code] = std::from_chars(text.data(), end, steps);
    if (code != std::errc() || next != end || steps < 1) fail(ErrorKind::Usage, "--evaluate-every takes epoch or a number of steps", text);
    return steps;
}

}

void TrainFlags::addTo(CLI::App& verb) {
    verb.add_option("recipe", recipeFile, "a recipe as JSON");
    verb.add_option("--model", m_model, "MODEL");
    verb.add_option("--data", m_data, "DATA to learn from");
    verb.add_option("--validation-data", m_validation, "DATA to watch; then all of --data is trained on");
    verb.add_option("--test-data", m_test, "DATA to measure the result on");
    verb.add_option("--split", m_split, "shares of --data: 0.8,0.1,0.1");
    verb.add_option("--name", m_name, "what to call the run");
    verb.add_option("--task", m_task,
                    "classification, multilabel, regression, tokens, qa, causal-lm, seq2seq, masked-lm [that of the dataset, else classification]");
    verb.add_option("--text-column", m_text, "column of texts [text]");
    verb.add_option("--pair-column", m_pair, "column of second texts; of completions for causal-lm, of contexts for qa");
    verb.add_option("--label-column", m_label, "column of labels; of the texts to write for seq2seq [label]");
    addTasksTo(verb);
    verb.add_option("--prompt", m_prompts, "what a language model writes on from, before and after; may be repeated [how the first texts begin]")
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb.add_option("--strategy", m_strategy, "full, frozen, top-layers, discriminative, gradual, lora, ia3, bitfit, adapter, prompt, prefix, scratch [full]");
    verb.add_option("--set", m_set, "a setting of the strategy: strategy.decay=0.8")->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb.add_option("--preset", m_preset, "settings that belong together: ulmfit; other flags are laid over it");
    verb.add_option("--pooling", m_pooling, "cls or mean [cls]");
    verb.add_option("--epochs", m_epochs, "[3]");
    verb.add_option("--batch-size", m_batchSize, "texts a step [16]");
    verb.add_option("--learning-rate", m_learningRate, "[the strategy's own: 5e-5 with full]");
    verb.add_option("--optimizer", m_optimizer, "adamw, adam, sgd, adafactor, lion [adamw]");
    verb.add_option("--momentum", m_momentum, "of sgd [0.9]");
    verb.add_option("--schedule", m_schedule, "linear, cosine, cosine-restarts, polynomial, inverse-sqrt, constant, slanted [linear]");
    verb.add_option("--schedule-cycles", m_scheduleCycles, "how often cosine-restarts falls [3]");
    verb.add_option("--schedule-power", m_schedulePower, "of polynomial [2]");
    verb.add_option("--warmup-ratio", m_warmupRatio, "share of the steps in which the rate rises [0.1]");
    verb.add_option("--warmup-steps", m_warmupSteps, "in place of the ratio [0: by the ratio]");
    verb.add_option("--weight-decay", m_weightDecay, "[0.01]");
    verb.add_option("--dropout", m_dropout, "[0.1]");
    verb.add_option("--max-length", m_maxLength, "tokens a text, longer ones are cut [128]");
    verb.add_option("--max-grad-norm", m_maxGradNorm, "0: no clipping [1]");
    verb.add_option("--gradient-accumulation", m_accumulation, "batches a step [1]");
    verb.add_option("--label-smoothing", m_labelSmoothing, "share of a target spread over all classes [0]");
    verb.add_option("--focal-gamma", m_focalGamma, "lets easy texts count less [0]");
    verb.add_option("--class-weights", m_classWeights, "none, or balanced: rare classes count more [none]");
    verb.add_option("--r-drop", m_rDrop, "makes two passes with different dropout agree [0]");
    verb.add_option("--l2-sp", m_l2Sp, "pull towards the pretrained weights [0]");
    verb.add_option("--mixout", m_mixout, "share of the weights that a step sees as pretraining left them [0]");
    verb.add_option("--layer-drop", m_layerDrop, "share of the layers that a step passes by [0]");
    verb.add_option("--ema-decay", m_emaDecay, "averages the weights over the steps: 0.999 [0: off]");
    verb.add_flag("--gradient-checkpointing", gradientCheckpointing,
                  "layers keep their input alone and compute the rest again going backward: less memory, more time");
    verb.add_option("--keep-best", m_keepBest, "how many of the best steps are kept as folders [1]");
    verb.add_option("--early-stopping-patience", m_patience, "evaluations without gain [0: off]");
    verb.add_option("--early-stopping-metric", m_metric, "loss, accuracy, f1_macro, f1, spearman … [loss; f1 for tokens]");
    verb.add_option("--precision", m_precision, "auto, fp32, bf16, fp16 [auto]");
    verb.add_option("--evaluate-every", m_evaluateEvery, "epoch or a number of steps [epoch]");
    verb.add_option("--checkpoint-every", m_checkpointEvery, "steps [about every 30 s]");
    verb.add_option("--seeds", seeds, "a run for each of these seeds, and their mean: 0,1,2");
    verb.add_option("--folds", folds, "cross-validation: a run for each of so many parts, and their mean");
    verb.add_flag("--find-learning-rate", findLearningRate, "try rising learning rates, and say which looks best; trains nothing");
    verb.add_option("--output", output, "folder that receives the Hugging Face model");
    verb.add_option("--events", events, "file that receives the events as JSON lines; - is standard output");
    verb.add_option("--save-recipe", saveRecipe, "file that receives the recipe these flags stand for");
    verb.add_flag("--estimate", estimate, "say what the run would take in time and memory, by a dry run of a few steps");
    verb.add_flag("--dry-run", dryRun, "with --save-recipe: write the recipe only");
}

void TrainFlags::addTasksTo(CLI::App& verb) {
    const auto repeated = [&](const char* name, std::vector<std::string>& values, const char* help) {
        verb.add_option(name, values, help)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false);
    };
    repeated("--more-data", m_moreData, "DATA of a further task, learnt on the same body with a head of its own; may be repeated");
    repeated("--more-task", m_moreTasks, "what is learnt from the n-th --more-data, as are the next four [that of the dataset, else classification]");
    repeated("--more-text-column", m_moreText, "column of texts [text]");
    repeated("--more-pair-column", m_morePair, "column of second texts");
    repeated("--more-label-column", m_moreLabel, "column of labels [label]");
    repeated("--more-weight", m_moreWeights, "what its loss is multiplied by [1]");
    verb.add_option("--task-sampling", m_sampling, "whose batch a step learns from: proportional, equal, temperature [proportional]");
    verb.add_option("--sampling-temperature", m_temperature, "of that sampling: shares go by rows^(1/T) [2]");
    verb.add_option("--task-weight", m_taskWeight, "what the loss of --data is multiplied by, beside further tasks [1]");
    verb.add_option("--general-data", m_general, "DATA of general text: measures how much of its pretraining the model forgets");
}

/// Further tasks given by flags stand for all of those of a recipe.
void TrainFlags::layTasks(Context& context, Recipe& recipe) const {
    auto& [tasks, sampling, temperature, weight] = recipe.multiTask;
    for (const auto* values : {&m_moreTasks, &m_moreText, &m_morePair, &m_moreLabel, &m_moreWeights})
        if (values->size() > m_moreData.size())
            fail(ErrorKind::Usage, "there are more values of a flag for further tasks than further tasks", values->back(), "give --more-data once for each of them");
    if (!m_moreData.empty()) tasks.clear();
    for (std::size_t i = 0; i < m_moreData.size(); ++i) {
        MoreTask task;
        task.data = m_moreData[i];
        lay(task.textColumn, valueAt(m_moreText, i));
        lay(task.pairColumn, valueAt(m_morePair, i));
        const auto label = valueAt(m_moreLabel, i);
        lay(task.labelColumn, label);
        task.task = valueAt(m_moreTasks, i).value_or("");
        if (task.task.empty()) task.task = taskFor(context, task.data, label.has_value());
        if (const auto given = valueAt(m_moreWeights, i)) task.weight = parseWeight(*given);
        tasks.push_back(std::move(task));
    }
    lay(sampling, m_sampling);
    lay(temperature, m_temperature);
    lay(weight, m_taskWeight);
    lay(recipe.data.general, m_general);
}

Recipe TrainFlags::recipe(Context& context) const {
    Recipe recipe;
    if (!recipeFile.empty()) recipe = recipeFromJson(readJsonFile(recipeFile).value()).value();
    if (context.seedGiven) recipe.training.seed = context.seed;
    lay(recipe.model, m_model);
    lay(recipe.name, m_name);
    lay(recipe.data.train, m_data);
    lay(recipe.data.validation, m_validation);
    lay(recipe.data.test, m_test);
    lay(recipe.task, m_task);
    if (!m_task && recipeFile.empty() && m_data) recipe.task = taskFor(context, *m_data, m_label.has_value());
    lay(recipe.data.textColumn, m_text);
    lay(recipe.data.pairColumn, m_pair);
    lay(recipe.data.labelColumn, m_label);
    layTasks(context, recipe);
    if (!m_prompts.empty()) recipe.prompts = m_prompts;
    lay(recipe.pooling, m_pooling);
    if (m_preset) applyPreset(recipe, *m_preset).value();
    lay(recipe.strategy.kind, m_strategy);
    auto& training = recipe.training;
    if (const auto* info = findStrategyInfo(recipe.strategy.kind); info && recipeFile.empty()) training.learningRate = info->standardLearningRate;
    if (recipeFile.empty()) training.earlyStoppingMetric = standardMetric(recipe.task);
    lay(training.epochs, m_epochs);
    lay(training.batchSize, m_batchSize);
    lay(training.learningRate, m_learningRate);
    lay(training.schedule, m_schedule);
    lay(training.warmupRatio, m_warmupRatio);
    lay(training.warmupSteps, m_warmupSteps);
    lay(training.optimizer, m_optimizer);
    lay(training.momentum, m_momentum);
    lay(training.scheduleCycles, m_scheduleCycles);
    lay(training.schedulePower, m_schedulePower);
    lay(training.weightDecay, m_weightDecay);
    lay(training.dropout, m_dropout);
    lay(training.maxLength, m_maxLength);
    lay(training.maxGradNorm, m_maxGradNorm);
    lay(training.gradientAccumulation, m_accumulation);
    lay(training.labelSmoothing, m_labelSmoothing);
    lay(training.focalGamma, m_focalGamma);
    lay(training.classWeights, m_classWeights);
    lay(training.rDrop, m_rDrop);
    lay(training.l2Sp, m_l2Sp);
    lay(training.mixout, m_mixout);
    lay(training.layerDrop, m_layerDrop);
    lay(training.emaDecay, m_emaDecay);
    if (gradientCheckpointing) training.gradientCheckpointing = true;
    lay(training.keepBest, m_keepBest);
    lay(training.earlyStoppingPatience, m_patience);
    lay(training.earlyStoppingMetric, m_metric);
    lay(training.precision, m_precision);
    lay(training.checkpointEvery, m_checkpointEvery);
    if (m_evaluateEvery) training.evaluateEvery = parseEvery(*m_evaluateEvery);
    if (m_split) {
        const auto shares = parseShares(*m_split).value();
        recipe.data.split = {shares.train, shares.validation};
        if (shares.test > 0) recipe.data.split.push_back(shares.test);
    }
    for (const auto& setting : m_set) applySetting(recipe, setting);
    if (recipe.model.empty()) fail(ErrorKind::Usage, "no model is named", "--model", "for example --model all-MiniLM-L6-v2; `espalier models list` shows them");
    if (recipe.data.train.empty()) fail(ErrorKind::Usage, "no data is named", "--data", "give a file, or a dataset of `espalier data list`");
    return recipe;
}

}
