// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include <optional>

namespace espalier::cli {

/// The flags of `train`; each that is given replaces a field of the recipe.
struct TrainFlags {
    std::string recipeFile, saveRecipe, output, events;
    bool gradientCheckpointing = false;
    bool dryRun = false, estimate = false, findLearningRate = false;
    std::string seeds;          ///< "0,1,2"; empty: the one of the recipe
    std::int64_t folds = 0;     ///< of a cross-validation; 0: none

    void addTo(CLI::App& verb);
    /// The recipe file (or the defaults) with the flags laid over it. Throws Usage and BadInput.
    Recipe recipe(Context& context) const;

private:
    std::optional<std::string> m_model, m_data, m_validation, m_test, m_task, m_text, m_pair, m_label, m_split, m_strategy, m_schedule,
        m_metric, m_precision, m_evaluateEvery, m_pooling, m_name, m_preset, m_classWeights, m_optimizer;
    std::optional<double> m_epochs, m_learningRate, m_warmupRatio, m_weightDecay, m_dropout, m_maxGradNorm, m_labelSmoothing,
        m_focalGamma, m_rDrop, m_l2Sp, m_momentum, m_schedulePower, m_mixout, m_layerDrop, m_emaDecay;
    std::optional<std::int64_t> m_batchSize, m_maxLength, m_accumulation, m_patience, m_checkpointEvery, m_warmupSteps, m_scheduleCycles, m_keepBest;
    std::vector<std::string> m_set, m_prompts;
    // Further tasks: the n-th value of each belongs to the n-th of m_moreData.
    std::vector<std::string> m_moreData, m_moreTasks, m_moreText, m_morePair, m_moreLabel, m_moreWeights;
    std::optional<std::string> m_sampling, m_general;
    std::optional<double> m_temperature, m_taskWeight;

    void addTasksTo(CLI::App& verb);
    void layTasks(Context& context, Recipe& recipe) const;
};

}
