// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/text_key.h"

#include <string>
#include <unordered_set>

namespace espalier {

/// Tells classes from measured numbers: all numeric, and some not whole or more than 30 different ones.
class LabelKind {
public:
    void add(const std::string& label) {
        if (label.empty() || !m_numeric) return;
        m_numeric = isNumber(label);
        m_fraction = m_fraction || isFraction(label);
        if (m_distinct.size() <= kMaxClasses) m_distinct.insert(label);
    }
    bool isMeasure() const {
        return m_numeric && !m_distinct.empty() && (m_fraction || m_distinct.size() > kMaxClasses);
    }

private:
    static constexpr std::size_t kMaxClasses = 30;
    bool m_numeric = true, m_fraction = false;
    std::unordered_set<std::string> m_distinct;
};

}
