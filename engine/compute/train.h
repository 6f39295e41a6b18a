// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/compute/compute.h"

namespace espalier {

/// Runs a job to its end and writes its folder. Throws what is wrong before the first event; later failures are the outcome's.
TrainOutcome trainJob(const TrainJob& job, const CancellationToken& token, const EventSink& sink);

/// Tries some steps of a job on a model of its own and leaves nothing behind.
Estimate estimateJob(const TrainJob& job, const CancellationToken& token);

/// Learning rates from 1e-7 to 1 in a hundred steps of a model of its own, until the loss explodes.
LearningRateTest testLearningRates(const TrainJob& job, const CancellationToken& token, const ProgressSink& progress);

/// Where the smoothed losses fall most steeply over the logarithm of the rates; 0: nowhere, or too few of them.
double steepestRate(const std::vector<double>& rates, const std::vector<double>& losses);

}
