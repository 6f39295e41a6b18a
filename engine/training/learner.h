// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/regularized_loss.h"
#include "engine/training/shared_body.h"
#include "engine/training/watchdog.h"

namespace espalier {

/// One of the tasks that a run learns, while it does.
struct Learner {
    std::string name;  ///< empty: the run's first task
    Model& model;
    const Task& task;
    ExampleSet &train, &validation, &test;
    double weight = 1;                      ///< its loss is multiplied by
    std::unique_ptr<RegularizedLoss> loss {};
    std::unique_ptr<SharedBody> body {};    ///< null: the body is its own
    Watchdog watchdog {};
    std::optional<Evaluation> best {};      ///< of the run's best step, where this process made it
};

/// The loss that `task` learns from by a recipe whose settings may be another task's: those of classes are left out where
/// it has none.
std::unique_ptr<RegularizedLoss> makeLoss(const Recipe& recipe, const Task& task, const ExampleSet& train);

/// What a parameter of a further task's head is called where those of all tasks stand together.
std::string headName(const std::string& task, const std::string& parameter);

/// Groups of a further task by its name.
using NamedGroups = std::pair<std::string, std::vector<ParameterGroup>>;

/// The groups of a run with several tasks on one body: the body's, moved by every step, and each head's own, moved by the
/// steps of its task. `first`: those of the model whose body it is.
std::vector<ParameterGroup> joinGroups(const std::vector<ParameterGroup>& first, const std::vector<NamedGroups>& further);

}
