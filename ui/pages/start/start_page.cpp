// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start/start_page.h"

#include "ui/bridge/strings.h"
#include "ui/bridge/training_controller.h"
#include "ui/pages/common/ask.h"
#include "ui/pages/start/recent_runs.h"
#include "ui/pages/start/sample_card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/kit.h"

#include <QTime>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier {

QString greeting(int hour) {
    if (hour < 5) return StartPage::tr("Good night");
    if (hour < 12) return StartPage::tr("Good morning");
    return hour < 18 ? StartPage::tr("Good afternoon") : StartPage::tr("Good evening");
}

StartPage::StartPage(Session& session, QWidget* parent) :
    Page(session, parent), m_header(new PageHeader(this)), m_import(quietButton({}, this)), m_samples(new QHBoxLayout),
    m_recent(new RecentRuns(session, this)), m_queue(new MessageBanner(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(14);
    m_header->addAction(m_import);
    m_samples->setSpacing(14);
    layout->addWidget(m_header);
    layout->addWidget(m_queue);
    m_queue->setObjectName(QStringLiteral("start.queue"));
    layout->addLayout(m_samples);
    layout->addWidget(m_recent, 1);
    m_import->setObjectName(QStringLiteral("start.import"));
    connect(m_import, &QPushButton::clicked, this, &StartPage::chooseFile);
    connect(m_recent, &RecentRuns::openRequested, this, [this](qint64 run) { this->session().showRun(run); });
    connect(m_recent, &RecentRuns::goOnRequested, this, [this](qint64 run) {
        this->session().training().resume(run);
        this->session().showPage(QStringLiteral("train"));
    });
    connect(m_recent, &RecentRuns::watchRequested, this, [this] { this->session().showPage(QStringLiteral("train")); });
    connect(&session, &Session::runsChanged, this, [this] { if (isVisible()) loadRuns(); });
    connect(&session, &Session::queueChanged, this, [this] { if (isVisible()) offerQueue(); });
    retranslate();
}

void StartPage::opened() {
    m_header->setTitle(greeting(QTime::currentTime().hour()));
    loadRuns();
    offerQueue();
    askLatest(m_samplesJob, this, workspace(), [](Workspace& w) { return Result<std::vector<SampleExperiment>>(w.samples()); },
              [this](Result<std::vector<SampleExperiment>> samples) { if (samples) showSamples(*samples); });
}

void StartPage::loadRuns() {
    askLatest(m_runsJob, this, workspace(), [](Workspace& w) { return w.runs(); }, [this](Result<std::vector<RunRecord>> runs) {
        if (runs) m_recent->setRuns(std::move(*runs), session().training().run());
        else Q_EMIT session().failed(runs.error());
    });
}

void StartPage::offerQueue() {
    askLatest(m_queueJob, this, workspace(), [](Workspace& w) { return w.queue(); }, [this](Result<std::vector<QueueItem>> items) {
        const auto waiting = items ? std::count_if(items->begin(), items->end(), [](const QueueItem& item) { return item.status == "waiting"; }) : 0;
        if (waiting == 0 || session().training().queueGoesOn()) return m_queue->clear();
        m_queue->showNotice(tr("%Ln run(s) wait in the queue.", nullptr, static_cast<int>(waiting)), tr("&Run the queue"), [this] {
            m_queue->clear();
            session().training().runQueue();
            session().showPage(QStringLiteral("train"));
        });
    });
}

void StartPage::showSamples(const std::vector<SampleExperiment>& samples) {
    m_experiments = samples;
    while (m_cards.size() < samples.size()) {
        auto* card = new SampleCard(this);
        connect(card, &SampleCard::startRequested, this, [this](const QString& id) { session().startSample(id); });
        m_samples->addWidget(card, 1);
        m_cards.push_back(card);
    }
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setVisible(i < samples.size());
        if (i < samples.size()) m_cards[i]->setSample(samples[i]);
    }
}

void StartPage::chooseFile() {
    const QString file = dialogs().openFile(this, tr("Import a file"), tr("Data (*.csv *.tsv *.jsonl *.json *.conll *.txt);;All files (*)"));
    if (!file.isEmpty()) session().importFile(file);
}

void StartPage::retranslate() {
    m_header->setTitle(greeting(QTime::currentTime().hour()));
    m_header->setSubtitle(tr("Pick a sample experiment, or drop a file anywhere to begin with your own texts."));
    m_import->setText(tr("&Import a file…"));
    m_recent->retranslate();
    showSamples(m_experiments);
}

}
