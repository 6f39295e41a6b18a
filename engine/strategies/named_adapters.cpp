// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/named_adapters.h"

#include "engine/models/peft_folder.h"
#include "engine/strategies/inserted.h"
#include "engine/strategies/peft_reader.h"
#include "engine/strategies/tuned_folder.h"

namespace espalier {

NamedAdapters::~NamedAdapters() {
    m_base.restore();
    removeInserted(m_model);
}

void NamedAdapters::attach(const std::string& name, const std::filesystem::path& folder) {
    if (name.empty() || m_folders.count(name))
        failBadInput(name.empty() ? "an adapter needs a name" : "there is an adapter called \"" + name + "\" already",
                     "adapter", "give each a name of its own");
    activate({});
    try {
        apply(folder);
    } catch (...) { // which may have been half done
        m_base.restore();
        removeInserted(m_model);
        throw;
    }
    m_folders[name] = folder;
    m_active = name;
}

void NamedAdapters::activate(const std::string& name) {
    if (name == m_active) return;
    const auto found = m_folders.find(name);
    if (!name.empty() && found == m_folders.end()) {
        std::string known;
        for (const std::string& one : names())
            known += (known.empty() ? "" : ", ") + one;
        failBadInput("no adapter is called \"" + name + "\"", "adapter", "there are " + known);
    }
    m_base.restore();
    removeInserted(m_model);
    m_active.clear();
    if (name.empty()) return;
    apply(found->second);
    m_active = name;
}

std::vector<std::string> NamedAdapters::names() const {
    std::vector<std::string> names;
    for (const auto& [name, folder] : m_folders)
        names.push_back(name);
    return names;
}

void NamedAdapters::apply(const std::filesystem::path& folder) {
    const auto inside = folder / "adapter"; // of a run
    if (std::filesystem::exists(folder / kAdapterConfig))
        applyPeftAdapter(m_model, folder, &m_base);
    else if (std::filesystem::exists(inside / kAdapterConfig))
        applyPeftAdapter(m_model, inside, &m_base);
    else
        applyInserted(m_model, folder, m_base);
}

}
