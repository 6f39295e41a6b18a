// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/adamw.h"
#include "engine/strategies/strategy.h"
#include "engine/training/update_rule.h"

namespace espalier {

/// Moves the parameters of a strategy's groups. AdamW (Loshchilov & Hutter 2019) as torch's: betas 0.9 and 0.999, eps 1e-8,
/// decoupled decay; a table of which a step reads few rows (word embeddings) is updated row by row, when it is next
/// read, with the same numbers. Other optimizers follow an UpdateRule.
class Optimizer {
public:
    /// Makes all its state at once, so that a machine without room for it says so before the first step.
    explicit Optimizer(std::vector<ParameterGroup> groups, std::unique_ptr<UpdateRule> rule = nullptr);

    std::vector<ParameterGroup>& groups() { return m_groups; }
    const std::vector<ParameterGroup>& groups() const { return m_groups; }
    /// Learning rate of each group where the recipe's rate, schedule included, is `rate`.
    std::vector<double> learningRates(double rate) const;

    /// To be called before the first gradient of a step: lets the groups that start with it learn, and holds those that
    /// don't yet.
    void beginStep();

    /// To be called before a forward pass that learns: brings up to date what it reads of the tables.
    void beforeRead(const std::vector<std::int32_t>& ids);
    /// To be called before anything reads all weights: evaluation, saving, a checkpoint.
    void catchUp();
    /// One update from the gradients there are, each times `gradientScale`. A parameter without one stays as it is, and so
    /// does a group of another task's head than `task`: its moments are those of its own steps, as torch counts them.
    void step(double rate, double gradientScale, int task = 0);

    /// What it keeps under its names, for a checkpoint: `first.<parameter>`, `second.<parameter>` of AdamW.
    std::map<std::string, at::Tensor> state() const;
    /// Of each group, the steps since its start that were another task's.
    const std::vector<std::int64_t>& rested() const { return m_rested; }
    /// To be called once state() and the weights hold what a checkpoint kept after `steps` updates, `restartedAt` of them
    /// before restart(); `rested` as it was then, or empty where every group moves with every step.
    void resumeAfter(std::int64_t steps, std::int64_t restartedAt = 0, std::vector<std::int64_t> rested = {});
    /// Forgets what it has seen, as if the groups that learn began now; to be called when their weights were put back.
    void restart();

private:
    struct Moments {
        at::Tensor first, second;
        std::unique_ptr<kernels::SparseAdamW> table; ///< null: updated whole
    };
    void makeTables();
    /// Updates that a group had by now.
    std::int64_t stepsOf(std::size_t group) const {
        return std::max<std::int64_t>(0, m_steps - m_groups[group].startStep - m_rested[group]);
    }
    bool hasStarted(const ParameterGroup& group) const { return m_steps >= group.startStep; }
    void stepOnCpu(std::size_t group, double rate, double gradientScale);
    void stepElsewhere(std::size_t group, double rate, double gradientScale);
    void stepByRule(std::size_t group, double rate, double gradientScale);

    std::vector<ParameterGroup> m_groups;
    std::vector<std::vector<Moments>> m_moments; ///< of AdamW; as the groups' parameters
    std::unique_ptr<UpdateRule> m_rule;          ///< null: AdamW
    std::vector<std::vector<std::vector<at::Tensor>>> m_states; ///< of the rule's slots; as the groups' parameters
    std::int64_t m_steps = 0;
    std::vector<std::int64_t> m_rested;          ///< as the groups
};

}
