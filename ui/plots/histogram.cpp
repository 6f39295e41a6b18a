// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/histogram.h"

#include "ui/plots/length_bins.h"
#include "ui/plots/plot_theme.h"
#include "ui/widgets/theme.h"

#include "ui/plots/qcp.h"

#include <QToolTip>
#include <QVBoxLayout>

namespace espalier {

struct Histogram::Parts : public QObject {
    explicit Parts(Histogram* histogram);
    void rebuild();
    void restyle();
    void hover(QMouseEvent* event);
    QString describe() const;

    Histogram* owner;
    QCustomPlot* plot;
    QCPBars *kept, *cutOff;
    QCPItemStraightLine* line;
    QCPItemText* lineText;
    std::vector<std::int64_t> values;
    LengthBins bins;
    QString axisLabel;
    std::int64_t cut = 0;
};

Histogram::Parts::Parts(Histogram* histogram) :
    owner(histogram), plot(new QCustomPlot(histogram)), kept(new QCPBars(plot->xAxis, plot->yAxis)),
    cutOff(new QCPBars(plot->xAxis, plot->yAxis)), line(new QCPItemStraightLine(plot)), lineText(new QCPItemText(plot)) {
    auto* layout = new QVBoxLayout(histogram);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(plot);
    cutOff->moveAbove(kept);
    for (auto* end : {line->point1, line->point2}) end->setTypeY(QCPItemPosition::ptAxisRectRatio);
    lineText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    lineText->setPadding({6, 2, 6, 0});
    plot->setFocusPolicy(Qt::NoFocus);
    QObject::connect(plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) { hover(event); });
}

void Histogram::Parts::rebuild() {
    bins = binLengths(values, cut);
    QVector<double> x, below, above;
    for (const auto& bin : bins.bins) {
        x.append(double(bin.first) + double(bins.width) / 2);
        below.append(double(bin.kept));
        above.append(double(bin.cut));
    }
    kept->setData(x, below, true);
    cutOff->setData(x, above, true);
    kept->setWidth(double(bins.width) * 0.86);
    cutOff->setWidth(double(bins.width) * 0.86);
    if (!bins.bins.empty()) {
        double right = double(bins.bins.back().first + bins.width);
        if (cut > 0) right = std::max(right, std::min(double(cut) * 1.08, right * 1.6));
        plot->xAxis->setRange(double(bins.bins.front().first) - double(bins.width) * 0.3, right);
        plot->yAxis->setRange(0, double(bins.highest) * 1.12);
    }
    const bool cutInSight = cut > 0 && plot->xAxis->range().contains(double(cut));
    line->setVisible(cutInSight);
    lineText->setVisible(cutInSight && !lineText->text().isEmpty());
    line->point1->setCoords(double(cut) + 1, 0);
    line->point2->setCoords(double(cut) + 1, 1);
    lineText->position->setCoords(double(cut) + 1, 0);
    const bool rightHalf = double(cut) > plot->xAxis->range().center();
    lineText->setPositionAlignment((rightHalf ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
    QString label = axisLabel;
    if (bins.tail) label = Histogram::tr("%1 (last bar: %2 and more)").arg(axisLabel, QLocale().toString(qlonglong(bins.bins.back().first)));
    plot->xAxis->setLabel(label);
    owner->setAccessibleDescription(describe());
    plot->replot(QCustomPlot::rpQueuedReplot);
}

void Histogram::Parts::restyle() {
    const auto& theme = Theme::instance();
    themePlot(plot);
    plot->xAxis->grid()->setVisible(false);
    plot->yAxis->setNumberFormat(QStringLiteral("g"));
    kept->setPen(Qt::NoPen);
    kept->setBrush(theme.color(Tone::Blue));
    cutOff->setPen(Qt::NoPen);
    cutOff->setBrush(theme.color(Tone::Orange));
    line->setPen(QPen(theme.color(Tone::Bad), 1.2, Qt::DashLine));
    lineText->setColor(theme.color(Tone::Text));
    lineText->setFont(captionFont(owner->font()));
    plot->replot(QCustomPlot::rpQueuedReplot);
}

void Histogram::Parts::hover(QMouseEvent* event) {
    const double at = plot->xAxis->pixelToCoord(event->pos().x());
    for (const auto& bin : bins.bins) {
        if (at < double(bin.first) || at >= double(bin.first + bins.width) || bin.kept + bin.cut == 0) continue;
        const auto number = [](std::int64_t value) { return QLocale().toString(qlonglong(value)); };
        const bool open = bins.tail && bin.first == bins.bins.back().first;
        const QString range = open ? number(bin.first) + QLatin1Char('+')
            : bins.width == 1      ? number(bin.first) : number(bin.first) + QStringLiteral("–") + number(bin.first + bins.width - 1);
        QString text = Histogram::tr("%1 %2: %3 texts").arg(range, axisLabel, number(bin.kept + bin.cut));
        if (bin.cut) text += Histogram::tr(", %1 of them cut").arg(number(bin.cut));
        return QToolTip::showText(event->globalPosition().toPoint(), text, plot);
    }
    QToolTip::hideText();
}

QString Histogram::Parts::describe() const {
    if (values.empty()) return {};
    const auto number = [](std::int64_t value) { return QLocale().toString(qlonglong(value)); };
    return Histogram::tr("%1 texts, from %2 to %3, half of them up to %4")
        .arg(number(std::int64_t(values.size())), number(values.front()), number(values.back()), number(values[values.size() / 2]));
}

Histogram::Histogram(QWidget* parent) :
    QWidget(parent), m(std::make_shared<Parts>(this)) {
    setMinimumHeight(130);
    setAccessibleName(tr("Distribution of lengths"));
    m->restyle();
    connect(&Theme::instance(), &Theme::changed, this, &Histogram::retheme);
}

void Histogram::setValues(const std::vector<std::int64_t>& sorted, const QString& axisLabel) {
    m->values = sorted;
    m->axisLabel = axisLabel;
    m->rebuild();
}

void Histogram::setCut(std::int64_t at, const QString& text) {
    m->cut = at;
    m->lineText->setText(text);
    m->rebuild();
}

void Histogram::retheme() { m->restyle(); }

}
