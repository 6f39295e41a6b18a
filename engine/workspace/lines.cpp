// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/file.h"
#include "engine/data/encoding.h"
#include "engine/workspace/workspace.h"

#include <iostream>
#include <iterator>

namespace espalier {

Result<std::vector<std::string>> readLines(const std::filesystem::path& file) {
    return capture([&] {
        const bool standardInput = file == "/dev/stdin";
        const auto bytes = standardInput ? std::string(std::istreambuf_iterator<char>(std::cin), {}) : readFile(file).value();
        std::vector<std::string> lines;
        for (std::size_t begin = 0; begin < bytes.size();) {
            const auto end = std::min(bytes.find('\n', begin), bytes.size());
            auto line = bytes.substr(begin, end - begin);
            if (!line.empty() && line.back() == '\r') line.pop_back();
            if (!isValidUtf8(line))
                failBadInput("this line is not UTF-8", file.string() + ":" + std::to_string(lines.size() + 1), "convert the file: iconv -t UTF-8");
            lines.push_back(std::move(line));
            begin = end + 1;
        }
        return lines;
    });
}

}
