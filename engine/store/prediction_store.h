// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/store.h"

#include <map>
#include <vector>

namespace espalier {

/// A try in the playground, kept.
struct TryRecord {
    std::int64_t id = 0;
    std::string model;              ///< MODEL as given (run:12)
    std::string modelTitle;
    std::string text, label, createdAt;
    double score = 0;
    std::map<std::string, double> scores;
    std::string correction;         ///< the label the user says is right; empty: none
};

class PredictionStore {
public:
    explicit PredictionStore(Store& store) : m_store(store) {}
    Result<TryRecord> add(TryRecord record);
    Status correct(std::int64_t id, const std::string& label);
    Status remove(std::int64_t id);
    /// Newest first; `search` is part of the text or label, case-insensitive.
    Result<std::vector<TryRecord>> search(const std::string& search = {}, std::int64_t limit = 200);

private:
    Store& m_store;
};

/// Small settings of the workspace: key → value (added model folders, window state).
class SettingStore {
public:
    explicit SettingStore(Store& store) : m_store(store) {}
    Result<std::string> get(const std::string& key, const std::string& fallback = {});
    Status set(const std::string& key, const std::string& value);

private:
    Store& m_store;
};

}
