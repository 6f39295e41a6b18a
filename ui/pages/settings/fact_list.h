// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QGridLayout;

namespace espalier {

/// Names and values in two columns; values can be selected and copied.
class FactList : public QWidget {
    Q_OBJECT
public:
    struct Fact {
        QString name, value;
    };
    explicit FactList(QWidget* parent = nullptr);
    void setFacts(const QList<Fact>& facts);

private:
    QGridLayout* m_grid;
};

}
