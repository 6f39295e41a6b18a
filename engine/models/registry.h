// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/rename.h"

namespace espalier {

class Model;
struct ModelConfig;

/// What reading a family's files takes: plain, so that the facade knows families without LibTorch. Adding one is a file
/// pair, a config file, and a line each in registry.cpp and factory.cpp.
struct Family {
    std::string name; ///< config.json's model_type
    std::vector<std::string> architectures; ///< classes of Transformers that it can be
    std::vector<RenameRule> renames; ///< from a file's keys to canonical ones
    /// Reads and checks what only this family's config.json has. Throws Exception.
    void (*readConfig)(const Json& source, const std::string& file, ModelConfig& config);
    /// Canonical names of weights that may be the same: `copy` is left out of most files, or the only one there.
    struct Tie {
        std::string copy, original;
        bool isHead = false; ///< where the two differ, the copy is a weight of its own (ModelConfig::tiesWordTable)
    };
    std::vector<Tie> ties {};
};

const std::vector<Family>& families();
/// Null where no family has the architecture.
const Family* familyOf(const std::string& architecture);
const Family* familyNamed(const std::string& name);

/// The network that a config names, its weights not yet filled in (factory.cpp, tensor tier).
std::unique_ptr<Model> makeModel(ModelConfig config);

}
