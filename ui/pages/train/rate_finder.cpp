// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/rate_finder.h"

#include "ui/bridge/strings.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/common/number_edit.h"
#include "ui/plots/line_chart.h"
#include "ui/widgets/kit.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace espalier {

namespace {

/// Two digits of it, as people write them.
double rounded(double rate) {
    return QLocale::c().toDouble(QLocale::c().toString(rate, 'g', 2));
}

}

double offeredRate(const LearningRateTest& test) {
    return test.suggestion > 0 ? rounded(test.suggestion) : 0;
}

QString rateTestText(const LearningRateTest& test) {
    if (test.rates.empty()) return RateFinder::tr("No step was made.");
    const QString from = numberText(rounded(test.rates.front())), to = numberText(rounded(test.rates.back()));
    if (offeredRate(test) <= 0)
        return RateFinder::tr("From %1 to %2 the loss does not fall at any rate: check that the labels fit the texts, or let more of the model learn.")
            .arg(from, to);
    return RateFinder::tr("The rate rose from %1 to %2 step by step; the loss fell most steeply at %3. Far below that little is learnt, and where "
                          "the curve turns up the steps are too large.")
        .arg(from, to, numberText(offeredRate(test)));
}

RateFinder::RateFinder(Session& session, const Recipe& recipe, QWidget* parent) : QDialog(parent), m_session(session), m_recipe(recipe) {
    setObjectName(QStringLiteral("train.rate.dialog"));
    setWindowTitle(tr("Find a learning rate"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(640, 460);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(12);
    layout->addWidget(mutedLabel(tr("A copy of the model takes some steps at rising rates; it is thrown away afterwards."), this));
    addProgress(layout);
    m_chart = new LineChart(this);
    m_chart->setObjectName(QStringLiteral("train.rate.chart"));
    m_chart->setAccessibleName(tr("Loss over learning rate"));
    m_chart->setLogarithmicX(true);
    m_chart->setAxisLabels(tr("learning rate"), tr("loss"));
    m_chart->addSeries(tr("loss, smoothed"), {.tone = Tone::Blue});
    QSizePolicy keeps = m_chart->sizePolicy();
    keeps.setRetainSizeWhenHidden(true);
    m_chart->setSizePolicy(keeps);
    layout->addWidget(m_chart, 1);
    layout->addWidget(m_words = new NoteBox(this));
    m_words->setObjectName(QStringLiteral("train.rate.words"));
    addButtons(layout);
    start();
}

RateFinder::~RateFinder() {
    if (m_job) m_job->cancel();
}

void RateFinder::addProgress(QVBoxLayout* layout) {
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_state = mutedLabel({}, this));
    m_state->setObjectName(QStringLiteral("train.rate.state"));
    m_state->setWordWrap(false);
    row->addWidget(m_progress = new SlimProgress(this), 1);
    m_progress->setAccessibleName(tr("Progress of the test"));
    m_stop = small(quietButton({}, this));
    m_stop->setObjectName(QStringLiteral("train.rate.stop"));
    m_stop->setAutoDefault(false);
    row->addWidget(m_stop);
    layout->addLayout(row);
    connect(m_stop, &QPushButton::clicked, this, &RateFinder::stopOrRepeat);
}

void RateFinder::addButtons(QVBoxLayout* layout) {
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* close = quietButton(tr("Close"), this);
    close->setAutoDefault(false);
    m_use = primaryButton({}, this);
    m_use->setObjectName(QStringLiteral("train.rate.use"));
    m_use->setDefault(true);
    row->addWidget(close);
    row->addWidget(m_use);
    layout->addLayout(row);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, [this] {
        Q_EMIT rateChosen(m_rate);
        accept();
    });
}

void RateFinder::start() {
    m_rate = 0;
    m_use->hide();
    m_words->hide();
    m_chart->setData(0, {}, {});
    m_chart->clearMarker();
    m_chart->hide(); // its axes would be made up
    m_progress->setValue(0);
    m_progress->show();
    m_state->setText(tr("The model is being loaded …"));
    m_stop->setText(tr("Cancel"));
    m_job = ask(
        this, m_session.workspace(),
        [recipe = m_recipe](Workspace& workspace, const CancellationToken& token, const ProgressSink& progress) {
            return workspace.findLearningRate(recipe, token, progress);
        },
        [this](Result<LearningRateTest> test) { take(std::move(test)); });
    connect(m_job, &Job::progressed, this, [this](qint64 done, qint64 total, const QString&) {
        m_progress->setValue(total > 0 ? double(done) / double(total) : 0);
        m_state->setText(tr("step %1 of %2").arg(QLocale().toString(done), QLocale().toString(total)));
    });
}

void RateFinder::stopOrRepeat() {
    if (!m_job) return start();
    m_job->cancel();
    m_state->setText(tr("Stopping …"));
}

void RateFinder::take(Result<LearningRateTest> test) {
    m_job = nullptr;
    if (test) return show(*test);
    if (test.error().kind == ErrorKind::Interrupted) return showEnd(tr("The test was cancelled."));
    showEnd(tr("The test failed."));
    m_words->setText(toQString(describe(test.error())).toHtmlEscaped());
    m_words->show();
}

void RateFinder::showEnd(const QString& said) {
    m_progress->hide();
    m_state->setText(said);
    m_stop->setText(tr("Try again"));
}

void RateFinder::show(const LearningRateTest& test) {
    showEnd(tr("%Ln step(s)", nullptr, static_cast<int>(test.rates.size())));
    m_chart->show();
    m_chart->setData(0, QVector<double>(test.rates.begin(), test.rates.end()), QVector<double>(test.losses.begin(), test.losses.end()));
    m_words->setText(rateTestText(test).toHtmlEscaped());
    m_words->show();
    m_rate = offeredRate(test);
    if (m_rate <= 0) return;
    m_chart->setMarker(test.suggestion, numberText(m_rate));
    m_use->setText(tr("&Use %1").arg(numberText(m_rate)));
    m_use->show();
    m_use->setFocus();
}

}
