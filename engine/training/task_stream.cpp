// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/task_stream.h"

#include "engine/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace espalier {
namespace {

std::vector<std::int64_t> stepsOf(const std::vector<BatchStream>& tasks) {
    std::vector<std::int64_t> steps;
    for (const auto& task : tasks) steps.push_back(task.stepsPerEpoch());
    return steps;
}

/// Gives or takes single steps where a share is furthest from what it should be, until they add up to `total`.
void roundTo(std::int64_t total, const std::vector<double>& exact, std::vector<std::int64_t>& shares) {
    const auto lack = [&](std::size_t i) { return exact[i] - static_cast<double>(shares[i]); };
    for (auto sum = std::accumulate(shares.begin(), shares.end(), std::int64_t {0}); sum != total;) {
        const bool gives = sum < total;
        std::size_t chosen = shares.size();
        for (std::size_t i = 0; i < shares.size(); ++i) {
            if (!gives && shares[i] == 1) continue;
            if (chosen == shares.size() || (gives ? lack(i) > lack(chosen) : lack(i) < lack(chosen))) chosen = i;
        }
        shares[chosen] += gives ? 1 : -1;
        sum += gives ? 1 : -1;
    }
}

}

std::vector<std::int64_t> stepsByTask(const std::vector<std::int64_t>& steps, const std::string& sampling, double temperature) {
    if (sampling == "proportional") return steps;
    std::vector<double> exact;
    for (const auto own : steps) exact.push_back(sampling == "equal" ? 1 : std::pow(static_cast<double>(own), 1 / temperature));
    const double sum = std::accumulate(exact.begin(), exact.end(), 0.0);
    const auto total = std::accumulate(steps.begin(), steps.end(), std::int64_t {0});
    std::vector<std::int64_t> shares;
    for (double& share : exact) {
        share *= static_cast<double>(total) / sum;
        shares.push_back(std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(share))));
    }
    roundTo(total, exact, shares);
    return shares;
}

TaskStream::TaskStream(std::vector<BatchStream> tasks, const std::string& sampling, double temperature, std::uint64_t seed) :
    m_tasks(std::move(tasks)),
    m_shares(stepsByTask(stepsOf(m_tasks), sampling, temperature)),
    m_stepsPerEpoch(std::accumulate(m_shares.begin(), m_shares.end(), std::int64_t {0})),
    m_seed(seed) { }

std::int64_t TaskStream::steps(double epochs) const {
    return static_cast<std::int64_t>(std::ceil(epochs * static_cast<double>(m_stepsPerEpoch)));
}

TaskStream::Turn TaskStream::turnOf(std::int64_t step) {
    if (m_tasks.size() == 1) return {0, step};
    const auto epoch = step / m_stepsPerEpoch;
    if (epoch != m_epoch) drawOrder(epoch);
    return m_order[static_cast<std::size_t>(step % m_stepsPerEpoch)];
}

void TaskStream::drawOrder(std::int64_t epoch) {
    std::vector<std::size_t> tasks;
    for (std::size_t task = 0; task < m_shares.size(); ++task) tasks.insert(tasks.end(), static_cast<std::size_t>(m_shares[task]), task);
    std::vector<std::int64_t> next;
    for (const auto share : m_shares) next.push_back(epoch * share);
    m_order.clear();
    for (const auto place : shuffledIndices(m_stepsPerEpoch, m_seed, streamOf("tasks " + std::to_string(epoch)))) {
        const auto task = tasks[static_cast<std::size_t>(place)];
        m_order.push_back({task, next[task]++});
    }
    m_epoch = epoch;
}

}
