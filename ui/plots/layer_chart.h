// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVector>
#include <QWidget>

#include <memory>

namespace espalier {

/// A heat strip for each layer over the steps of a run, on QCustomPlot: the darker the more, empty where nothing learns.
/// The newest values stand as numbers at the right, so that colour is not all there is to read.
class LayerChart : public QWidget {
    Q_OBJECT
public:
    /// Writes a value in words; 0 is said in a word of its own.
    using ValueText = QString (*)(double value);

    explicit LayerChart(QWidget* parent = nullptr);
    /// `names` from the bottom up; `values`: one for each name and step. Draws it all.
    void setData(const QStringList& names, const QVector<double>& steps, const QVector<QVector<double>>& values, double lastStep, ValueText text);
    void clear();
    void retheme();
    int layerCount() const;
    /// What stands at the right of a layer.
    QString valueText(int layer) const;

protected:
    void showEvent(QShowEvent*) override;

private:
    struct Parts;
    std::shared_ptr<Parts> m;
};

}
