// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/recipe_fields.h"

#include <QCoreApplication>

#include <cmath>

namespace espalier {

namespace {

#define ESPALIER_FIELD(member)                                                                                         \
    [](const Recipe& recipe) { return static_cast<double>(recipe.training.member); },                                  \
        [](Recipe& recipe, double value) {                                                                             \
            recipe.training.member = static_cast<decltype(recipe.training.member)>(value);                             \
        }

}

QString RecipeField::title() const {
    return QCoreApplication::translate("RecipeField", label);
}

QString RecipeField::noteText() const {
    return note ? QCoreApplication::translate("RecipeField", note) : QString();
}

const std::vector<RecipeField>& recipeFields() {
    using K = NumberKind;
    static const std::vector<RecipeField> fields {
        {"training.learning_rate", QT_TRANSLATE_NOOP("RecipeField", "&Learning rate"), K::Real, true,
         ESPALIER_FIELD(learningRate)},
        {"training.epochs", QT_TRANSLATE_NOOP("RecipeField", "Epoc&hs"), K::Real, true, ESPALIER_FIELD(epochs)},
        {"training.batch_size", QT_TRANSLATE_NOOP("RecipeField", "&Batch"), K::Count, true, ESPALIER_FIELD(batchSize)},
        {"training.max_length", QT_TRANSLATE_NOOP("RecipeField", "Longest te&xt"), K::Count, true,
         ESPALIER_FIELD(maxLength)},
        {"training.warmup_ratio", QT_TRANSLATE_NOOP("RecipeField", "&Warm-up"), K::Share, true,
         ESPALIER_FIELD(warmupRatio)},
        {"training.early_stopping_patience", QT_TRANSLATE_NOOP("RecipeField", "Stop earl&y after"), K::Count, true,
         ESPALIER_FIELD(earlyStoppingPatience)},
        {"training.seed", QT_TRANSLATE_NOOP("RecipeField", "Seed"), K::Count, true, ESPALIER_FIELD(seed),
         QT_TRANSLATE_NOOP("RecipeField", "same seed, same run")},
        {"training.warmup_steps", QT_TRANSLATE_NOOP("RecipeField", "Warm-up, steps"), K::Count, false,
         ESPALIER_FIELD(warmupSteps)},
        {"training.momentum", QT_TRANSLATE_NOOP("RecipeField", "Momentum of SGD"), K::Real, false,
         ESPALIER_FIELD(momentum)},
        {"training.schedule_cycles", QT_TRANSLATE_NOOP("RecipeField", "Restarts of cosine"), K::Count, false,
         ESPALIER_FIELD(scheduleCycles)},
        {"training.schedule_power", QT_TRANSLATE_NOOP("RecipeField", "Power of polynomial"), K::Real, false,
         ESPALIER_FIELD(schedulePower)},
        {"training.weight_decay", QT_TRANSLATE_NOOP("RecipeField", "Weight decay"), K::Real, false,
         ESPALIER_FIELD(weightDecay)},
        {"training.dropout", QT_TRANSLATE_NOOP("RecipeField", "Dropout"), K::Real, false, ESPALIER_FIELD(dropout)},
        {"training.max_grad_norm", QT_TRANSLATE_NOOP("RecipeField", "Longest gradient"), K::Real, false,
         ESPALIER_FIELD(maxGradNorm)},
        {"training.gradient_accumulation", QT_TRANSLATE_NOOP("RecipeField", "Batches a step"), K::Count, false,
         ESPALIER_FIELD(gradientAccumulation)},
        {"training.label_smoothing", QT_TRANSLATE_NOOP("RecipeField", "Label smoothing"), K::Real, false,
         ESPALIER_FIELD(labelSmoothing)},
        {"training.focal_gamma", QT_TRANSLATE_NOOP("RecipeField", "Focal loss, γ"), K::Real, false,
         ESPALIER_FIELD(focalGamma)},
        {"training.r_drop", QT_TRANSLATE_NOOP("RecipeField", "R-Drop"), K::Real, false, ESPALIER_FIELD(rDrop)},
        {"training.l2_sp", QT_TRANSLATE_NOOP("RecipeField", "L2-SP"), K::Real, false, ESPALIER_FIELD(l2Sp)},
        {"training.mixout", QT_TRANSLATE_NOOP("RecipeField", "Mixout"), K::Real, false, ESPALIER_FIELD(mixout)},
        {"training.layer_drop", QT_TRANSLATE_NOOP("RecipeField", "Layer drop"), K::Real, false,
         ESPALIER_FIELD(layerDrop)},
        {"training.ema_decay", QT_TRANSLATE_NOOP("RecipeField", "Average of weights"), K::Real, false,
         ESPALIER_FIELD(emaDecay)},
        {"training.keep_best", QT_TRANSLATE_NOOP("RecipeField", "Best steps kept"), K::Count, false,
         ESPALIER_FIELD(keepBest)},
        {"training.evaluate_every", QT_TRANSLATE_NOOP("RecipeField", "Evaluate every"), K::Count, false,
         ESPALIER_FIELD(evaluateEvery), QT_TRANSLATE_NOOP("RecipeField", "steps; 0: every epoch")},
        {"training.checkpoint_every", QT_TRANSLATE_NOOP("RecipeField", "Save every"), K::Count, false,
         ESPALIER_FIELD(checkpointEvery), QT_TRANSLATE_NOOP("RecipeField", "steps; 0: about every 30 s")},
    };
    return fields;
}

#undef ESPALIER_FIELD

const SettingInfo* findTrainingSetting(const std::string& field) {
    for (const SettingInfo& info : trainingSettings())
        if (info.field == field) return &info;
    return nullptr;
}

QString usualRangeText(const SettingInfo& info, NumberKind kind) {
    if (info.usualLow == info.usualHigh)
        return QCoreApplication::translate("RecipeField", "usually %1").arg(numberText(info.usualLow, kind));
    return QCoreApplication::translate("RecipeField", "usually %1 – %2")
        .arg(numberText(info.usualLow, kind), numberText(info.usualHigh, kind));
}

std::string settingKey(const std::string& field) {
    const auto dot = field.rfind('.');
    return dot == std::string::npos ? field : field.substr(dot + 1);
}

}
