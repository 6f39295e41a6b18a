// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/memory.h"
#include "engine/workspace/parts.h"

#include <sys/sysinfo.h>

#include <thread>

namespace espalier {

Result<DoctorReport> Workspace::doctor() {
    return capture([&] {
        DoctorReport report;
        report.version = ESPALIER_VERSION;
        report.workspace = m->folder.string();
        report.storeCheck = m->store->check();
        report.schemaVersion = m->store->schemaVersion();
        report.sqliteVersion = m->store->sqliteVersion();
        report.cores = static_cast<int>(std::thread::hardware_concurrency());
        struct sysinfo system {};
        if (sysinfo(&system) == 0) report.memoryBytes = static_cast<std::int64_t>(system.totalram) * system.mem_unit;
        report.memoryFreeBytes = availableBytes();
        std::error_code code;
        report.diskFreeBytes = static_cast<std::int64_t>(std::filesystem::space(m->folder, code).available);
        auto engine = compute();
        auto device = engine ? (*engine)->doctor(m->options.device, m->threads()) : Result<DeviceReport>(engine.error());
        if (device) report.device = *device;
        else report.computeProblem = describe(device.error());
        report.ok = report.storeCheck == "ok" && report.computeProblem.empty();
        for (const auto& check : report.device.checks) report.ok &= check.ok;
        return report;
    });
}

}
