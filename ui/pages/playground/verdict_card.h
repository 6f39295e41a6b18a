// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/kit.h"

#include <string>
#include <vector>

class QComboBox;

namespace espalier {

/// "Is that right?": says right, or which label it should have been.
class VerdictCard : public Card {
    Q_OBJECT
public:
    explicit VerdictCard(QWidget* parent = nullptr);
    /// The answer that is judged; an empty label: there is none.
    void setAnswer(const std::string& label, const std::vector<std::string>& labels);
    void setSaid(const QString& text);

Q_SIGNALS:
    void judged(const QString& label);

private:
    QPushButton *m_right, *m_wrong;
    QComboBox* m_instead;
    QLabel* m_said;
    QString m_label;
};

}
