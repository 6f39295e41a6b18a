// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace espalier {
namespace {

constexpr std::size_t kLogFileBytes = 1 << 20;
constexpr std::size_t kOldLogFiles = 2;

spdlog::level::level_enum toSpdlog(LogLevel level) {
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        break;
    }
    return spdlog::level::err;
}

struct Loggers {
    std::shared_ptr<spdlog::sinks::sink> console = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
    spdlog::logger screen {"espalier", console};
    /// Swapped as a whole under the atomic, since any thread may be logging.
    std::shared_ptr<spdlog::logger> file;

    Loggers() {
        screen.set_pattern("espalier: %^%l%$: %v");
        screen.set_level(spdlog::level::warn);
    }
};

Loggers& loggers() {
    static Loggers instance;
    return instance;
}

}

void log(LogLevel level, std::string_view text) {
    const spdlog::string_view_t line(text.data(), text.size());
    loggers().screen.log(toSpdlog(level), line);
    if (auto file = std::atomic_load(&loggers().file)) file->log(toSpdlog(level), line);
}

void setLogLevel(LogLevel level) {
    loggers().screen.set_level(toSpdlog(level));
}

void setLogFile(const std::filesystem::path& path) {
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path.string(), kLogFileBytes, kOldLogFiles);
        auto logger = std::make_shared<spdlog::logger>("file", std::move(sink));
        logger->flush_on(spdlog::level::info);
        std::atomic_store(&loggers().file, std::move(logger));
    } catch (const spdlog::spdlog_ex& exception) {
        log(LogLevel::Warning, exception.what());
    }
}

}
