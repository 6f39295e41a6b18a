// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include <vector>

namespace espalier {

/// A model that can be asked.
struct Candidate {
    QString reference, title;
};

/// The box in which the model that answers is chosen.
class ModelChoice : public QComboBox {
    Q_OBJECT
public:
    ModelChoice(const QString& name, int leastCharacters, QWidget* parent = nullptr);
    /// The one that was chosen stays, where it is among them; else the one at `preferred`.
    void setCandidates(const std::vector<Candidate>& candidates, int preferred = 0);
    void choose(const QString& reference); ///< one that is no candidate comes first
    QString reference() const; ///< empty: there is none
};

}
