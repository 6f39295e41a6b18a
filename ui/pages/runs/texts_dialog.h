// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QDialog>

namespace espalier {

/// The texts behind a cell of the confusion matrix, the surest answers first.
class TextsDialog : public QDialog {
    Q_OBJECT
public:
    TextsDialog(const QString& title, std::vector<RunRowPrediction> rows, QWidget* parent = nullptr);
};

}
