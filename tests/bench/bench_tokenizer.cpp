// SPDX-License-Identifier: GPL-3.0-or-later
// bench_tokenizer FOLDER FILE [THREADS]: MB/s of a model's tokenizer on the lines of a file: ids alone, and with
// offsets.
#include "engine/base/file.h"
#include "engine/text/tokenizer.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <sstream>

using namespace espalier;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Prints the median of five runs.
template <typename Work>
void report(const char* name, std::size_t bytes, Work&& work) {
    std::vector<double> seconds;
    std::size_t tokens = 0;
    for (int i = 0; i < 5; ++i) {
        const auto begin = Clock::now();
        tokens = work();
        seconds.push_back(secondsSince(begin));
    }
    std::sort(seconds.begin(), seconds.end());
    std::cout << name << ": " << tokens << " tokens, " << seconds[2] << " s, "
              << static_cast<double>(bytes) / seconds[2] / 1e6 << " MB/s\n";
}

template <typename Result, typename Size>
std::size_t total(const Result& results, Size&& size) {
    std::size_t count = 0;
    for (const auto& result : results)
        count += size(result);
    return count;
}

}

int main(int count, char** arguments) {
    try {
        if (count < 3) fail(ErrorKind::Usage, "bench_tokenizer FOLDER FILE [THREADS]");
        const int threads = count > 3 ? std::atoi(arguments[3]) : 1;
        const auto begin = Clock::now();
        const auto tokenizer = loadTokenizer(arguments[1]).value();
        std::cout << "load: " << secondsSince(begin) << " s\n";
        std::istringstream file(readFile(arguments[2]).value());
        std::vector<std::string> lines;
        std::size_t bytes = 0;
        for (std::string line; std::getline(file, line); bytes += line.size())
            lines.push_back(line);
        std::cout << lines.size() << " lines, " << bytes << " bytes, " << threads << " threads\n";
        report("ids", bytes, [&] {
            return total(encodeIdsBatch(*tokenizer, lines, {}, threads), [](const auto& ids) { return ids.size(); });
        });
        report("with offsets", bytes, [&] {
            return total(encodeBatch(*tokenizer, lines, {}, threads), [](const auto& one) { return one.ids.size(); });
        });
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << '\n';
        return 1;
    }
}
