// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/kept_weights.h"

#include <filesystem>

namespace espalier {

/// Adapters of one base model by name, of which one at a time is at work: folders of PEFT's, and what runs made with a
/// strategy that puts something in. The base is held once; switching takes what one of them changed out of its weights
/// and puts in what the other changes, which gives the very weights that loading that one alone gives.
class NamedAdapters {
public:
    /// `model`: the base with the head that the adapters were trained with; it must outlive this, which has its weights
    /// as they were when it goes.
    explicit NamedAdapters(Model& model) : m_model(model) { }
    ~NamedAdapters();
    NamedAdapters(const NamedAdapters&) = delete;
    NamedAdapters& operator=(const NamedAdapters&) = delete;

    /// Notes an adapter and makes sure that it fits, which leaves it at work. Throws Exception where the name is taken,
    /// or the folder holds none; the base alone is at work then.
    void attach(const std::string& name, const std::filesystem::path& folder);
    /// Puts an attached adapter to work; an empty name: the base alone. A Decoding made before must be made again.
    /// Throws Exception.
    void activate(const std::string& name);

    const std::string& active() const { return m_active; } ///< empty: the base alone
    std::vector<std::string> names() const;

private:
    void apply(const std::filesystem::path& folder);

    Model& m_model;
    KeptWeights m_base;
    std::map<std::string, std::filesystem::path> m_folders;
    std::string m_active;
};

}
