// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/rename.h"

namespace espalier {

class Model;
struct ModelConfig;

/// What the loader must know of a family; each is one file pair and one line in registry.cpp.
struct Family {
    std::string name;                           ///< config.json's model_type
    std::vector<std::string> architectures;     ///< classes of Transformers that it can be
    std::vector<RenameRule> renames;            ///< from a file's keys to canonical ones
    /// Reads and checks what only this family's config.json has. Throws Exception.
    void (*readConfig)(const Json& source, const std::string& file, ModelConfig& config);
    /// The network, its weights not yet filled in.
    std::unique_ptr<Model> (*make)(ModelConfig config);
};

const std::vector<Family>& families();
/// Null where no family has the architecture.
const Family* familyOf(const std::string& architecture);
const Family* familyNamed(const std::string& name);

}
