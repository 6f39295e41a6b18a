// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workspace/workspace.h"
#include "ui/widgets/kit.h"
#include "ui/widgets/status_dot.h"

namespace espalier {

/// A sample experiment that one click starts; where its files are missing it says what to do.
class SampleCard : public Card {
    Q_OBJECT
public:
    explicit SampleCard(QWidget* parent = nullptr);
    void setSample(const SampleExperiment& sample);

Q_SIGNALS:
    void startRequested(const QString& id);

private:
    QString m_id;
    IconLabel* m_icon;
    QLabel *m_name, *m_description, *m_what, *m_missing;
    QPushButton* m_start;
};

}
