// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/run_groups.h"

#include <QWidget>

class QComboBox;

namespace espalier {

class Field;
class NumberEdit;

/// How often a run is to be made.
struct Repeats {
    enum class Kind { Once, Seeds, Folds } kind = Kind::Once;
    std::int64_t count = 1;
};

/// The recipe of each run: one, one a seed from the recipe's own on, or one a part of a cross-validation, for which a
/// split of the recipe's own is left out.
std::vector<Recipe> repeatedRecipes(const Recipe& recipe, const Repeats& repeats);

/// Whether a run is made once, with several seeds, or as a cross-validation; and how often.
class RepeatFields : public QWidget {
    Q_OBJECT
public:
    explicit RepeatFields(QWidget* parent = nullptr);
    Repeats repeats() const; ///< once where the number can't be
    void setRepeats(const Repeats& repeats);
    bool readable() const;

Q_SIGNALS:
    void changed();

private:
    Repeats::Kind kind() const;
    void update();
    QComboBox* m_kind;
    NumberEdit* m_count;
    Field *m_kindField, *m_countField;
};

}
