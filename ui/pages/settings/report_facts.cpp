// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/report_facts.h"

#include "ui/bridge/strings.h"
#include "ui/plots/qcp.h"

#include <QCoreApplication>
#include <QThread>

namespace espalier {

namespace {

struct Facts {
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

QString selfCheck(const DeviceReport& device) {
    QStringList broken;
    for (const auto& check : device.checks)
        if (!check.ok) broken.append(toQString(check.name) + QStringLiteral(": ") + toQString(check.detail));
    if (!broken.isEmpty()) return broken.join(QStringLiteral("; "));
    return device.checks.empty() ? QStringLiteral("—") : Facts::tr("%n kernel(s) agree with the reference", nullptr, int(device.checks.size()));
}

QString joined(const std::vector<std::string>& names) {
    QStringList list;
    for (const auto& name : names) list.append(toQString(name));
    return list.isEmpty() ? QStringLiteral("—") : list.join(QStringLiteral(", "));
}

}

QList<FactList::Fact> computingFacts(const DoctorReport* report, const QString& missing, const WorkspaceOptions& options) {
    QList<FactList::Fact> facts;
    const int threads = report && report->device.threads > 0 ? report->device.threads : options.threads > 0 ? options.threads : QThread::idealThreadCount();
    const QString asked = toQString(options.device);
    facts.append({Facts::tr("Device"), report && !report->device.device.empty() ? toQString(report->device.device) + QStringLiteral(" (%1)").arg(asked) : asked});
    facts.append({Facts::tr("Threads"), QLocale().toString(threads)});
    if (!report) {
        facts.append({Facts::tr("Compute library"), missing});
        return facts;
    }
    if (!report->computeProblem.empty()) {
        facts.append({Facts::tr("Compute library"), toQString(report->computeProblem)});
    } else {
        facts.append({Facts::tr("Instructions"), toQString(report->device.cpuCapability)});
        facts.append({Facts::tr("Own kernels"), joined(report->device.kernels)});
        facts.append({Facts::tr("Self-check"), selfCheck(report->device)});
    }
    facts.append({Facts::tr("Memory"), Facts::tr("%1, %2 of it free").arg(byteText(report->memoryBytes), byteText(report->memoryFreeBytes))});
    return facts;
}

QList<FactList::Fact> workspaceFacts(const DoctorReport* report, const QString& missing, const std::filesystem::path& folder) {
    QList<FactList::Fact> facts {{Facts::tr("Folder"), toQString(folder.string())}};
    if (!report) {
        facts.append({Facts::tr("Store"), missing});
        return facts;
    }
    const bool sound = report->storeCheck == "ok";
    facts.append({Facts::tr("Store"), sound ? Facts::tr("checked, sound (schema %1)").arg(report->schemaVersion) : toQString(report->storeCheck)});
    facts.append({Facts::tr("Free disk"), byteText(report->diskFreeBytes)});
    return facts;
}

QList<FactList::Fact> versionFacts(const DoctorReport* report, const QString& missing) {
    const auto version = [](const char* text) { return QString::fromLatin1(text); };
    return {{QStringLiteral("Espalier"), version(ESPALIER_VERSION)},
            {QStringLiteral("LibTorch"), report ? (report->device.torchVersion.empty() ? QStringLiteral("—") : toQString(report->device.torchVersion)) : missing},
            {QStringLiteral("Qt"), version(qVersion())},
            {QStringLiteral("QCustomPlot"), version(QCUSTOMPLOT_VERSION_STR)},
            {QStringLiteral("SQLite"), report ? toQString(report->sqliteVersion) : missing}};
}

}
