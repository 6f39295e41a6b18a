// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <spdlog/fmt/fmt.h>

#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace espalier::cli {

namespace {

std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool isNumber(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789.,-+%e") == std::string::npos;
}

}

Workspace& Context::workspace() {
    if (!m_workspace) m_workspace = Workspace::open(workspaceOptions).value();
    return *m_workspace;
}

void Context::print(const Json& document) const {
    const auto text = toText(document) + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void Context::note(const std::string& text) const {
    if (!quiet) std::fprintf(stderr, "%s\n", text.c_str());
}

ProgressSink Context::progressBar(const std::string& what) const {
    if (quiet || !isatty(STDERR_FILENO)) return {};
    using Clock = std::chrono::steady_clock;
    auto started = std::make_shared<Clock::time_point>(Clock::now());
    auto drawn = std::make_shared<Clock::time_point>();
    return [=](const Progress& progress) {
        const auto now = Clock::now();
        const bool last = progress.total > 0 && progress.done >= progress.total;
        if (!last && now - *drawn < std::chrono::milliseconds(100)) return;
        *drawn = now;
        const double seconds = std::chrono::duration<double>(now - *started).count();
        const double rate = seconds > 0 ? static_cast<double>(progress.done) / seconds : 0;
        const double left = rate > 0 ? static_cast<double>(progress.total - progress.done) / rate : 0;
        std::fprintf(stderr, "\r%s %lld of %lld · %.0f/s · %.0f s left \033[K%s", what.c_str(), static_cast<long long>(progress.done),
                     static_cast<long long>(progress.total), rate, left, last ? "\n" : "");
    };
}

TextTable::TextTable(std::vector<std::string> header) { m_rows.push_back(std::move(header)); }
void TextTable::add(std::vector<std::string> cells) { m_rows.push_back(std::move(cells)); }

void TextTable::print() const {
    std::vector<std::size_t> widths(m_rows.front().size());
    for (const auto& row : m_rows)
        for (std::size_t column = 0; column < row.size(); ++column) widths[column] = std::max(widths[column], width(row[column]));
    for (const auto& row : m_rows) {
        std::string line;
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string padding(widths[column] - width(row[column]), ' ');
            line += isNumber(row[column]) ? padding + row[column] : row[column] + padding;
            line += "  ";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        std::printf("%s\n", line.c_str());
    }
}

void TextInput::addTo(CLI::App& verb) {
    auto* textOption = verb.add_option("--text", text, "one text");
    auto* fileOption = verb.add_option("--file", file, "a UTF-8 file, one text a line; - reads standard input");
    textOption->excludes(fileOption);
    verb.parse_complete_callback([this, textOption] { textGiven = textOption->count() > 0; });
}

std::vector<std::string> TextInput::lines() const {
    if (textGiven) return {text};
    if (file.empty()) fail(ErrorKind::Usage, "there is no text", {}, "give --text \"…\" or --file FILE");
    return readLines(file == "-" ? "/dev/stdin" : file).value();
}

std::string fixed(double value, int digits) { return fmt::format("{:.{}f}", value, digits); }

}
