// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace espalier::cli {

namespace {

Json toJson(const DoctorReport& report) {
    Json json {{"ok", report.ok}, {"version", report.version}, {"cores", report.cores}, {"memory_bytes", report.memoryBytes},
               {"memory_free_bytes", report.memoryFreeBytes}, {"disk_free_bytes", report.diskFreeBytes}, {"torch", report.device.torchVersion},
               {"device", report.device.device}, {"threads", report.device.threads}, {"cpu_capability", report.device.cpuCapability},
               {"kernels", report.device.kernels}, {"workspace", report.workspace}, {"schema_version", report.schemaVersion},
               {"sqlite", report.sqliteVersion}, {"store", report.storeCheck}};
    json["checks"] = Json::array();
    for (const auto& check : report.device.checks) json["checks"].push_back({{"name", check.name}, {"ok", check.ok}, {"detail", check.detail}});
    if (!report.computeProblem.empty()) json["problem"] = report.computeProblem;
    return json;
}

void printReport(const DoctorReport& report) {
    constexpr double kGigabyte = 1e9;
    std::printf("Espalier %s · %s\n", report.version.c_str(), report.ok ? "all is well" : "something is wrong");
    std::printf("machine    %d cores, %.1f of %.1f GB memory free, %.1f GB disk free\n", report.cores, static_cast<double>(report.memoryFreeBytes) / kGigabyte,
                static_cast<double>(report.memoryBytes) / kGigabyte, static_cast<double>(report.diskFreeBytes) / kGigabyte);
    if (!report.computeProblem.empty()) std::printf("compute    %s\n", report.computeProblem.c_str());
    else std::printf("compute    LibTorch %s on %s, %d threads, %s\n", report.device.torchVersion.c_str(), report.device.device.c_str(), report.device.threads, report.device.cpuCapability.c_str());
    std::printf("workspace  %s, schema %d, SQLite %s: %s\n", report.workspace.c_str(), report.schemaVersion, report.sqliteVersion.c_str(), report.storeCheck.c_str());
    for (const auto& check : report.device.checks) std::printf("%s  %s: %s\n", check.ok ? "ok    " : "FAILED", check.name.c_str(), check.detail.c_str());
}

}

void addDoctor(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("doctor", "versions, device, memory, fused kernels, workspace; a self-check of each");
    verb->callback([&action] {
        action = [](Context& context) {
            const auto report = context.workspace().doctor().value();
            context.json ? context.print(toJson(report)) : printReport(report);
            if (!report.ok) fail(ErrorKind::Failed, "the self-check found a problem", {}, "see the report above");
        };
    });
}

}
