// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"

#include <QDialog>

namespace espalier {

/// The lines of a file that could not become rows: number, reason, text.
class BadLinesDialog : public QDialog {
    Q_OBJECT
public:
    explicit BadLinesDialog(const std::vector<BadLine>& lines, QWidget* parent = nullptr);
};

}
