// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/search.h"
#include "ui/pages/train/search_fields.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace espalier {

/// A setting that a search varies, and its values or range as they are typed.
class SearchAxisRow : public QWidget {
    Q_OBJECT
public:
    SearchAxisRow(int number, const std::vector<SearchField>& fields, const std::string& chosen, QWidget* parent = nullptr);
    /// The settings on offer change with the strategy; the one that was chosen stays where it is still there.
    void setFields(const std::vector<SearchField>& fields);
    std::optional<SearchAxis> axis(); ///< nothing where the values can't be; the row then says why
    QString chosen() const; ///< path of the field
    void focusValues();

Q_SIGNALS:
    void changed();
    void removeRequested();

private:
    void suggest();
    const SearchField* field() const;
    std::vector<SearchField> m_fields;
    QComboBox* m_field;
    QLineEdit* m_values;
    QLabel* m_line;
    QPushButton* m_remove;
};

}
