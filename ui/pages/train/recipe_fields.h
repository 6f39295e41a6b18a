// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/pages/common/number_edit.h"

#include <QString>

#include <vector>

namespace espalier {

/// A numeric setting of a recipe as the Train page offers it.
struct RecipeField {
    const char* name; ///< as in RecipeFinding
    const char* label; ///< untranslated, with mnemonic; context RecipeField
    NumberKind kind;
    bool everyday; ///< shown at once; the others under More
    double (*get)(const Recipe&);
    void (*set)(Recipe&, double);
    const char* note = nullptr; ///< untranslated line beneath, where the engine names no usual range

    QString title() const;
    QString noteText() const;
};

/// In the order in which they are shown.
const std::vector<RecipeField>& recipeFields();

/// Range, default and explanation of a field; nullptr where the engine names none.
const SettingInfo* findTrainingSetting(const std::string& field);

/// "usually 1e-5 – 5e-4".
QString usualRangeText(const SettingInfo& info, NumberKind kind);

/// Name of a strategy's setting inside Recipe::Strategy::settings: what follows the last dot.
std::string settingKey(const std::string& field);

}
