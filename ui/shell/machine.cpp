// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/machine.h"

#include "ui/bridge/strings.h"

#include <QCoreApplication>
#include <QThread>

#include <unistd.h>

namespace espalier {

namespace {

struct Machine {
    Q_DECLARE_TR_FUNCTIONS(Machine)
};

}

QString machineText(const QString& device, int threads) {
    const bool gpu = device.startsWith(QLatin1String("cuda"));
    const int cores = threads > 0 ? threads : QThread::idealThreadCount();
    const QString unit = gpu ? Machine::tr("GPU") : Machine::tr("CPU");
    const qint64 bytes = qint64(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
    return QStringLiteral("%1 · %2 · %3").arg(unit, Machine::tr("%n core(s)", nullptr, cores), byteText(bytes));
}

}
