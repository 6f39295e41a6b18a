// SPDX-License-Identifier: GPL-3.0-or-later
// train_child CHECKPOINT_FOLDER RESULT_FILE: goes on with a small run until it is done, then writes a hash of the weights.
#include "engine/base/file.h"
#include "tests/engine/training/training_support.h"

int main(int argc, char** argv) {
    using namespace espalier;
    if (argc != 3) return 2;
    auto setup = testing::tinySetup();
    setup.recipe.training.epochs = 5; // 60 steps
    setup.recipe.training.checkpointEvery = 1;
    setup.recipe.training.evaluateEvery = 7;
    setup.checkpointFolder = argv[1];
    setup.resume = true;
    try {
        const auto model = testing::tinyModel();
        const auto result = testing::train(*model, setup);
        if (result.status != "completed") return 1;
        writeFileAtomically(argv[2], testing::weightsHash(*model) + " " + std::to_string(result.bestStep) + "\n");
    } catch (const std::exception&) {
        return 1;
    }
    return 0;
}
