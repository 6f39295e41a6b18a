// SPDX-License-Identifier: GPL-3.0-or-later
// For tests/reference/checkpoint_mutants.py: opens each file named on a line of stdin and prints "ok" or the error.
#include "engine/checkpoint/gguf.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/checkpoint/torch_archive.h"

#include <iostream>

namespace {

template <typename File>
std::string verdict(const std::string& path) {
    const auto file = File::open(path);
    return file ? "ok" : espalier::describe(file.error());
}

}

int main() {
    for (std::string path; std::getline(std::cin, path);)
        std::cout << (path.ends_with(".gguf")              ? verdict<espalier::GgufFile>(path)
                          : path.ends_with(".safetensors") ? verdict<espalier::SafetensorsFile>(path)
                                                           : verdict<espalier::TorchArchive>(path))
                  << '\n';
}
