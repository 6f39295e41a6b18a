// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>
#include <memory>
#include <vector>

namespace espalier {

/// Bars of how many texts have how many tokens, with a dashed line where they would be cut; bars past it are orange.
class Histogram : public QWidget {
    Q_OBJECT
public:
    explicit Histogram(QWidget* parent = nullptr);
    void setValues(const std::vector<std::int64_t>& sorted, const QString& axisLabel);
    void setCut(std::int64_t at, const QString& text);      ///< 0: none
    void retheme();

private:
    struct Parts;
    std::shared_ptr<Parts> m;
};

/// One horizontal bar a label with its count and share.
class LabelBalance : public QWidget {
    Q_OBJECT
public:
    explicit LabelBalance(QWidget* parent = nullptr);
    void setCounts(const std::vector<std::pair<QString, std::int64_t>>& counts);

private:
    struct Parts;
    std::shared_ptr<Parts> m;
};

}
