// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/playground/model_choice.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"

#include <algorithm>

namespace espalier {

ModelChoice::ModelChoice(const QString& name, int leastCharacters, QWidget* parent) : QComboBox(parent) {
    setObjectName(name);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(leastCharacters);
}

void ModelChoice::setCandidates(const std::vector<Candidate>& candidates, int preferred) {
    const QString before = reference();
    clear();
    for (const Candidate& candidate : candidates)
        addItem(candidate.title, candidate.reference);
    const int kept = findData(before);
    setCurrentIndex(kept >= 0 ? kept : std::min(preferred, count() - 1));
}

void ModelChoice::choose(const QString& chosen) {
    if (findData(chosen) < 0) insertItem(0, modelShort(toStdString(chosen)), chosen);
    setCurrentIndex(findData(chosen));
}

QString ModelChoice::reference() const {
    return currentData().toString();
}

}
