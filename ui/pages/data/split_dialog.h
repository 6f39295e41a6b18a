// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace espalier {

/// Asks for the shares of training, validation and test rows, and the seed.
class SplitDialog : public QDialog {
    Q_OBJECT
public:
    SplitDialog(std::int64_t rows, bool labelled, QWidget* parent = nullptr);
    SplitOptions options() const;

private:
    void update();
    std::int64_t m_rows;
    QSpinBox *m_train, *m_validation, *m_test, *m_seed;
    QCheckBox* m_stratified;
    QLabel* m_sum;
    QPushButton* m_apply;
};

}
