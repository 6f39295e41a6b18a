// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recipe/recipe.h"

namespace espalier {

/// Calls visit(group, key, member) for every field of a recipe, in the order of its JSON; group "" is the top level.
/// The one list that reading, writing, comparing and validating go through. The strategy's own settings are not in it:
/// they stand beside "kind" under their own names.
template <typename AnyRecipe, typename Visit>
void visitRecipeFields(AnyRecipe& recipe, Visit&& visit) {
    visit("", "name", recipe.name);
    visit("", "model", recipe.model);
    visit("data", "train", recipe.data.train);
    visit("data", "validation", recipe.data.validation);
    visit("data", "test", recipe.data.test);
    visit("data", "text_column", recipe.data.textColumn);
    visit("data", "pair_column", recipe.data.pairColumn);
    visit("data", "label_column", recipe.data.labelColumn);
    visit("data", "split", recipe.data.split);
    visit("data", "folds", recipe.data.folds);
    visit("data", "fold", recipe.data.fold);
    visit("data", "general", recipe.data.general);
    visit("", "task", recipe.task);
    visit("multi_task", "tasks", recipe.multiTask.tasks);
    visit("multi_task", "sampling", recipe.multiTask.sampling);
    visit("multi_task", "temperature", recipe.multiTask.temperature);
    visit("multi_task", "weight", recipe.multiTask.weight);
    visit("strategy", "kind", recipe.strategy.kind);
    visit("", "pooling", recipe.pooling);
    auto& training = recipe.training;
    visit("training", "epochs", training.epochs);
    visit("training", "batch_size", training.batchSize);
    visit("training", "learning_rate", training.learningRate);
    visit("training", "optimizer", training.optimizer);
    visit("training", "momentum", training.momentum);
    visit("training", "schedule", training.schedule);
    visit("training", "warmup_ratio", training.warmupRatio);
    visit("training", "warmup_steps", training.warmupSteps);
    visit("training", "schedule_cycles", training.scheduleCycles);
    visit("training", "schedule_power", training.schedulePower);
    visit("training", "weight_decay", training.weightDecay);
    visit("training", "dropout", training.dropout);
    visit("training", "max_length", training.maxLength);
    visit("training", "max_grad_norm", training.maxGradNorm);
    visit("training", "gradient_accumulation", training.gradientAccumulation);
    visit("training", "early_stopping_patience", training.earlyStoppingPatience);
    visit("training", "early_stopping_metric", training.earlyStoppingMetric);
    visit("training", "precision", training.precision);
    visit("training", "evaluate_every", training.evaluateEvery);
    visit("training", "checkpoint_every", training.checkpointEvery);
    visit("training", "seed", training.seed);
    visit("training", "label_smoothing", training.labelSmoothing);
    visit("training", "focal_gamma", training.focalGamma);
    visit("training", "class_weights", training.classWeights);
    visit("training", "r_drop", training.rDrop);
    visit("training", "l2_sp", training.l2Sp);
    visit("training", "mixout", training.mixout);
    visit("training", "layer_drop", training.layerDrop);
    visit("training", "ema_decay", training.emaDecay);
    visit("training", "gradient_checkpointing", training.gradientCheckpointing);
    visit("training", "keep_best", training.keepBest);
    visit("", "prompts", recipe.prompts);
}

/// Calls visit(key, member) for every field of one of `multi_task.tasks`.
template <typename AnyTask, typename Visit>
void visitMoreTaskFields(AnyTask& task, Visit&& visit) {
    visit("data", task.data);
    visit("task", task.task);
    visit("text_column", task.textColumn);
    visit("pair_column", task.pairColumn);
    visit("label_column", task.labelColumn);
    visit("weight", task.weight);
}

/// "training.seed"; "task" at the top level.
inline std::string fieldPath(const std::string& group, const std::string& key) {
    return group.empty() ? key : group + "." + key;
}

}
