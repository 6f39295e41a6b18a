// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <optional>

namespace espalier {

enum class NumberKind { Real, Count, Share }; ///< Share: shown in per cent, kept as 0 … 1

/// A line for one number, in the locale or as programmers write it (5e-5). Up and Down change it; a wrong text is left
/// standing and number() is empty then.
class NumberEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit NumberEdit(NumberKind kind, QWidget* parent = nullptr);
    void setNumber(double value);
    std::optional<double> number() const;
    void setBounds(double minimum, double maximum);

Q_SIGNALS:
    void numberChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void step(int direction);
    NumberKind m_kind;
    double m_minimum, m_maximum;
};

/// "5e-05" as people write it: 5e-5; whole numbers in the locale.
QString numberText(double value, NumberKind kind = NumberKind::Real);

}
