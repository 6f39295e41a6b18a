// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace espalier {

/// "CPU · 2 cores · 24 GB", without loading what computes. `device`: as a run reported it, or as asked for.
QString machineText(const QString& device, int threads);

}
