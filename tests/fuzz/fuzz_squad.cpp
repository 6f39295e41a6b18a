// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/answer_cells.h"
#include "engine/data/reader.h"
#include "tests/fuzz/fuzz_file.h"

using namespace espalier;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ReadOptions options;
    options.format = FileFormat::Squad;
    const auto read = readTable(fuzz::write("data.json", data, size), options);
    if (!read) return 0;
    std::vector<BadLine> badLines;
    (void)toAnswerExamples(read->table, {"question", "context", "answers"}, badLines);
    return 0;
}
