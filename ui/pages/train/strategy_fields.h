// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QString>

#include <functional>
#include <string>
#include <vector>

class QWidget;

namespace espalier {

class Field;

/// A setting of a strategy as the form offers it: a number, a check box, a choice or a text.
struct StrategyField {
    std::string key; ///< in Recipe::Strategy::settings or texts
    Field* field;
    std::function<void(const Recipe::Strategy&)> show; ///< its value, or the standard one
    std::function<bool(Recipe::Strategy&)> read; ///< false: what stands there is no number
};

/// "Rank"; the key itself where it has no title.
QString strategySettingTitle(const std::string& key);

/// The fields of a strategy, in the order of its settings; `changed` is called when the user changes one.
std::vector<StrategyField> makeStrategyFields(const StrategyInfo& info, QWidget* parent,
                                              const std::function<void()>& changed);

}
