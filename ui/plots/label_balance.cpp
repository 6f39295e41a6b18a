// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/histogram.h"

#include "ui/plots/plot_theme.h"
#include "ui/widgets/theme.h"

#include "ui/plots/qcp.h"

#include <QVBoxLayout>

namespace espalier {

namespace {

constexpr qsizetype kMostBars = 12;
constexpr int kRowHeight = 24;

}

struct LabelBalance::Parts : public QObject {
    explicit Parts(LabelBalance* balance);
    void rebuild();

    LabelBalance* owner;
    QCustomPlot* plot;
    std::vector<std::pair<QString, std::int64_t>> counts;
};

LabelBalance::Parts::Parts(LabelBalance* balance) :
    owner(balance), plot(new QCustomPlot(balance)) {
    auto* layout = new QVBoxLayout(balance);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(plot);
    plot->setFocusPolicy(Qt::NoFocus);
    plot->xAxis->setVisible(false);
    plot->yAxis->setVisible(false);
}

void LabelBalance::Parts::rebuild() {
    const auto& theme = Theme::instance();
    plot->clearPlottables();
    plot->clearItems();
    themePlot(plot);
    const bool mirrored = owner->layoutDirection() == Qt::RightToLeft;
    auto* names = mirrored ? plot->yAxis2 : plot->yAxis;
    plot->yAxis->setVisible(!mirrored);
    plot->yAxis2->setVisible(mirrored);
    names->grid()->setVisible(false);
    names->setBasePen(Qt::NoPen);
    names->setTickLabelColor(theme.color(Tone::Text));
    plot->xAxis->setRangeReversed(mirrored);

    // Rare classes beyond the twelfth share one bar, so that the picture stays one.
    std::int64_t total = 0, rest = 0, most = 1;
    QVector<QPair<QString, double>> bars;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        total += counts[i].second;
        if (qsizetype(counts.size()) > kMostBars && qsizetype(i) >= kMostBars - 1) rest += counts[i].second;
        else bars.append({counts[i].first, double(counts[i].second)});
    }
    if (rest > 0) bars.append({LabelBalance::tr("%n more", nullptr, int(qsizetype(counts.size()) - kMostBars + 1)), double(rest)});
    for (const auto& bar : bars) most = std::max(most, std::int64_t(bar.second));

    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    auto* drawn = new QCPBars(names, plot->xAxis);
    drawn->setPen(Qt::NoPen);
    drawn->setBrush(theme.color(Tone::Blue));
    drawn->setWidth(0.56);
    QStringList said;
    for (qsizetype i = 0; i < bars.size(); ++i) {
        const double key = double(bars.size() - 1 - i);     // first on top
        const QFontMetrics metrics(captionFont(owner->font()));
        ticker->addTick(key, metrics.elidedText(bars[i].first, Qt::ElideRight, 110));
        drawn->addData(key, bars[i].second);
        const QString share = total ? QLocale().toString(100 * bars[i].second / double(total), 'f', 1) : QStringLiteral("0");
        const QString number = QLocale().toString(qlonglong(bars[i].second)) + QStringLiteral(" · %1 %").arg(share);
        auto* text = new QCPItemText(plot);
        text->position->setAxes(plot->xAxis, names);
        text->position->setCoords(bars[i].second, key);
        text->setPositionAlignment((mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        text->setPadding({6, 0, 6, 0});
        text->setText(number);
        text->setColor(theme.color(Tone::Muted));
        text->setFont(captionFont(owner->font()));
        said.append(bars[i].first + QLatin1Char(' ') + number);
    }
    names->setTicker(ticker);
    names->setRange(-0.5, std::max(double(bars.size()) - 0.5, 0.5));
    plot->xAxis->setRange(0, double(most) * 1.45);      // room for the numbers at the ends
    plot->axisRect()->setMinimumMargins({0, 0, 0, 0});
    owner->setFixedHeight(std::max(int(bars.size()), 1) * kRowHeight + 4);
    owner->setAccessibleDescription(said.join(QStringLiteral(", ")));
    plot->replot(QCustomPlot::rpQueuedReplot);
}

LabelBalance::LabelBalance(QWidget* parent) :
    QWidget(parent), m(std::make_shared<Parts>(this)) {
    setAccessibleName(tr("Label balance"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] { m->rebuild(); });
}

void LabelBalance::setCounts(const std::vector<std::pair<QString, std::int64_t>>& counts) {
    m->counts = counts;
    m->rebuild();
}

}
