// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/loss_card.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/words.h"
#include "ui/pages/train/progress_story.h"
#include "ui/plots/line_chart.h"
#include "ui/widgets/dialogs.h"

#include <QHBoxLayout>
#include <QSlider>
#include <QVBoxLayout>

namespace espalier {

namespace {

constexpr int kTraining = 0, kValidation = 1, kMostSmoothing = 99;

}

LossCard::LossCard(QWidget* parent) : Card(parent) {
    setTitle(tr("Loss"));
    addControls();
    m_chart = new LineChart(this);
    m_chart->setObjectName(QStringLiteral("train.chart"));
    m_chart->setAccessibleName(tr("Loss over steps"));
    m_chart->setAxisLabels(tr("step"), tr("loss"));
    m_chart->setMinimumHeight(180);
    m_chart->setToolTip(tr("Wheel or drag to zoom, double click to see all"));
    body()->addWidget(m_chart, 1);
    body()->addWidget(m_warning = new NoteBox(this, Tone::WarnSoft));
    body()->addWidget(m_story = new NoteBox(this));
    m_story->setObjectName(QStringLiteral("train.story"));
    m_warning->hide();
    clear(0);
}

void LossCard::addControls() {
    m_smoothing = new QSlider(Qt::Horizontal, this);
    m_smoothing->setObjectName(QStringLiteral("train.smoothing"));
    m_smoothing->setRange(0, kMostSmoothing);
    m_smoothing->setValue(80);
    m_smoothing->setFixedWidth(90);
    m_smoothing->setAccessibleName(tr("Smoothing of the training loss"));
    auto* label = mutedLabel(tr("smoot&hing"), this);
    label->setWordWrap(false);
    label->setBuddy(m_smoothing);
    m_log = small(quietButton(tr("&log"), this));
    m_log->setCheckable(true);
    m_log->setObjectName(QStringLiteral("train.log"));
    m_log->setAccessibleName(tr("Logarithmic axis"));
    auto* png = small(quietButton(QStringLiteral("PNG"), this));
    png->setObjectName(QStringLiteral("train.png"));
    png->setAccessibleName(tr("Save the chart as a picture"));
    auto* csv = small(quietButton(QStringLiteral("CSV"), this));
    csv->setObjectName(QStringLiteral("train.csv"));
    csv->setAccessibleName(tr("Save the curves as numbers"));
    for (QWidget* widget : {static_cast<QWidget*>(label), static_cast<QWidget*>(m_smoothing),
                            static_cast<QWidget*>(m_log), static_cast<QWidget*>(png), static_cast<QWidget*>(csv)})
        trailing()->addWidget(widget);
    connect(m_smoothing, &QSlider::valueChanged, this, [this](int value) { m_chart->setSmoothing(value / 100.0); });
    connect(m_log, &QPushButton::toggled, this, [this](bool on) { m_chart->setLogarithmic(on); });
    connect(png, &QPushButton::clicked, this, [this] { exportTo(true); });
    connect(csv, &QPushButton::clicked, this, [this] { exportTo(false); });
}

void LossCard::clear(std::int64_t steps) {
    m_chart->clearSeries();
    m_chart->addSeries(tr("training"), {.tone = Tone::Blue, .smoothed = true});
    m_chart->addSeries(tr("validation"), {.tone = Tone::Orange, .dots = true});
    m_chart->setSmoothing(m_smoothing->value() / 100.0);
    m_further.clear();
    m_trainingDrawn = m_validationDrawn = 0;
    if (steps > 0) m_chart->setXRange(0, static_cast<double>(steps));
    m_warning->hide();
}

void LossCard::update(const RunCurves& curves) {
    for (; m_trainingDrawn < curves.training.size(); ++m_trainingDrawn)
        m_chart->append(kTraining, curves.training.x[m_trainingDrawn], curves.training.y[m_trainingDrawn]);
    for (; m_validationDrawn < curves.validationLoss.size(); ++m_validationDrawn)
        m_chart->append(kValidation, curves.validationLoss.x[m_validationDrawn],
                        curves.validationLoss.y[m_validationDrawn]);
    drawFurther(curves);
    if (curves.finished && curves.finished->bestStep > 0)
        m_chart->setMarker(static_cast<double>(curves.finished->bestStep),
                           tr("kept: step %1").arg(curves.finished->bestStep));
    else
        m_chart->clearMarker();
    tell(curves);
}

/// Each further task in a colour of its own, its validation dashed.
void LossCard::drawFurther(const RunCurves& curves) {
    static constexpr Tone kTones[] {Tone::Green, Tone::Purple, Tone::Vermilion, Tone::Muted};
    const auto points = [](const std::vector<double>& values) { return QVector<double>(values.begin(), values.end()); };
    for (const auto& [name, task] : curves.further) {
        if (!m_further.contains(name)) {
            const int index = static_cast<int>(m_further.size());
            const Tone tone = kTones[index % std::ssize(kTones)];
            m_further[name] = m_chart->addSeries(tr("%1, training").arg(toQString(name)), {.tone = tone, .smoothed = true});
            m_chart->addSeries(tr("%1, validation").arg(toQString(name)), {.tone = tone, .dots = true, .pen = Qt::DashLine, .marker = markerOf(index + 1)});
        }
        m_chart->setData(m_further[name], points(task.training.x), points(task.training.y));
        m_chart->setData(m_further[name] + 1, points(task.validationLoss.x), points(task.validationLoss.y));
    }
}

void LossCard::tell(const RunCurves& curves) {
    const MessageEvent* notice = nullptr;
    const MessageEvent* warning = nullptr;
    for (const MessageEvent& message : curves.messages)
        (message.level == "warning" ? warning : notice) = &message;
    QString said = tr("<b>What is happening:</b> %1").arg(describeProgress(curves).text.toHtmlEscaped());
    // Before the first step a notice explains the wait; later ones only repeat what the buttons show.
    if (notice && curves.training.empty()) said += QLatin1Char(' ') + engineText(notice->text).toHtmlEscaped();
    m_story->setText(said);
    m_story->setVisible(!curves.finished);
    m_warning->setText(warning ? engineText(warning->text).toHtmlEscaped() : QString());
    m_warning->setVisible(warning != nullptr);
}

void LossCard::exportTo(bool picture) {
    const QString file = dialogs().saveFile(this, picture ? tr("Save the chart") : tr("Save the curves"),
                                            picture ? QStringLiteral("loss.png") : QStringLiteral("loss.csv"),
                                            picture ? tr("Pictures (*.png)") : tr("Tables (*.csv)"));
    if (file.isEmpty()) return;
    if (picture ? m_chart->exportPng(file) : m_chart->exportCsv(file)) return;
    Q_EMIT failed({ErrorKind::Failed, toStdString(tr("The file could not be written")), toStdString(file),
                   toStdString(tr("choose another folder"))});
}

void LossCard::retheme() {
    m_chart->retheme();
}

}
